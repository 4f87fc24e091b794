"""Means with their deviations, a row each: a mark, and a bar of one standard deviation to either side."""

from collections.abc import Sequence
from math import isfinite, nan
from typing import NamedTuple

import plotly.graph_objects as go

from dynamics import Optimizer
from figures.line_panel import BOTTOM, TOP, LinePanel, Ruler
from figures.marks import symbol
from figures.numbers import html, parts
from figures.tabulated import plain
from figures.theme import theme

ROW = 30  # px
ROOM = 0.12  # of the range, on either side


class Dot(NamedTuple):
    """deviation: NaN where none is known; printed: what a paper has for it, NaN where nothing."""

    name: str
    optimizer: Optimizer
    mean: float
    deviation: float
    printed: float = nan


def dots_figure(title: str, dots: Sequence[Dot], dark: bool = False, axis: str = "", log: bool = False) -> go.Figure:
    """The first one on top. axis: what stands under it; log: of counts."""
    t = theme(dark)
    spans = [(d.mean, d.deviation if isfinite(d.deviation) else 0.0) for d in dots]
    sides = [edge for mean, sd in spans for edge in (mean - sd, mean + sd) if edge > 0 or not log]
    sides += [d.printed for d in dots if isfinite(d.printed)]
    low, high = min(sides), max(sides)
    room = ROOM * (high - low) or 0.5
    ends = (low / 2, high * 2) if log else (low - room, high + room)
    rows = range(len(dots) - 1, -1, -1)
    left = 14 + round(6.6 * max(len(d.name) for d in dots))
    written = [_written(d) for d in dots]
    right = 18 + round(6.4 * max(len(plain(words)) for words in written))
    panel = LinePanel(
        t, title, Ruler(*ends, axis, log), Ruler(-0.6, len(dots) - 0.4), right,
        TOP + BOTTOM + ROW * len(dots), left,
    )  # fmt: skip
    names = [f"<b><span style='color:{t.readable(t.series(d.optimizer))}'>{d.name}</span></b>" for d in dots]
    panel.yaxis |= {"tickvals": list(rows), "ticktext": names}
    for (mean, sd), d, words, row in zip(spans, dots, written, rows, strict=True):
        colour = t.series(d.optimizer)
        if sd:
            panel.line([max(mean - sd, low), mean + sd], [row, row], colour, width=3)
        panel.mark(mean, row, colour, symbol(d.optimizer.series.mark), 11, f"{d.name}: {words}")
        panel.traces[-1] |= {"name": d.name}
        if isfinite(d.printed):
            panel.mark(d.printed, row, t.text, "diamond-open", 11, f"{d.name}, printed: {{x:4}}")
        panel.note(words, 1, row, 12, t.soft, xref="paper", xanchor="left", yanchor="middle", xshift=8)
    return panel.done()


def _written(dot: Dot) -> str:
    """Counts in full."""
    if dot.mean == int(dot.mean) and dot.mean >= 1000:
        return f"{dot.mean:,.0f}"
    return html(parts(dot.mean, 4)) + (f" ± {html(parts(dot.deviation, 2))}" if dot.deviation > 0 else "")
