"""A step that stands on the page Networks: the curves of its training beside the words. It is trained here once, for
all who look, behind the page."""

from concurrent.futures import Future
from functools import lru_cache
from threading import Thread
from typing import Any

import streamlit as st

from lessons.recording import online_chart, training_charts
from player.component import mount
from player.lesson_online import now
from player.lesson_state import LessonState

ASK_AGAIN = 0.5  # seconds


def curves(state: LessonState) -> None:
    """Nothing while they are held back, though the training begins; a line until they are there."""
    page = state.step.page
    if not page or not page.trains:
        return
    found = _begun(page.query["preset"])
    if state.held:
        return
    if not found.done():
        st.caption("The network is being trained here, once. Its curves will stand in this place.")
        _wait(found)
        return
    show_charts(found.result())


def presented(state: LessonState) -> None:
    """Before a lecture hall: the same, and those of an online problem; nothing stands there until they are known."""
    found = _training(state)
    if charted(state):
        show_charts(found.result() if found else [online_chart(now(state))], presented=True)
    elif found and not state.held:
        _wait(found)


def charted(state: LessonState) -> bool:
    """Whether a step has charts to present now."""
    found = _training(state)
    return not state.held and state.step.scenario is None and (found.done() if found else bool(state.step.online))


def _training(state: LessonState) -> Future[list[dict[str, Any]]] | None:
    page = state.step.page
    return _begun(page.query["preset"]) if page and page.trains else None


def show_charts(charts: list[dict[str, Any]], presented: bool = False) -> None:
    data = {"charts": charts, "presented": presented}
    mount(("lesson_charts", "lesson/chart.js"), data, "lesson_charts", _nothing)


@st.fragment(run_every=ASK_AGAIN)
def _wait(found: Future[Any]) -> None:
    if found.done():
        st.rerun()


@lru_cache(maxsize=8)
def _begun(preset: str) -> Future[list[dict[str, Any]]]:
    found: Future[list[dict[str, Any]]] = Future()

    def train() -> None:
        try:
            found.set_result(training_charts(preset))
        except Exception as error:  # whoever looks is told
            found.set_exception(error)

    Thread(target=train, name="lesson-training", daemon=True).start()  # of a pool the app would wait for it at its end
    return found


def _nothing(_: dict[str, Any]) -> None:
    """A chart tells nothing back."""
