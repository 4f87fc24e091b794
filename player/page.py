"""How every page without a player begins."""

from collections.abc import Callable
from typing import Any

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


def open_in_explorer(scenario: Scenario | Callable[[], Scenario], key: str, label: str = "Open in the explorer", place: Any = st) -> None:
    """A button that puts a scenario on the desk and turns to the explorer. A function makes it when the button is pressed; the sentence
    of a ValueError that it raises is shown."""
    if not place.button(label, key=key):
        return
    try:
        desk().take(scenario() if callable(scenario) else scenario, [])
    except ValueError as error:
        st.caption(f":material/info: {error}")
        return
    st.switch_page("pages/explore.py")
