"""A step that stands on an online problem: its picture, and the settings that its goal is about, which the reader
changes beside the words."""

from functools import partial

import streamlit as st

from figures.online_figures import position_figure
from lessons import LessonError
from lessons.parts import played, setting_name
from player.charts import chart
from player.lesson_state import LessonState
from player.showing import showing
from scenarios.online_scenario import OnlineScenario, playing


def picture(state: LessonState) -> None:
    """Where each optimizer is, round by round; nothing while it is held back."""
    if not state.held:
        with st.spinner("Playing…"):
            plays = list(playing(now(state).runs))
        chart(position_figure(plays, st.context.theme.type == "dark"), "lesson_online")


def settings(state: LessonState) -> None:
    """A field for each setting that the step's own way to the goal changes."""
    step = state.step
    if not (step.goal and step.online):
        return
    for name in {**step.do, **step.near}:
        field = showing(f"setting_{name}_{'_'.join(state.key)}", getattr(now(state), name), partial(_set, state, name))
        st.number_input(setting_name(name), format="%.6g", width=200, **field)


def now(state: LessonState) -> OnlineScenario:
    """The reader's, or the step's own."""
    own = state.run if isinstance(state.run, OnlineScenario) else state.step.page and state.step.page.state
    assert isinstance(own, OnlineScenario)
    return own


def _set(state: LessonState, name: str, value: float) -> None:
    assert state.step.page
    try:
        state.run = played(state.step.page, {**now(state).model_dump(), name: value})
    except LessonError as error:
        state.notices = [str(error).partition(": ")[2]]
