"""What the reader sets on the page of recession."""

from typing import Any

import streamlit as st

from dynamics.words import number
from player.page_state import PageState
from scenarios.recession_scenes import OVER, OVER_WORDS, START_WORDS, STARTS, RecessionSettings
from scenarios.scenario import FARTHEST

RATES = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0]
STEPS = [25, 50, 100, 200, 400, 1_000]
BETA1 = [0.0, 0.5, 0.8, 0.9, 0.95, 0.99]
CLOSE_STOPS = [1e-4, 1e-3, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0]
DELTAS = [0.0, 0.1, 0.2, 0.5, 1.0, 1.5, 1.9]
BETA2 = [0.0, 0.5, 0.9, 0.95, 0.99, 0.995, 0.999, 0.9999]


def controls(state: PageState[RecessionSettings]) -> None:
    """Six above the figures, the exact start and the decays in the drawer."""
    columns = [*st.columns(3), *st.columns(3)]
    columns[0].selectbox(
        "Start of the averages",
        STARTS.choices,
        format_func=START_WORDS.__getitem__,
        help=STARTS.hint,
        **state.bound("averages"),
    )
    columns[1].selectbox(
        "Denominator", OVER.choices, format_func=OVER_WORDS.__getitem__, help=OVER.hint, **state.bound("over")
    )
    columns[2].select_slider(
        "Learning rate η", sorted({*RATES, state.value.lr}), format_func=number, **state.bound("lr")
    )
    columns[3].select_slider(
        "Steps", sorted({*STEPS, state.value.steps}), format_func="{:,}".format, **state.bound("steps")
    )
    columns[4].select_slider(
        "Close: r² up to",
        sorted({*CLOSE_STOPS, state.value.close}),
        format_func=number,
        help="How near a run must come to the optimum before it leaves, to do what the paper describes.",
        **state.bound("close"),
    )
    columns[5].select_slider(
        "One-point convexity δ",
        sorted({*DELTAS, state.value.delta}),
        format_func=number,
        help="The region is where ⟨g, x⟩ > δ |x|², here 2 sin r² > δ. A larger δ draws it in, and lowers the bounds.",
        **state.bound("delta"),
    )
    place: dict[str, Any] = {
        "min_value": -FARTHEST,
        "max_value": FARTHEST,
        "value": None,
        "step": 0.1,
        "format": "%.6g",
    }
    with st.sidebar:
        st.subheader("Exact settings", anchor=False)
        left, right = st.columns(2)
        left.number_input("Start x", **place, **state.bound("x"))
        right.number_input("Start y", **place, **state.bound("y"))
        st.select_slider("First decay β₁", sorted({*BETA1, state.value.beta1}), **state.bound("beta1"))
        st.select_slider("Second decay β₂", sorted({*BETA2, state.value.beta2}), **state.bound("beta2"))
