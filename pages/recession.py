"""Recession: whether Adam, once close to an optimum, leaves it again, and what the theorem about it foresees."""

from typing import Any

import streamlit as st

from dynamics.bounds import CLOSE, RECEDING
from dynamics.words import number
from figures.leaving_figures import grid_figure, shares_figure
from figures.recession_figures import bounds_figure, distance_figure, gate_figure, rates_figure
from player.address import write_address
from player.page import begin, tell
from player.page_state import page_state
from player.panel_grid import Shown, claims, panels, takeaway
from scenarios.recession_scenes import (
    CONVENTIONS,
    OVER,
    OVER_WORDS,
    START_WORDS,
    STARTS,
    RecessionSettings,
    called,
    divided,
    foreseen,
    gridded,
    guarded,
    ran,
    scenes,
    verdict,
)
from scenarios.scenario import FARTHEST

RATES = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0]
STEPS = [25, 50, 100, 200, 400, 1_000]
BETA1 = [0.0, 0.5, 0.8, 0.9, 0.95, 0.99]
BETA2 = [0.0, 0.5, 0.9, 0.95, 0.99, 0.995, 0.999, 0.9999]
LOOK = {
    "distance": (
        "The paper says that Adam nears the optimum and then leaves. Look for a line that falls low and later"
        " crosses π."
    ),
    "grid": (
        f"Look for starts that do what the paper describes: close (r² below {CLOSE:g}), then out. Others are thrown out"
        " before."
    ),
    "bounds": (
        "Where the solid line lies below a bound, the theorem says the next step recedes. Compare with the dots, the"
        " steps that do."
    ),
    "rates": "A rate grows when what the step is divided by shrinks: this growth is what the paper blames.",
    "gate": "While the largest gradient is below L η the gate is shut, v stays and with it the rates: AdaFix's cure.",
    "shares": "Compare the conventions with one another, and the last row, AdaFix, with the one in bold.",
}

keep = st.cache_resource(max_entries=64, show_spinner=False)
kept = st.cache_data(max_entries=512, show_spinner=False)

begin(
    "Recession",
    "Adam is said to reach the ripple's centre, recede as its rates grow, and leave the region r² < π. "
    "Look which convention lets it: the paper does not say which it used.",
)
state = page_state("recession", RecessionSettings)
tell(state.notices)
columns = st.columns(4)
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
columns[2].select_slider("Learning rate η", sorted({*RATES, state.value.lr}), format_func=number, **state.bound("lr"))
columns[3].select_slider(
    "Steps", sorted({*STEPS, state.value.steps}), format_func="{:,}".format, **state.bound("steps")
)
place: dict[str, Any] = {"min_value": -FARTHEST, "max_value": FARTHEST, "value": None, "step": 0.1, "format": "%.6g"}
with st.sidebar:
    st.subheader("Exact settings", anchor=False)
    left, right = st.columns(2)
    left.number_input("Start x", **place, **state.bound("x"))
    right.number_input("Start y", **place, **state.bound("y"))
    st.select_slider("First decay β₁", sorted({*BETA1, state.value.beta1}), **state.bound("beta1"))
    st.select_slider("Second decay β₂", sorted({*BETA2, state.value.beta2}), **state.bound("beta2"))
write_address(state)
start, over, lr, steps, x, y, beta1, beta2 = state.value.model_dump().values()
at = (x, y)
dark, settings = st.context.theme.type == "dark", (lr, beta1, beta2)
runs, fixed = keep(ran)(at, steps, *settings), keep(guarded)(at, steps, *settings, start, over)
run, codes = runs[start, over], {called(*each): kept(gridded)("adam", steps, *settings, *each) for each in CONVENTIONS}
codes["AdaFix " + called(start, over)] = kept(gridded)("adafix", steps, *settings, start, over)
name = called(start, over)
figures = (
    distance_figure(runs, (start, over), dark),
    grid_figure(codes[name], at, name, dark),
    bounds_figure(run, dark),
    rates_figure(run, dark),
    gate_figure(fixed, dark),
    shares_figure(divided(codes), name, dark),
)
st.markdown(verdict(at, lr, runs))
same = scenes(at, steps, *settings, start, over)
shown = [Shown(key, figure, LOOK[key], same[key]) for key, figure in zip(LOOK, figures, strict=True)]
panels("recession", shown)
takeaway("recession", shown, f"{name}, start {at}, η = {lr}, β₁ = {beta1}, β₂ = {beta2}, {steps} steps")
st.caption(
    "Steps from where ⟨g, x⟩ > 0: the region, and every other ring outside it. Foreseen: the bound says that the step"
    " recedes, and it does. False: it does not. Missed: it recedes unforeseen. Along g: the exact condition for a step"
    " along the gradient."
)
st.container(key="recession_foreseen").table(foreseen(runs), border="horizontal")
claims("recession", (RECEDING,))
