"""What the explorer opens with, ready to be sent before anything is loaded that could make it: Numba, the surfaces and
the optimizers take a new server a second. `python -m player.known` writes it."""

import json
import sys
from pathlib import Path
from typing import Any

import streamlit as st

FILE = Path(__file__).parent / "opening.json"


def begins_bare() -> bool:
    """Whether a session begins at a bare address, on a server that has loaded nothing yet."""
    return not ("scenarios.scenario" in sys.modules or "explore_state" in st.session_state or st.query_params)


def hear(event: dict[str, Any]) -> None:
    """What the reader did first; this loads what was not waited for. A browser that was here before the server was
    started anew begins its session so."""
    from player.explore_state import explore_state

    explore_state().hear(event)


def opening_message() -> dict[str, Any]:
    """The message of an `ExploreState` as it begins."""
    made: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return made
