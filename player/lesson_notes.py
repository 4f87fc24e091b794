"""What the lecturer alone sees of a step, in a second window: the notes, the time, the answers, what comes next."""

import streamlit as st

from lessons import Lesson
from lessons.prose import filled
from lessons.quantities import about
from lessons.sentence import sentence
from lessons.solved import answers
from lessons.timing import ends
from player.lesson_state import LessonState
from player.lesson_windows import turning
from player.link_view import hide
from player.page import tell, through_app


def notes(state: LessonState, lesson: Lesson) -> None:
    """It turns with the window from which it was opened, and that with it."""
    through_app()
    hide(["pages"])
    step, at, last = state.step, state.at.step, len(lesson.steps)
    st.title(lesson.title, anchor=False)
    tell(state.notices)
    plan = {"until": ends(lesson)[at - 1], "minutes": lesson.minutes}
    with st.container(key="lesson_clock"):
        turning(state, lesson, plan=plan)
    with st.container(key="lesson_notes"):
        st.caption(f"Step {at} of {last}")
        st.markdown(f"#### {_plain(sentence(step, state.told, revealed=False))}")
        st.markdown(filled(step.notes, state.told) if step.notes else "*This step has no notes.*")
        for line in answers(step):
            st.markdown(line)
        if at < last:
            following = lesson.steps[at]
            st.caption(f"Next: {_plain(sentence(following, about(following), revealed=False))}")


def _plain(text: str) -> str:
    """What Markdown would read as marks, as it is."""
    return text.replace("*", "\\*").replace("_", "\\_").replace("$", "\\$")
