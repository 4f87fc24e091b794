"""The reader's own scenarios, surfaces and rules, kept in the browser (static/shelf/)."""

import streamlit as st

from player.component import mount
from player.explore_state import ExploreState
from scenarios.shelved import offers


def shelf(state: ExploreState) -> None:
    """Shows it in the drawer. What is opened from it becomes the scenario; what cannot be read is said."""
    st.subheader("Shelf", anchor=False)
    mount(
        ("descent_shelf", "shelf/shelf.js"),
        {"offers": offers(state.scenario)},
        "shelf",
        lambda event: state.open_shelved(str(event.get("kind")), event.get("holds")),
    )
