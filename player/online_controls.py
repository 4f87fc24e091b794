"""What the reader sets of an online problem: the few things above the picture, the rest in the drawer."""

from typing import Any

import streamlit as st

from dynamics import OPTIMIZERS
from dynamics.online import MOST_ROUNDS, MOST_SEEDS
from dynamics.schedules import KINDS as SCHEDULES
from player.page_state import PageState
from player.showing import showing
from scenarios.online_scenario import EXAMPLES, KINDS, OnlineScenario

ROUNDS = sorted({m * 10**k for k in range(2, 6) for m in (1, 2, 5)} | {MOST_ROUNDS})
CORRECTIONS = {
    "none": "from 0, uncorrected",
    "standard": "from 0, corrected",
    "gradient-init": "from the first gradient",
}


def examples(state: PageState[OnlineScenario]) -> None:
    """A row of settings to open; none is lit once the reader has left them."""
    lit = next((name for name, known in EXAMPLES.items() if known == state.value), None)
    chosen = showing("online_example", lit, lambda name: state.take(EXAMPLES[name]))
    st.segmented_control("Setting", list(EXAMPLES), label_visibility="collapsed", **chosen)


def row(state: PageState[OnlineScenario]) -> None:
    """Four controls above the figures."""
    places = st.columns([3, 1, 1, 1])
    titled: dict[str, Any] = {"format_func": lambda name: OPTIMIZERS[name].title}
    places[0].multiselect("Optimizers", list(OPTIMIZERS), **titled, **state.bound("optimizers", tuple))
    places[1].number_input("Learning rate α", value=None, step=state.value.lr / 10, format="%.4g", **state.bound("lr"))
    places[2].selectbox(
        "Schedule",
        list(SCHEDULES),
        format_func=lambda k: k.replace("inverse-sqrt", "α ∕ √t"),
        **state.bound("schedule"),
    )
    rounds = sorted({*ROUNDS, state.value.rounds})
    places[3].selectbox("Rounds", rounds, format_func="{:,}".format, **state.bound("rounds"))


def drawer(state: PageState[OnlineScenario]) -> None:
    """The problem, the averages and the seeds."""
    exact: dict[str, Any] = {"value": None, "format": "%.6g"}
    st.subheader("The problem", anchor=False)
    left, right = st.columns(2)
    left.number_input("Rare slope", **exact, **state.bound("rare"))
    right.number_input("Usual slope", **exact, **state.bound("usual"))
    st.selectbox("The rare one comes", list(KINDS), format_func=KINDS.__getitem__, **state.bound("kind"))
    if state.value.kind == "by chance":
        st.number_input("Probability", step=0.01, **exact, **state.bound("chance"))
    else:
        st.number_input("Period", value=None, step=1, **state.bound("period"))
    left, middle, right = st.columns(3)
    left.number_input("From", **exact, **state.bound("low"))
    middle.number_input("To", **exact, **state.bound("high"))
    right.number_input("Start", step=0.1, **exact, **state.bound("start"))
    st.subheader("The averages", anchor=False)
    left, right = st.columns(2)
    left.number_input("First decay β₁", step=0.01, **exact, **state.bound("beta1"))
    right.number_input("Second decay β₂", step=0.01, **exact, **state.bound("beta2"))
    averages = "For every optimizer that keeps averages. Papers on online problems start them from 0, uncorrected."
    st.selectbox(
        "They start",
        list(CORRECTIONS),
        format_func=CORRECTIONS.__getitem__,
        help=averages,
        **state.bound("correction"),
    )
    st.subheader("Seeds", anchor=False)
    left, right = st.columns(2)
    left.number_input(
        "How many", 1, MOST_SEEDS, None, help="Only where the slope comes by chance.", **state.bound("seeds")
    )
    right.number_input("The first", 0, 2**31 - 1, None, **state.bound("seed"))
