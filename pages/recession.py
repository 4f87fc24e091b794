"""Recession: whether Adam, once close to an optimum, leaves it again, and what the theorem about it foresees."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import plotly.graph_objects as go
import streamlit as st

from dynamics.bounds import RECEDING
from dynamics.words import count, number, place
from figures.leaving_figures import grid_figure, shares_figure
from figures.recession_figures import bounds_figure, distance_figure, gate_figure, rates_figure
from player.address import write_address
from player.page import begin, end, tell
from player.page_state import page_state
from player.panel_grid import PagePanel, claims, panel_grid
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


def fates(optimizer: str, convention: tuple[str, str]) -> npt.NDArray[np.int8]:
    codes: npt.NDArray[np.int8] = kept(gridded)(optimizer, steps, *settings, *convention, *judged)
    return codes


def shares() -> go.Figure:
    codes = {called(*each): fates("adam", each) for each in CONVENTIONS}
    codes[f"AdaFix {name}"] = fates("adafix", (start, over))
    return shares_figure(divided(codes), name, dark)


FIGURES: dict[str, Callable[[], go.Figure]] = {
    "distance": lambda: distance_figure(runs, (start, over), dark, *judged),
    "grid": lambda: grid_figure(fates("adam", (start, over)), at, name, dark, *judged),
    "bounds": lambda: bounds_figure(run, dark, delta),
    "rates": lambda: rates_figure(run, dark),
    "gate": lambda: gate_figure(fixed, dark),
    "shares": shares,
}
looks, same = look(*judged), scenes(at, steps, *settings, start, over)
st.markdown(verdict(at, lr, runs, *judged))
panel_grid(
    "recession",
    (PagePanel(key, FIGURES[key](), looks[key], same[key]) for key in looks),
    f"{name}, start {place(at)}, η = {lr}, β₁ = {beta1}, β₂ = {beta2}, {count(steps)}, close r² ≤ {number(close)},"
    f" δ = {number(delta)}",
)
st.caption(
    f"{where(delta)} Foreseen: the bound says that the step recedes, and it does. False: it does not. Missed: it"
    " recedes unforeseen. Along g: the exact condition for a step along the gradient."
)
st.container(key="recession_foreseen").table(foreseen(runs, delta), border="horizontal")
claims("recession", (RECEDING,))
end("Recession")
