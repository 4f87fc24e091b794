"""The drawer: what one types rather than plays with. Closed at opening."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from dynamics.schedules import KINDS
from dynamics.tuning import OBJECTIVE, RATES
from player.explore_state import ExploreState
from player.showing import showing
from scenarios.scenario import FARTHEST, MOST_STEPS

STEPS = {int(m * 10**k) for k in range(1, 6) for m in (1, 1.5, 2, 3, 5, 7)} | {MOST_STEPS}
SCHEDULES = (
    "For all optimizers. " + "; ".join(f"{kind.replace('-', ' ')}: {what}" for kind, what in KINDS.items()) + "."
)
LARGEST_FILE = 16  # MB: it may carry a table of the reader's
NOISE = "Standard deviation of Gaussian noise on each gradient component: a stand-in for mini-batches."
TUNING = (
    f"{len(RATES)} rates from 0.00001 to 10 for each optimizer, by {OBJECTIVE}. The line above the map says what was"
    " done."
)


def drawer(state: ExploreState) -> None:
    """Exact start, steps, schedule, noise and seed; a fair comparison; saved scenarios."""
    s = state.scenario

    def bound(name: str, value: Any, change: Callable[[Any], dict[str, Any]]) -> dict[str, Any]:
        """A widget's key and callback: it shows the scenario's value, and changes the scenario when the reader changes
        it."""
        return showing(f"drawer_{name}", value, lambda given: state.set(**change(given)))

    st.subheader("Exact settings", anchor=False)
    left, right = st.columns(2)
    place: dict[str, Any] = {
        "min_value": -FARTHEST,
        "max_value": FARTHEST,
        "value": None,
        "step": 0.1,
        "format": "%.6g",
        "disabled": "start" in state.lock,
    }
    left.number_input(
        "Start x", **place, **bound("start_x", s.start[0], lambda v: {"start": [v, state.scenario.start[1]]})
    )
    right.number_input(
        "Start y", **place, **bound("start_y", s.start[1], lambda v: {"start": [state.scenario.start[0], v]})
    )
    steps = sorted(STEPS | {s.steps})
    st.select_slider(
        "Steps (log scale)",
        steps,
        format_func="{:,}".format,
        disabled="steps" in state.lock,
        **bound("steps", s.steps, lambda v: {"steps": v}),
    )
    kind = bound("kind", s.schedule.kind, lambda v: {"schedule": {"kind": v, "final": state.scenario.schedule.final}})
    st.selectbox(
        "Learning-rate schedule", list(KINDS), format_func=lambda k: k.replace("-", " "), help=SCHEDULES, **kind
    )
    left, right = st.columns(2)
    left.number_input(
        "Noise σ",
        0.0,
        1e3,
        None,
        step=0.1,
        format="%.4g",
        help=NOISE,
        **bound("noise", s.noise, lambda v: {"noise": v}),
    )
    right.number_input(
        "Seed",
        0,
        2**31 - 1,
        None,
        help="The same seed gives the same noise.",
        **bound("seed", s.seed, lambda v: {"seed": v}),
    )
    st.subheader("Compare fairly", anchor=False)
    st.button(
        "Tune every learning rate alike", on_click=state.tune, width="stretch", help=TUNING, disabled=bool(state.lock)
    )
    st.subheader("Open a saved scenario", anchor=False)
    st.file_uploader(
        "A JSON file from the Share menu",
        type="json",
        key="opened",
        on_change=lambda: _open(state),
        max_upload_size=LARGEST_FILE,
        disabled=bool(state.lock),
    )


def _open(state: ExploreState) -> None:
    if st.session_state.opened is not None:
        state.open(st.session_state.opened.getvalue())
