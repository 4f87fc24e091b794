"""Flats: how far the memory of a slope carries, and the bounds on Adam's step and on its way."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from dynamics.bounds import CROSSING, SLOPE, STEP, crossing_bound, failing, step_bound
from dynamics.words import number
from figures.flat_figures import STRIP, coasting_figure, slopes_figure
from figures.line_panel import blank
from figures.step_bounds import bound_region_figure, decays_figure, guard_figure, worst_figure
from figures.theme import theme
from player.address import write_address
from player.page import begin, tell
from player.page_state import page_state
from player.panel_grid import Shown, claims, panels, takeaway
from scenarios.flat_scenes import SIZES, SLOPES, FlatSettings, checked, driven, raced, scenes, swept, verdict

RATES = [float(f"{m}e{k}") for k in range(-4, 0) for m in (1, 2, 5)]
GUARDS = [0.0, *(10.0**k for k in range(-12, 1))]
BETA1 = [round(0.05 * k, 2) for k in range(20)] + [0.97, 0.98, 0.99]
BETA2 = [0.0, 0.25, 0.5, 0.7, 0.8, 0.85, 0.9, 0.95, 0.97, 0.98, 0.99, 0.995, 0.998, 0.999, 0.9995, 0.9998, 0.9999]
SLOPE_STOPS = [float(f"{m}e{k}") for k in (-2, -1, 0) for m in (1, 2, 5)] + [10.0]
WIDTHS = [0.0, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0]

keep = st.cache_data(max_entries=256, show_spinner=False)
raced = keep(raced)
swept = keep(swept)
driven = keep(driven)
checked = keep(checked)
LOOK = {
    "coasting": (
        "Those without momentum stop where they land. Lion's step does not shrink: while it remembers, it goes on."
    ),
    "slopes": (
        "Twice the slope carries a heavy ball twice as far; Adam's line is level where ε is small. Both cross flats."
    ),
    "worst": (
        "Each gradient is β₂/β₁ times the one before it. Look how many it takes to meet the bound, with and without"
        " correction."
    ),
    "decays": "Where β₂ nears 1 every bound grows as 1/√(1 − β₂); where it nears β₁² nothing bounds the way.",
    "region": (
        "The bound holds above the solid line. Its printed proof needs the dashed one, for below it the correction"
        " starts above 1."
    ),
    "guard": "The step falls to half once √v equals ε: gradients must be far larger than ε for the bound to be met.",
}

begin(
    "Flats",
    "On a flat the gradient is zero and only memory moves on. Adam's way depends on its decays, "
    "a heavy ball's on the slope: look where each comes to rest.",
)
state = page_state("flats", FlatSettings)
tell(state.notices)
columns = st.columns(4)


def slider(place: Any, label: str, name: str, stops: Sequence[float], **more: Any) -> None:
    """A slider over some stops, and over the value at hand."""
    place.select_slider(label, sorted({*stops, getattr(state.value, name)}), **more, **state.bound(name))


slider(columns[0], "First decay β₁ (and μ)", "beta1", BETA1)
slider(columns[1], "Second decay β₂", "beta2", BETA2)
slider(columns[2], "Slope of the ramp s", "slope", SLOPE_STOPS)
slider(columns[3], "Width of the flat", "width", WIDTHS)
with st.sidebar:
    st.subheader("Exact settings", anchor=False)
    slider(st, "Learning rate η", "lr", RATES, format_func=number)
    slider(st, "Guard ε", "epsilon", GUARDS, format_func=number)
write_address(state)
beta1, beta2, slope, width, lr, epsilon = state.value.model_dump().values()

dark, why = st.context.theme.type == "dark", failing(beta1, beta2)
t = theme(dark)
bound = crossing_bound(beta1, beta2)
step = float(step_bound(beta1, beta2))
sentence = why
try:
    race, sweep = raced(beta1, beta2, slope, width, lr, epsilon), swept(beta1, beta2, width, lr, epsilon)
    coasts = coasting_figure(race, bound, width / lr, dark)
    slopes = slopes_figure(SLOPES, sweep, slope, bound, width / lr, dark)
    sentence = why or verdict(race, bound)
except ValueError as error:
    coasts, slopes = (
        blank(f"Way on the flat{what}", str(error), t, STRIP) for what in (" after landing", ", as the slope grows")
    )
try:
    run = driven(beta1, beta2)
    worst, guard = worst_figure(*run[:4], step, dark), guard_figure(SIZES, run[4], step, dark)
except ValueError as error:
    worst, guard = (
        blank(what, str(error), t)
        for what in ("Largest step, when gradients conspire", "What ε takes from the largest step")
    )
figures = (coasts, slopes, worst, decays_figure(beta1, beta2, dark), bound_region_figure(beta1, beta2, dark), guard)
if sentence:
    st.markdown(sentence)
same = scenes(beta1, beta2, slope, width, lr, epsilon)
shown = [Shown(name, figure, LOOK[name], same[name]) for name, figure in zip(LOOK, figures, strict=True)]
panels("flats", shown)
takeaway("flats", shown, f"β₁ = μ = {beta1}, β₂ = {beta2}, slope {slope}, width {width}, η = {lr}, ε = {epsilon}")
if not why:
    rows = [
        {
            "In η": c.what,
            "formula": number(c.formula, 5),
            "run": number(c.run, 5),
            "attained": f"{c.run / c.formula:.4%}" if c.formula else "–",
        }
        for c in checked(beta1, beta2)
    ]
    st.table(rows, border="horizontal")
claims("flats", (STEP, CROSSING, SLOPE))
