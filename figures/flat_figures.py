"""Flats: how far each optimizer coasts, and what the slope before the flat has to do with it."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import plotly.graph_objects as go

from dynamics import Optimizer
from dynamics.bounds import Coasting
from figures.line_panel import LinePanel, Ruler, blank, reach
from figures.marks import dash, symbol
from figures.numbers import html, parts
from figures.theme import theme

Array = npt.NDArray[np.float64]
Race = Sequence[tuple[str, Optimizer, Coasting]]  # name, optimizer, how it coasts
Sweep = Sequence[tuple[str, Optimizer, Sequence[Coasting]]]  # the same for each slope

STRIP = 420  # px high: a row each


def coasting_figure(race: Race, bound: float, width: float, dark: bool = False) -> go.Figure:
    """One row an optimizer, the farthest at the top: its way on the flat after landing. bound: Adam's, width: of the
    flat, in η."""
    t = theme(dark)
    order = sorted(race, key=lambda row: (row[2].landed is not None, row[2].distance), reverse=True)
    most = max([row[2].distance for row in race] + [bound if np.isfinite(bound) else 0.0]) or 1.0
    panel = LinePanel(
        t, "Way on the flat after landing, in η", Ruler(0, most * 1.02), Ruler(-0.7, len(race) - 0.3), 92, STRIP, 116
    )
    names = [f"<b><span style='color:{t.series(optimizer)}'>{name}</span></b>" for name, optimizer, _ in order]
    rows = np.arange(len(order))[::-1]
    panel.yaxis |= {
        "tickvals": rows,
        "ticktext": names,
        "tickfont": {"size": 12},
        "showgrid": False,
        "ticklabelstandoff": 8,
    }
    panel.xaxis |= {"showgrid": True, "gridcolor": t.hair}
    # the lower one to the left of its line, the other to the right
    ends = sorted([(bound, "bound for Adam"), (width, "end of the flat")])
    for (at, words), side, shift in zip(ends, ("right", "left"), (4, -4), strict=True):
        if at <= most * 1.02:
            panel.upright(at, t.text, 1, "2px,3px")
            panel.note(
                f"{words} {html(parts(at))}", at, 0, yref="paper", yanchor="top", yshift=-24, xanchor=side, xshift=shift
            )
    for row, (_, optimizer, c) in zip(rows, order, strict=True):
        panel.line([0, c.distance], [row, row], t.series(optimizer), width=1.5, dash=dash(optimizer.series.dash))
        way = "crosses" if c.crosses else html(parts(c.distance)) if c.landed else c.sentence
        panel.note(way, c.distance, row, 12, t.soft, xanchor="left", xshift=10)
    marked = [(row, *rest) for row, rest in zip(rows, order, strict=True) if rest[2].landed]
    hover = [
        f"{name} lands at step {c.landed:,} and {c.sentence}: {html(parts(c.distance, 4))} η"
        for _, name, _, c in marked
    ]
    colours, symbols = [t.series(o) for _, _, o, _ in marked], [symbol(o.series.mark) for _, _, o, _ in marked]
    panel.mark([c.distance for *_, c in marked], [row for row, *_ in marked], colours, symbols, 10, "{x}")
    panel.traces[-1] |= {
        "hovertext": hover,
        "name": "way in η",
        "customdata": [(c.distance, name) for _, name, _, c in marked],
    }
    return panel.done()


def slopes_figure(
    slopes: Array, sweeps: Sweep, slope: float, bound: float, width: float, dark: bool = False
) -> go.Figure:
    """Way after landing against the slope of the ramp; what crosses rests on the flat's width and is hollow."""
    t, title = theme(dark), "Way on the flat, in η, as the slope grows"
    ways = [np.array([c.distance for c in row]) for _, _, row in sweeps]
    if not any(way.any() for way in ways):
        return blank(title, "Nothing is remembered: whatever the slope, each of these stops where it lands.", t)
    low, high = reach([*ways, [bound if np.isfinite(bound) else width]], 6)
    panel = LinePanel(t, title, Ruler(slopes[0], slopes[-1], "slope of the ramp <i>s</i>", True),
                  Ruler(low, high, log=True), 132)  # fmt: skip
    panel.level(bound, f"bound for Adam {html(parts(bound))}")
    panel.level(width, f"the flat ends {html(parts(width))}", t.soft)
    for (name, optimizer, row), way in zip(sweeps, ways, strict=True):
        colour, crosses = t.series(optimizer), np.array([c.crosses for c in row])
        seen = np.where(way > 0, way, np.nan)
        panel.line(
            slopes,
            seen,
            colour,
            f"<b>{name}</b>",
            f"{name}, slope {{x}}: {{y:4}} η",
            dash=dash(optimizer.series.dash),
        )
        for which, mark in (
            (~crosses, symbol(optimizer.series.mark)),
            (crosses, symbol(optimizer.series.mark) + "-open"),
        ):
            panel.mark(slopes[which], seen[which], colour, mark, 7)
    panel.upright(slope, t.hair, 1.5)
    return panel.done()
