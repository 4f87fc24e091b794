"""A lesson before a lecture hall, and the windows that turn with it."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from lessons import Lesson
from lessons.prose import filled
from lessons.sentence import plain_text, sentence
from player.component import player, script_address
from player.figure_message import wait_for_the_book
from player.lesson_draft import DRAFT
from player.lesson_state import LessonState
from player.lesson_trained import charted, presented
from player.page import through_app
from player.page_promises import PROMISES
from scenarios.links import link

SCRIPT = """
export default async function (component) {
  const at = new URL(`./app/static/%s`, document.baseURI);
  const { lessonWindow } = await import(at);
  lessonWindow(component);
}
"""


def present(state: LessonState, lesson: Lesson) -> None:
    """The figure, one sentence, the step's dots; nothing else."""
    through_app()
    shown, judged = bool(state.step.scenario), None
    with st.container(key="presenter"):
        if shown:
            judged = state.judged()
            player(state.message(judged), "lesson", state.hear)
        presented(state)
        turning(state, lesson, stage=_stage(state))
    if shown and judged is None:
        wait_for_the_book(state.judged)


def turning(
    state: LessonState, lesson: Lesson, stage: Mapping[str, Any] | None = None, plan: Mapping[str, Any] | None = None
) -> None:
    """What hears a clicker, and turns with the other windows; see static/lesson/window.js."""
    key = "lesson_window"

    def heard(name: str) -> Any:
        return getattr(st.session_state.get(key), name, None)

    def turn() -> None:
        to = heard("turn")
        if isinstance(to, Mapping) and to.get("lesson") in state.known and isinstance(to.get("step"), int):
            state.go(str(to["lesson"]), max(1, to["step"]))

    data = {
        "lesson": lesson.name, "step": state.at.step, "last": len(lesson.steps), "window": state.at.window,
        "version": state.draft.version if lesson.name == DRAFT else "", "stage": stage, "plan": plan,
    }  # fmt: skip
    with st.container(key="lesson_window_place"):
        _component()(
            data=data, key=key, on_turn_change=turn, on_reveal_change=state.reveal,
            on_leave_change=lambda: state.turn_to(""),
        )  # fmt: skip


def _stage(state: LessonState) -> dict[str, Any]:
    """What stands under the figure."""
    step, ask = state.step, state.step.ask
    shown = not ask or state.shown
    choices = ask.choices if ask and ask.kind == "choice" else ()
    return {
        "sentence": sentence(step, state.told, bool(ask) and shown),
        "choices": [
            {"text": plain_text(filled(text, state.told)), "right": shown and ask is not None and k == ask.right}
            for k, text in enumerate(choices)
        ],
        "asks": not shown,
        "alone": not charted(state) and step.scenario is None,
        "href": address(state, "notes"),
        "page": _page(state),
    }


def _page(state: LessonState) -> dict[str, str] | None:
    if not state.step.page:
        return None
    title = state.step.page.page.capitalize()
    script = PROMISES[title].script.removeprefix("pages/").removesuffix(".py")
    return {"label": f"{title} with these settings", "href": f"{script}?{urlencode(state.step.page.query)}"}


def address(state: LessonState, window: str) -> str:
    """The address of the step in another window, from this page."""
    return f"?{urlencode(link(state.at.model_copy(update={'window': window})))}"


@lru_cache(maxsize=1)
def _component() -> Any:
    return st.components.v2.component("lesson_window", js=SCRIPT % script_address("lesson/window.js"))
