"""What the reader sets of an online problem: the few things above the picture, the rest in the drawer."""

from typing import Any

import streamlit as st

from dynamics import OPTIMIZERS
from dynamics.online import MOST_ROUNDS, MOST_SEEDS
from dynamics.schedules import KINDS as SCHEDULES
from player.held import Held
from scenarios.games import EXAMPLES, KINDS, Game

ROUNDS = sorted({m * 10**k for k in range(2, 6) for m in (1, 2, 5)} | {MOST_ROUNDS})
CORRECTIONS = {
    "none": "from 0, uncorrected",
    "standard": "from 0, corrected",
    "gradient-init": "from the first gradient",
}


def examples(game: Held[Game]) -> None:
    """A row of settings to open; none is lit once the reader has left them."""
    st.session_state.game_example = next((name for name, known in EXAMPLES.items() if known == game.value), None)

    def chosen() -> None:
        if st.session_state.game_example:
            game.take(EXAMPLES[st.session_state.game_example])

    st.segmented_control("Setting", list(EXAMPLES), key="game_example", on_change=chosen, label_visibility="collapsed")


def row(game: Held[Game]) -> None:
    """Four controls above the figures."""
    places = st.columns([3, 1, 1, 1])
    titled: dict[str, Any] = {"format_func": lambda name: OPTIMIZERS[name].title}
    places[0].multiselect("Optimizers", list(OPTIMIZERS), **titled, **game.bound("optimizers", tuple))
    places[1].number_input("Learning rate α", value=None, step=game.value.lr / 10, format="%.4g", **game.bound("lr"))
    places[2].selectbox(
        "Schedule", list(SCHEDULES), format_func=lambda k: k.replace("inverse-sqrt", "α ∕ √t"), **game.bound("schedule")
    )
    rounds = sorted({*ROUNDS, game.value.rounds})
    places[3].selectbox("Rounds", rounds, format_func="{:,}".format, **game.bound("rounds"))


def drawer(game: Held[Game]) -> None:
    """The problem, the averages and the seeds."""
    exact: dict[str, Any] = {"value": None, "format": "%.6g"}
    st.subheader("The problem", anchor=False)
    left, right = st.columns(2)
    left.number_input("Rare slope", **exact, **game.bound("rare"))
    right.number_input("Usual slope", **exact, **game.bound("usual"))
    st.selectbox("The rare one comes", list(KINDS), format_func=KINDS.__getitem__, **game.bound("kind"))
    if game.value.kind == "by chance":
        st.number_input("Probability", step=0.01, **exact, **game.bound("chance"))
    else:
        st.number_input("Period", value=None, step=1, **game.bound("period"))
    left, middle, right = st.columns(3)
    left.number_input("From", **exact, **game.bound("low"))
    middle.number_input("To", **exact, **game.bound("high"))
    right.number_input("Start", step=0.1, **exact, **game.bound("start"))
    st.subheader("The averages", anchor=False)
    left, right = st.columns(2)
    left.number_input("First decay β₁", step=0.01, **exact, **game.bound("beta1"))
    right.number_input("Second decay β₂", step=0.01, **exact, **game.bound("beta2"))
    said = "For every optimizer that keeps averages. Papers on online problems start them from 0 and correct nothing."
    st.selectbox(
        "They start", list(CORRECTIONS), format_func=CORRECTIONS.__getitem__, help=said, **game.bound("correction")
    )
    st.subheader("Seeds", anchor=False)
    left, right = st.columns(2)
    left.number_input(
        "How many", 1, MOST_SEEDS, None, help="Only where the slope comes by chance.", **game.bound("seeds")
    )
    right.number_input("The first", 0, 2**31 - 1, None, **game.bound("seed"))
