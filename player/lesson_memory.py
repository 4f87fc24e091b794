"""The reader's work is kept in the browser. A new session asks for it once; from then on what is new goes there with
the page's own answers, and nothing comes back."""

import json
from functools import lru_cache
from typing import Any

import streamlit as st

from player.lesson_state import LessonState

SCRIPT = """
const KEY = "descent-explorer-lessons";
let asked = false;
export default function ({ data, setTriggerValue }) {
  try {
    const held = localStorage.getItem(KEY);
    if (data.fresh && held) {
      if (!asked) setTriggerValue("kept", held);
      asked = true;
    } else if (!data.fresh || data.record !== data.empty) localStorage.setItem(KEY, data.record);
  } catch {}  // no storage: the work lasts as long as the session
}
"""
LONGEST = 1_000_000  # characters
EMPTY = json.dumps({"answers": {}, "reached": {}, "shown": [], "at": {}})


def remember(state: LessonState) -> None:
    """Hand the work to the browser, and take what it has kept from an earlier session."""

    def take() -> None:
        _take(state, getattr(st.session_state.get("lesson_memory"), "kept", None))

    record = json.dumps(state.work.record(), allow_nan=False)
    with st.container(key="lesson_memory_place"):
        _component()(
            data={"fresh": state.fresh, "record": record, "empty": EMPTY}, key="lesson_memory", on_kept_change=take
        )


def _take(state: LessonState, kept: Any) -> None:
    state.fresh = False
    if isinstance(kept, str) and len(kept) <= LONGEST:
        try:
            state.work.take(json.loads(kept), state.known)
        except (ValueError, RecursionError):
            return


@lru_cache(maxsize=1)
def _component() -> Any:
    return st.components.v2.component("lesson_memory", js=SCRIPT)
