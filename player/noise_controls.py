"""What the reader sets on the page of noise."""

from typing import Any

import streamlit as st

from dynamics import OPTIMIZERS
from dynamics.online.moment import MOST_PATHS
from landscapes import LANDSCAPES
from player.page_state import PageState
from scenarios.noisy import MOST_BUNDLE_STEPS, MOST_SEEDS, NoisePage
from scenarios.scenario import FARTHEST

PATHS = (100, 200, 500, 1_000, 2_000, 5_000, 10_000, MOST_PATHS)
STEPS = sorted({m * 10**k for k in (1, 2, 3) for m in (1, 2, 5)} | {MOST_BUNDLE_STEPS})


def moment_row(state: PageState[NoisePage]) -> None:
    """Four controls of the experiment on the average."""
    places = st.columns(4)
    places[0].number_input("First decay β₁", value=None, step=0.01, format="%.4g", **state.bound("moment.beta1"))
    places[1].number_input("Noise of a gradient σ", value=None, step=0.1, format="%.4g", **state.bound("moment.sigma"))
    places[2].selectbox(
        "Paths", sorted({*PATHS, state.value.moment.paths}), format_func="{:,}".format, **state.bound("moment.paths")
    )
    places[3].number_input("Seed", 0, 2**29, None, **state.bound("moment.seed"))


def paths_row(state: PageState[NoisePage]) -> None:
    """Four controls of the bundles. Another surface comes with its own start and steps."""
    places = st.columns([2, 3, 1, 1])

    def landed(name: str) -> None:
        anew = {"surface": name, "x": None, "y": None, "steps": LANDSCAPES[name].steps}
        state.change({f"paths.{setting}": value for setting, value in anew.items()})

    titled: dict[str, Any] = {"format_func": lambda name: LANDSCAPES[name].title}
    places[0].selectbox("Surface", list(LANDSCAPES), **titled, **state.bound("paths.surface", take=landed))
    titled = {"format_func": lambda name: OPTIMIZERS[name].title}
    places[1].multiselect("Optimizers", list(OPTIMIZERS), **titled, **state.bound("paths.optimizers", tuple))
    places[2].number_input("Noise σ", value=None, step=1.0, format="%.4g", **state.bound("paths.noise"))
    places[3].number_input("Seeds", 1, MOST_SEEDS, None, **state.bound("paths.seeds"))


def drawer(state: PageState[NoisePage]) -> None:
    """Start, steps and the first seed of the bundles."""
    st.subheader("Paths under noise", anchor=False)
    place: dict[str, Any] = {
        "min_value": -FARTHEST,
        "max_value": FARTHEST,
        "value": None,
        "step": 0.1,
        "format": "%.6g",
    }
    for side, axis, value in zip(st.columns(2), "xy", state.value.paths.start, strict=True):
        side.number_input(f"Start {axis}", **place, **state.bound(f"paths.{axis}", shown=value))
    st.selectbox(
        "Steps", sorted({*STEPS, state.value.paths.steps}), format_func="{:,}".format, **state.bound("paths.steps")
    )
    st.number_input("First seed", 0, 2**31 - 1 - MOST_SEEDS, None, **state.bound("paths.seed"))
