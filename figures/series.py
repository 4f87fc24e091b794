"""A series: one quantity of every run against the step, named at the right ends."""

import plotly.graph_objects as go

from dynamics import Trajectory
from figures.frame import one_surface
from figures.quantities import EDGE, QUANTITIES, heading, names
from figures.scales import scale
from figures.step_curves import StepCurve, curve_figure
from figures.trails import rows_drawn


def series(*runs: Trajectory, quantity: str = "loss", dark: bool = False) -> go.Figure:
    """One quantity (a key of figures.quantities.QUANTITIES) of every run against the step. Raises ValueError for an
    unknown quantity, without a run, or on several surfaces."""
    if quantity not in QUANTITIES:
        raise ValueError(f"There is no quantity {quantity!r}. There are {', '.join(QUANTITIES)}.")
    surface, q = one_surface(runs), QUANTITIES[quantity]
    rows = [rows_drawn(run) for run in runs]
    values = [q.of(run, drawn) for run, drawn in zip(runs, rows, strict=True)]
    title, sign = heading(quantity, surface)
    curves = [
        StepCurve(name, run.optimizer, run.step[drawn], value)
        for run, name, drawn, value in zip(runs, names(runs), rows, values, strict=True)
    ]
    steps, ruler = max(1, *(run.steps for run in runs)), scale(values, q.thrown, q.highest, q.edge)
    why = "The surface has no curvature on these paths." if q.edge else "None of these optimizers keeps one."
    return curve_figure(curves, title, sign, steps, ruler, dark, why, (q.edge, EDGE) if q.edge else None)
