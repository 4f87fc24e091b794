"""Adam's largest step: driven to its bound gradient by gradient, as a function of the decays, and what ε takes from
it."""

from typing import Any

import numpy as np
import numpy.typing as npt
import plotly.graph_objects as go
from contourpy import contour_generator

from dynamics import OPTIMIZERS
from dynamics.bounds import crossing_bound, step_bound
from dynamics.maps import Axis
from figures.fields import axis_ticks
from figures.line_panel import LinePanel, Ruler, reach
from figures.numbers import html, parts
from figures.theme import Theme, theme

Array = npt.NDArray[np.float64]

FIRST, SECOND = Axis("beta1", 0.0, 0.99, "decay"), Axis("beta2", 0.0, 0.9999, "decay")
LEVELS = (1.5, 2, 3, 5, 7, 10, 15, 20, 30)


def worst_figure(
    lengths: Array, corrected: Array, short: Array, uncorrected: Array, bound: float, dark: bool = False
) -> go.Figure:
    """|step| / η after the worst gradients of each length, with and without correction (`short` are the lengths
    without)."""
    t = theme(dark)
    colour = t.series(OPTIMIZERS["adam"])
    top = Ruler(0, 1.15 * bound) if np.isfinite(bound) else Ruler(*reach([corrected, uncorrected], 12), log=True)
    panel = LinePanel(
        t,
        "Largest step, in η, when gradients conspire",
        Ruler(1, float(lengths[-1]), "gradients so far", True),
        top,
        128,
    )
    panel.level(bound, f"bound {html(parts(bound, 4))}")
    whole = np.append(short, lengths[-1]) if np.isfinite(bound) else short
    steps = np.append(uncorrected, uncorrected[-1]) if np.isfinite(bound) else uncorrected
    panel.line(whole, steps, colour, "<b>uncorrected</b>", "uncorrected, {x:,} gradients: {y:4} η", dash="6px,3px")
    panel.line(lengths, corrected, colour, "<b>corrected</b>", "corrected, {x:,} gradients: {y:4} η")
    return panel.done()


def decays_figure(beta1: float, beta2: float, dark: bool = False) -> go.Figure:
    """The three bounds as β₂ varies, at one β₁; the present β₂ is marked."""
    t = theme(dark)
    values = SECOND.values(240)
    curves = {
        "with the last step": np.array([crossing_bound(beta1, b, last_step=True) for b in values]),
        "after landing": np.array([crossing_bound(beta1, b) for b in values]),
        "one step": step_bound(beta1, values),
    }
    drawn = {name: np.where(np.isfinite(curve), curve, np.nan) for name, curve in curves.items()}
    low, high = reach(list(drawn.values()), 6)
    low_mark, high_mark = (float(m) for m in SECOND.mark([SECOND.low, SECOND.high]))
    panel = LinePanel(
        t,
        f"The bounds, in η, as β₂ varies: β₁ = {beta1:.4g}",
        Ruler(low_mark, high_mark, "β₂"),
        Ruler(low, high, log=True),
        116,
    )
    for (name, curve), style in zip(drawn.items(), ("6px,3px", "solid", "2px,3px"), strict=True):
        panel.line(SECOND.mark(values), curve, t.text, f"<b>{name}</b>", f"{name}: {{y:4}} η", dash=style)
        panel.traces[-1]["customdata"] = np.column_stack([values, curve])
    panel.xaxis |= axis_ticks(SECOND, 7)
    now = [crossing_bound(beta1, beta2, True), crossing_bound(beta1, beta2), float(step_bound(beta1, beta2))]
    if np.isfinite(now).all():
        at = np.full(3, float(SECOND.mark(min(beta2, SECOND.high))))
        panel.mark(at, now, t.series(OPTIMIZERS["adam"]), "triangle-down", 10, "{y:5} η")
    return panel.done()


