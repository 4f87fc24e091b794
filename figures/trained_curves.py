"""A quantity of small trainings against the update, a line for each experiment with the range of its seeds: those that
have run in this process, without a launch (`networks.here`)."""

from collections.abc import Iterator, Mapping

import numpy as np
import plotly.graph_objects as go

from figures.hovers import literal
from figures.line_panel import LinePanel, Ruler, reach
from figures.marks import dash
from figures.scales import Scale, linear, scale
from figures.step_curves import StepCurve, curve_figure
from figures.theme import theme
from networks.here import Trained
from networks.results.comparing import QUANTITIES

MEDIAN = 2  # of the quantiles of an effective rate
MOST_POINTS, MOST_LATE = 700, 5_000
LATE = 0.2  # of the run: from there on all of a share is in sight, and how it began is not


def trained_figure(quantity: str, runs: Mapping[str, Trained], dark: bool = False) -> go.Figure:
    """The quantity, of those that have it: as it was measured, or where it is known of each update, its mean over each
    epoch. The band reaches from the least seed to the greatest; shares are shown in %. runs: by title."""
    q, steps = QUANTITIES[quantity], max(each.experiment.steps for each in runs.values())
    curves = list(_curves(quantity, runs, 100.0 if q.share else 1.0))
    ruler = _late(curves, steps) if q.share else scale([part for c in curves for part in _parts(c)])
    if q.share and ruler:
        curves = [_from(c, ruler.low) for c in curves]
    title = f"{q.title}, %" if q.share else q.title
    return curve_figure(curves, title, q.sign, steps, ruler, dark, "Nothing was recorded.")


def enlarged(quantity: str, runs: Mapping[str, Trained], since: float, dark: bool = False) -> go.Figure:
    """The end of it, from that share of the updates on: every update of the mean over the seeds."""
    t, q, steps = theme(dark), QUANTITIES[quantity], max(each.experiment.steps for each in runs.values())
    first = int(since * steps)
    parts = [(c, c.step >= first) for c in _curves(quantity, runs, 100.0 if q.share else 1.0, MOST_LATE)]
    low, high = reach([c.value[late] for c, late in parts], 12)
    panel = LinePanel(t, f"{q.title}, the end", Ruler(first, steps, "step"), Ruler(low, high, log=True), 140)
    for curve, late in parts:
        look = {"dash": dash(curve.optimizer.series.dash), "width": 1.4}
        told = f"{literal(curve.name)}, step {{x:,}}: {{y}}"
        panel.line(curve.step[late], curve.value[late], curve.colour(t), f"<b>{curve.name}</b>", told, **look)
    return panel.done()


def _curves(quantity: str, runs: Mapping[str, Trained], unit: float, most: int = MOST_POINTS) -> Iterator[StepCurve]:
    """At most about so many points each. Several of one optimizer are told apart by tone, the first is strongest."""
    alike = len({run.experiment.optimizer.optimizer for run in runs.values()}) == 1 < len(runs)
    for k, (title, run) in enumerate(runs.items()):
        if quantity in run.measurements:
            step, values = run.measurements[quantity]
            values = values if values.ndim == 2 else values[:, :, MEDIAN]
        elif quantity in run.curves:
            every, known = run.experiment.epoch, run.curves[quantity]
            epochs = known.shape[1] // every
            values = known[:, : epochs * every].reshape(len(known), epochs, every).mean(axis=2)
            step = every * np.arange(1, epochs + 1)
        else:
            continue
        every = -(-len(step) // most)
        seen = unit * np.asarray(values, np.float64)[:, ::every]
        parts = seen.mean(axis=0), seen.min(axis=0), seen.max(axis=0)
        tone = 1 - k / (len(runs) - 1) if alike else None
        yield StepCurve(title, run.experiment.optimizer.configured, np.asarray(step, np.int64)[::every], *parts, tone)


def _parts(curve: StepCurve) -> list[np.ndarray]:
    return [part for part in (curve.value, curve.low, curve.high) if part is not None]


def _late(curves: list[StepCurve], steps: int) -> Scale | None:
    late = [part[c.step >= LATE * steps] for c in curves for part in _parts(c)]
    known = [part for part in late if np.isfinite(part).any()]
    return linear(min(np.nanmin(part) for part in known), max(np.nanmax(part) for part in known)) if known else None


def _from(curve: StepCurve, low: float) -> StepCurve:
    """Without what lies below the axis."""
    value, least, most = (np.where(part < low, np.nan, part) for part in _parts(curve))
    return curve._replace(value=value, low=np.where(np.isnan(value), np.nan, np.fmax(least, low)), high=most)
