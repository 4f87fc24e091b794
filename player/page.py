"""How every page without a player begins."""

from typing import Any, Literal

import streamlit as st

from player.desk import desk
from scenarios.scenario import Scenario


def through_app() -> None:
    """Send the reader through app.py if Streamlit ran this page by itself.

    It does so once: when the very first visit to a new server asks for a page's own address, before app.py has set up navigation.
    """
    if "page" not in st.session_state:
        st.switch_page("app.py")


def begin(title: str, lead: str) -> None:
    """The title, and one sentence saying what to look for."""
    through_app()
    st.title(title, anchor=False)
    st.html(f"<p class='lead'>{lead}</p>")


def open_in_explorer(
    scenario: Scenario,
    key: str,
    label: str = "Open in the explorer",
    place: Any = st,
    kind: Literal["secondary", "tertiary"] = "secondary",
) -> None:
    """A button (secondary) or plain words (tertiary) that put a scenario on the desk and turn to the explorer."""
    if place.button(label, key=key, type=kind):
        desk().take(scenario, [])
        st.switch_page("pages/explore.py")
