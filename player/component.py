"""The player inside Streamlit: one component, mounted with a blob of bytes; what the reader does comes back as
events."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import streamlit as st

from player.standalone import markup, script, style


@lru_cache(maxsize=1)
def _component() -> Any:
    return st.components.v2.component("descent_player", html=markup(), css=style(), js=script())


def player(data: bytes, key: str, on_event: Callable[[], None]) -> None:
    """Show a blob (see `player.pack`). `on_event` runs when the reader did something; `event(key)` then says what."""
    _component()(data=data, key=key, on_event_change=on_event)


def event(key: str) -> dict[str, Any] | None:
    """The event that just came: {n, kind, value, have, done}; None if there is none."""
    latest = st.session_state[key].get("event") if key in st.session_state else None
    return dict(latest) if latest else None
