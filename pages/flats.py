"""Flats: how far the memory of a slope carries, and the bounds on Adam's step and on its way."""

import streamlit as st

from dynamics.bounds import CROSSING, SLOPE, STEP, crossing_bound, failing, step_bound
from dynamics.words import number
from figures.flat_figures import STRIP, coasting_figure, slopes_figure
from figures.line_panel import blank
from figures.step_bounds import bound_region_figure, decays_figure, guard_figure, worst_figure
from figures.theme import theme
from player.address import write_address
from player.flat_controls import controls
from player.page import begin, tell
from player.page_state import page_state
from player.panel_grid import PagePanel, claims, panel_grid, takeaway
from scenarios.flat_scenes import LOOK, SIZES, SLOPES, FlatSettings, checked, driven, raced, scenes, swept, verdict

keep = st.cache_data(max_entries=256, show_spinner=False)
raced = keep(raced)
swept = keep(swept)
driven = keep(driven)
checked = keep(checked)

begin(
    "Flats",
    "On a flat the gradient is zero and only memory moves on. Adam's way depends on its decays, "
    "a heavy ball's on the slope: look where each comes to rest.",
)
state = page_state("flats", FlatSettings)
tell(state.notices)
controls(state)
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
shown = [PagePanel(name, figure, LOOK[name], same[name]) for name, figure in zip(LOOK, figures, strict=True)]
panel_grid("flats", shown)
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
