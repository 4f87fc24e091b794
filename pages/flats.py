"""Flats: how far the memory of a slope carries, and the bounds on Adam's step and on its way."""

from collections.abc import Callable, Iterator
from contextlib import suppress

import plotly.graph_objects as go
import streamlit as st

from dynamics.bounds import CROSSING, SLOPE, STEP, crossing_bound, failing, step_bound
from dynamics.words import number
from figures.flat_figures import coasting_figure, slopes_figure
from figures.line_panel import blank
from figures.step_bounds import bound_region_figure, decays_figure, guard_figure, worst_figure
from figures.theme import theme
from player.address import write_address
from player.flat_controls import controls
from player.page import begin, end, tell
from player.page_state import page_state
from player.panel_grid import PagePanel, claims, panel_grid
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

settings = (beta1, beta2, slope, width, lr, epsilon)
dark, why = st.context.theme.type == "dark", failing(beta1, beta2)
bound, step, far = crossing_bound(beta1, beta2), float(step_bound(beta1, beta2)), width / lr
FIGURES: dict[str, tuple[str, Callable[[], go.Figure]]] = {
    "coasting": ("Way on the flat after landing", lambda: coasting_figure(raced(*settings), bound, far, dark)),
    "slopes": (
        "Way on the flat, as the slope grows",
        lambda: slopes_figure(SLOPES, swept(beta1, beta2, width, lr, epsilon), slope, bound, far, dark),
    ),
    "worst": (
        "Largest step, when gradients conspire",
        lambda: worst_figure(*driven(beta1, beta2)[:4], step, dark),
    ),
    "decays": ("The bounds", lambda: decays_figure(beta1, beta2, dark)),
    "region": ("Largest step", lambda: bound_region_figure(beta1, beta2, dark)),
    "guard": (
        "What ε takes from the largest step",
        lambda: guard_figure(SIZES, driven(beta1, beta2)[4], step, dark),
    ),
}


def panels() -> Iterator[PagePanel]:
    """Each made when it is asked for; a sentence stands in for what cannot be drawn."""
    same = scenes(*settings)
    for name, (title, make) in FIGURES.items():
        try:
            figure = make()
        except ValueError as error:
            figure = blank(title, str(error), theme(dark))
        yield PagePanel(name, figure, LOOK[name], same[name])


with suppress(ValueError):
    why = why or verdict(raced(*settings), bound)
if why:
    st.markdown(why)
words = f"β₁ = μ = {beta1}, β₂ = {beta2}, slope {slope}, width {width}, η = {number(lr)}, ε = {number(epsilon)}"
panel_grid("flats", panels(), words)
if not failing(beta1, beta2):
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
end("Flats")
