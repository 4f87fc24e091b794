"""Recession: whether Adam, once close to an optimum, leaves it again, and what the theorem about it foresees."""

import streamlit as st

from dynamics.bounds import RECEDING
from figures.leaving_figures import grid_figure, shares_figure
from figures.recession_figures import bounds_figure, distance_figure, gate_figure, rates_figure
from player.address import write_address
from player.page import begin, tell
from player.page_state import page_state
from player.panel_grid import PagePanel, claims, panel_grid, takeaway
from player.recession_controls import controls
from scenarios.recession_scenes import (
    CONVENTIONS,
    RecessionSettings,
    called,
    divided,
    foreseen,
    gridded,
    guarded,
    look,
    ran,
    scenes,
    verdict,
    where,
)

keep = st.cache_resource(max_entries=64, show_spinner=False)
kept = st.cache_data(max_entries=512, show_spinner=False)

begin(
    "Recession",
    "Adam is said to reach the ripple's centre, recede as its rates grow, and leave the region around it. "
    "Look which convention lets it, and what you let count as close: the paper says neither.",
)
state = page_state("recession", RecessionSettings)
tell(state.notices)
controls(state)
write_address(state)
start, over, lr, steps, x, y, beta1, beta2, close, delta = state.value.model_dump().values()
at = (x, y)
dark, settings, judged = st.context.theme.type == "dark", (lr, beta1, beta2), (close, delta)
runs, fixed = keep(ran)(at, steps, *settings), keep(guarded)(at, steps, *settings, start, over)
run, name = runs[start, over], called(start, over)
codes = {called(*each): kept(gridded)("adam", steps, *settings, *each, *judged) for each in CONVENTIONS}
codes[f"AdaFix {name}"] = kept(gridded)("adafix", steps, *settings, start, over, *judged)
figures = (
    distance_figure(runs, (start, over), dark, *judged),
    grid_figure(codes[name], at, name, dark, *judged),
    bounds_figure(run, dark, delta),
    rates_figure(run, dark),
    gate_figure(fixed, dark),
    shares_figure(divided(codes), name, dark),
)
st.markdown(verdict(at, lr, runs, *judged))
same, looks = scenes(at, steps, *settings, start, over), look(*judged)
shown = [PagePanel(key, figure, looks[key], same[key]) for key, figure in zip(looks, figures, strict=True)]
panel_grid("recession", shown)
takeaway(
    "recession",
    shown,
    f"{name}, start {at}, η = {lr}, β₁ = {beta1}, β₂ = {beta2}, {steps} steps, close r² <= {close}, δ = {delta}",
)
st.caption(
    f"{where(delta)} Foreseen: the bound says that the step recedes, and it does. False: it does not. Missed: it"
    " recedes unforeseen. Along g: the exact condition for a step along the gradient."
)
st.container(key="recession_foreseen").table(foreseen(runs, delta), border="horizontal")
claims("recession", (RECEDING,))
