"""Widgets that show what the server holds, and change it."""

from collections.abc import Callable
from typing import Any

import streamlit as st


def showing(name: str, value: Any, take: Callable[[Any], object]) -> dict[str, Any]:
    """Key and callback of the widget called `name`, which shows `value`. `take` gets what the reader changes it to; an
    emptied field gets its value back.

    The key is another one each time that the server changes what is shown. A browser that has not heard of it yet sends
    with its next message what the widget showed before: under one key for all, that would be a touch of the reader's,
    and would take the change back."""
    turn = f"{name}_turn"
    key = _key(name, st.session_state.get(turn, 0))
    if key in st.session_state and st.session_state[key] != value:
        st.session_state[turn] = st.session_state.get(turn, 0) + 1
        key = _key(name, st.session_state[turn])
    st.session_state[key] = value

    def changed() -> None:
        late = key != _key(name, st.session_state.get(turn, 0))
        if not late and st.session_state[key] is not None:
            take(st.session_state[key])

    return {"key": key, "on_change": changed}


def _key(name: str, turn: int) -> str:
    return f"{name}-{turn}" if turn else name
