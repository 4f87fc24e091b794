"""Settings of an online problem that a step's goal is about: the reader changes them on the lesson's page."""

import streamlit as st

from lessons import LessonError
from lessons.parts import played, setting_name
from player.lesson_state import LessonState
from scenarios.online_scenario import OnlineScenario


def settings(state: LessonState) -> None:
    """A field for each that the step's own way to the goal changes."""
    step = state.step
    if not (step.goal and step.online and step.page):
        return
    now = state.run if isinstance(state.run, OnlineScenario) else step.page.state
    for name in {**step.do, **step.near}:
        key = f"setting_{name}_{'_'.join(state.key)}"
        st.session_state[key] = getattr(now, name)
        st.number_input(
            setting_name(name), key=key, format="%.6g", step=None, width=200, on_change=_set, args=(state, name, key)
        )


def _set(state: LessonState, name: str, key: str) -> None:
    assert state.step.page
    before = state.run.model_dump() if isinstance(state.run, OnlineScenario) else {}
    try:
        state.run = played(state.step.page, {**before, name: st.session_state[key]})
    except LessonError as error:
        state.notices = [str(error).partition(": ")[2]]