def bound_region_figure(beta1: float, beta2: float, dark: bool = False) -> go.Figure:
    """Over both decays: the largest step as contours, and where it has no bound or the correction factor exceeds 1."""
    t = theme(dark)
    across, up = FIRST.values(160), SECOND.values(160)
    bound = step_bound(across[None, :], up[:, None])
    (x0, x1), (y0, y1) = (tuple(float(m) for m in axis.mark([axis.low, axis.high])) for axis in (FIRST, SECOND))
    panel = LinePanel(t, "Largest step, in η, over β₁ (across) and β₂ (up)", Ruler(x0, x1), Ruler(y0, y1), 16, left=54)
    marks = FIRST.mark(across), SECOND.mark(up)
    shade = [[i / 10, t.band(i / 10)] for i in range(11)]
    with np.errstate(divide="ignore"):
        height = np.where(np.isfinite(bound), np.log(bound), np.nan)
    hover = "β₁ %{customdata[0]:.4~r}, β₂ %{customdata[1]:.4~r}: %{customdata[2]:.3~r} η<extra></extra>"
    both = np.stack([*np.meshgrid(across, up), bound], axis=-1)
    panel.traces.append(
        go.Heatmap(
            x=marks[0],
            y=marks[1],
            z=height,
            zmin=0,
            zmax=float(np.log(LEVELS[-1])),
            colorscale=shade,
            showscale=False,
            customdata=both,
            hovertemplate=hover,
            hoverongaps=False,
        )
    )
    _contours(panel, t)
    for edge, style in ((across * across, "solid"), (across * (2 - across), "5px,3px")):
        panel.line(marks[0], SECOND.mark(np.minimum(edge, SECOND.high)), t.text, width=1.4, dash=style)
    panel.note("no bound: β₁² ≥ β₂", 1.35, 0.4)
    panel.note("correction factor<br>at most 1", 0.5, 2.2, align="center")
    arrow: dict[str, Any] = {
        "showarrow": True,
        "ax": -64,
        "ay": -34,
        "arrowhead": 0,
        "arrowwidth": 1,
        "arrowcolor": t.text,
    }
    panel.note("above 1 at first", 1.55, 1.42, **arrow)
    panel.xaxis |= axis_ticks(FIRST, 6)
    panel.yaxis |= axis_ticks(SECOND, 8) | {"showgrid": False}
    x, y = (float(axis.mark(min(b, axis.high))) for axis, b in ((FIRST, beta1), (SECOND, beta2)))
    panel.mark(x, y, t.series(OPTIMIZERS["adam"]), "triangle-down", 13, "here: β₁, β₂ as set above")
    return panel.done()


def guard_figure(sizes: Array, steps: Array, bound: float, dark: bool = False) -> go.Figure:
    """|step| / η after the worst gradients, uncorrected, against the size of the newest gradient in ε."""
    t = theme(dark)
    top = Ruler(0, 1.15 * bound) if np.isfinite(bound) else Ruler(*reach([steps], 6), log=True)
    across = Ruler(float(sizes[0]), float(sizes[-1]), "newest gradient, in ε", True)
    panel = LinePanel(t, "What ε takes from the largest step, in η", across, top, 100)
    panel.level(bound, f"bound {html(parts(bound, 4))}")
    panel.line(sizes, steps, t.series(OPTIMIZERS["adam"]), "<b>Adam</b>", "{x} ε: {y:4} η", dash="6px,3px")
    return panel.done()


def _contours(panel: LinePanel, t: Theme) -> None:
    """Lines of one bound, numbered at their left ends, above β₂ = β₁, where the bound is least. (Below they crowd at
    the edge.)"""
    across, up = FIRST.values(160), SECOND.values(240)
    bound = np.where(up[:, None] >= across, step_bound(across[None, :], up[:, None]), np.nan)
    lines = contour_generator(FIRST.mark(across), SECOND.mark(up), bound)
    for level in LEVELS:
        for line in lines.lines(level):
            x, y = np.asarray(line).T
            panel.line(x, y, t.soft, width=0.8)
            start = int(np.argmin(x))
            panel.note(f"{level:g}", float(x[start]) + 0.07, float(y[start]), 12)
