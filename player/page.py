"""What pages have in common: how one without a player begins, what it tells its reader, the way to the explorer."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import streamlit as st
from streamlit.runtime.pages_manager import PagesManager

from player.page_promises import PROMISES, after
from player.words import plain

if TYPE_CHECKING:  # the explorer's first picture does not wait for what a scenario needs
    from scenarios.scenario import Scenario


def through_app() -> None:
    """Run this page again through app.py if Streamlit ran it by itself.

    It does so once: when the very first visit to a new server asks for a page's own address. Until app.py has set up
    navigation, Streamlit takes the folder pages/ for its own way of making pages.
    """
    if "page" not in st.session_state:
        PagesManager.uses_pages_directory = False
        st.rerun()


def begin(title: str, lead: str) -> None:
    """The title, and one sentence saying what to look for."""
    through_app()
    st.title(title, anchor=False)
    st.html(f"<p class='lead'>{lead}</p>")


def tell(notices: Iterable[str]) -> None:
    """Sentences for the reader, in one line; what they quote is the reader's own text."""
    if text := " ".join(notices):
        st.caption(f":material/info: {plain(text)}")


def open_in_explorer(
    scenario: "Scenario | Callable[[], Scenario]",
    key: str,
    label: str = "Open in the explorer",
    place: Any = st,
) -> None:
    """Words that open a scenario in the explorer and turn to the explorer. A function makes it when they are pressed;
    the sentence of a ValueError that it raises is shown."""
    if not place.button(f"{label} →", key=key, type="tertiary"):
        return
    from player.explore_state import explore_state

    try:
        explore_state().take(scenario() if callable(scenario) else scenario, [])
    except ValueError as error:
        tell([str(error)])
        return
    st.switch_page("pages/explore.py")


def end(title: str) -> None:
    """The last line of the page of that title: the way to the next one, and what is to be seen there."""
    following = after(title)
    with st.container(key="next_page", horizontal=True, vertical_alignment="center"):
        if st.button(f"Next: {following} →", key=f"next_{following.lower()}", type="tertiary"):
            st.switch_page(PROMISES[following].script)
        st.caption(PROMISES[following].sentence, width="content")
