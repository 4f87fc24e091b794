"""What the reader sets on the page of noise."""

from typing import Any

import streamlit as st

from dynamics import OPTIMIZERS
from dynamics.online.moment import MOST_PATHS
from landscapes import LANDSCAPES
from player.held import Held
from scenarios.noisy import MOST_BUNDLE_STEPS, MOST_SEEDS, Moment, Noisy
from scenarios.scenario import FARTHEST

PATHS = (100, 200, 500, 1_000, 2_000, 5_000, 10_000, MOST_PATHS)
STEPS = sorted({m * 10**k for k in (1, 2, 3) for m in (1, 2, 5)} | {MOST_BUNDLE_STEPS})


def moment_row(moment: Held[Moment]) -> None:
    """Four controls of the experiment on the average."""
    places = st.columns(4)
    places[0].number_input("First decay β₁", value=None, step=0.01, format="%.4g", **moment.bound("beta1"))
    places[1].number_input("Noise of a gradient σ", value=None, step=0.1, format="%.4g", **moment.bound("sigma"))
    places[2].selectbox(
        "Paths", sorted({*PATHS, moment.value.paths}), format_func="{:,}".format, **moment.bound("paths")
    )
    places[3].number_input("Seed", 0, 2**29, None, **moment.bound("seed"))


def paths_row(noisy: Held[Noisy]) -> None:
    """Four controls of the bundles. Another surface comes with its own start and steps."""
    places = st.columns([2, 3, 1, 1])

    def landed() -> None:
        name = st.session_state.noisy_surface
        noisy.change(surface=name, x=None, y=None, steps=LANDSCAPES[name].steps)

    titled: dict[str, Any] = {"format_func": lambda name: LANDSCAPES[name].title}
    key = noisy.bound("surface")["key"]
    places[0].selectbox("Surface", list(LANDSCAPES), **titled, key=key, on_change=landed)
    titled = {"format_func": lambda name: OPTIMIZERS[name].title}
    places[1].multiselect("Optimizers", list(OPTIMIZERS), **titled, **noisy.bound("optimizers", tuple))
    places[2].number_input("Noise σ", value=None, step=1.0, format="%.4g", **noisy.bound("noise"))
    places[3].number_input("Seeds", 1, MOST_SEEDS, None, **noisy.bound("seeds"))


def drawer(noisy: Held[Noisy]) -> None:
    """Start, steps and the first seed of the bundles."""
    st.subheader("Paths under noise", anchor=False)
    place: dict[str, Any] = {
        "min_value": -FARTHEST,
        "max_value": FARTHEST,
        "value": None,
        "step": 0.1,
        "format": "%.6g",
    }
    for side, axis, value in zip(st.columns(2), "xy", noisy.value.start, strict=True):
        tie = noisy.bound(axis)
        st.session_state[tie["key"]] = value
        side.number_input(f"Start {axis}", **place, **tie)
    st.selectbox("Steps", sorted({*STEPS, noisy.value.steps}), format_func="{:,}".format, **noisy.bound("steps"))
    st.number_input("First seed", 0, 2**31 - 1 - MOST_SEEDS, None, **noisy.bound("seed"))
