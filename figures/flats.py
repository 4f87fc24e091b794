"""Flats: how far each optimizer coasts, and what the slope before the flat has to do with it."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import plotly.graph_objects as go

from dynamics import Optimizer
from dynamics.bounds import Coasting
from figures.frame import halo
from figures.marks import dash, symbol
from figures.numbers import html, parts
from figures.panels import Panel, Ruler, reach
from figures.theme import SANS, theme

Array = npt.NDArray[np.float64]
Race = Sequence[tuple[str, Optimizer, Coasting]]  # name, optimizer, how it coasts
Sweep = Sequence[tuple[str, Optimizer, Sequence[Coasting]]]  # the same for each slope

STRIP = 400  # px high


def coasting_figure(race: Race, bound: float, width: float, dark: bool = False) -> go.Figure:
    """One row an optimizer, the farthest at the top: its way on the flat after landing. bound: Adam's, width: of the flat, in η."""
    t = theme(dark)
    order = sorted(race, key=lambda row: (row[2].landed is not None, row[2].distance), reverse=True)
    most = max([row[2].distance for row in race] + [bound if np.isfinite(bound) else 0.0]) or 1.0
    panel = Panel(t, "Way on the flat after landing, in η", Ruler(0, most * 1.02), Ruler(-0.7, len(race) - 0.3), 92, STRIP, 116)
    panel.figure.update_yaxes(tickvals=[], showgrid=False)
    panel.figure.update_xaxes(showgrid=True, gridcolor=t.hair)
    for at, words in ((bound, "bound for Adam"), (width, "end of the flat")):
        if at <= most * 1.02:
            line = {"color": t.ink, "width": 1, "dash": "2px,3px"}
            panel.figure.add_shape(type="line", x0=at, x1=at, y0=0, y1=1, yref="paper", line=line)
            side = {"xanchor": "left", "xshift": -4} if at == width else {"xanchor": "right", "xshift": 4}
            place = {"x": at, "y": 0, "yref": "paper", "yanchor": "top", "yshift": -24, "showarrow": False, "borderpad": 0} | side
            panel.figure.add_annotation(text=f"{words} {html(parts(at))}", font={"size": 11.5, "color": t.ink, "shadow": halo(t)}, **place)
    for row, (name, optimizer, c) in enumerate(order):
        ink, y = t.series(optimizer), len(order) - 1 - row
        panel.line([0, c.distance], [y, y], ink, width=1.5, dash=dash(optimizer.series.dash))
        said = "crosses" if c.crosses else html(parts(c.distance)) if c.landed else c.sentence
        if c.landed:
            hover = f"{name} lands at step {c.landed:,} and {c.sentence}: %{{x:.4g}} η"
            panel.mark(c.distance, y, ink, symbol(optimizer.series.mark), 10, hover)
        place = {"y": y, "showarrow": False, "borderpad": 0, "yanchor": "middle"}
        panel.figure.add_annotation(text=f"<b>{name}</b>", x=0, xanchor="right", xshift=-10,
                                    font={"size": 11.5, "color": ink, "family": SANS}, **place)  # fmt: skip
        panel.figure.add_annotation(text=said, x=c.distance, xanchor="left", xshift=10,
                                    font={"size": 11, "color": t.soft, "shadow": halo(t)}, **place)  # fmt: skip
    return panel.done()


def slopes_figure(slopes: Array, sweeps: Sweep, slope: float, bound: float, width: float, dark: bool = False) -> go.Figure:
    """Way after landing against the slope of the ramp; what crosses rests on the flat's width and is hollow."""
    t = theme(dark)
    ways = [np.array([c.distance for c in row]) for _, _, row in sweeps]
    low, high = reach([*ways, [bound if np.isfinite(bound) else width]], 6)
    panel = Panel(t, "Way on the flat, in η, as the slope grows", Ruler(slopes[0], slopes[-1], "slope of the ramp <i>s</i>", True),
                  Ruler(low, high, log=True), 132, STRIP)  # fmt: skip
    panel.level(bound, f"bound for Adam {html(parts(bound))}")
    panel.level(width, f"the flat ends {html(parts(width))}", t.soft)
    for (name, optimizer, row), way in zip(sweeps, ways, strict=True):
        ink, crosses = t.series(optimizer), np.array([c.crosses for c in row])
        seen = np.where(way > 0, way, np.nan)
        panel.line(slopes, seen, ink, f"<b>{name}</b>", f"{name}, slope %{{x:.3g}}: %{{y:.4g}} η", dash=dash(optimizer.series.dash))
        for which, mark in ((~crosses, symbol(optimizer.series.mark)), (crosses, symbol(optimizer.series.mark) + "-open")):
            panel.mark(slopes[which], seen[which], ink, mark, 7)
    panel.figure.add_vline(x=slope, line={"color": t.hair, "width": 1.5})
    return panel.done()
