"""For who teaches a lesson: the presenter's view, the notes, the hand-out."""

from urllib.parse import urlsplit, urlunsplit

import streamlit as st

from lessons import Lesson
from player.lesson_draft import DRAFT
from player.lesson_handout import handout
from player.lesson_state import LessonState
from player.lesson_windows import address

ABOUT = (
    "Page Up and Page Down, the keys of a clicker, turn the step in every window; arrows turn the presenter's view or"
    " the notes alone."
)

WRITTEN = (
    "The codes of its hand-out open each picture as it is printed. Those of a lesson in a folder, which DESCENT_LESSONS"
    " names, open the lesson's steps."
)


def teach(state: LessonState, lesson: Lesson) -> None:
    """Behind one word; a link that Share makes of a lesson hides it."""
    with st.container(key="lesson_teach", width="content"), st.popover("Teach", type="tertiary"):
        st.button("Presenter view", key="teach_present", on_click=state.turn_to, args=("presenter",), type="tertiary")
        st.link_button("Notes in a second window", address(state, "notes"), type="tertiary")
        solved = st.toggle("Hand-out with the answers", key="teach_solved")
        home = _home()  # here: what is made when it is asked for no longer knows its address
        st.download_button(
            "Hand-out to print, A4", lambda: handout(lesson, home, solved), f"{lesson.name}.html", "text/html",
            key="teach_handout", on_click="ignore", type="tertiary",
        )  # fmt: skip
        st.caption(ABOUT)
        if lesson.name == DRAFT:
            st.caption(WRITTEN)


def _home() -> str:
    """The address of this page."""
    seen = urlsplit(st.context.url or "")
    return urlunsplit((seen.scheme, seen.netloc, seen.path, "", ""))
