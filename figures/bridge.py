"""A quantity in the plane and in a network: two figures on one scale."""

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go

from dynamics import Optimizer
from figures.scales import scale
from figures.step_curves import StepCurve, curve_figure
from figures.theme import theme
from networks.results.bridge import Part, Row

EDGE = "edge of stability"
MOST = 30.0  # times its curve: a band beyond leaves through the top


def bridge_figures(
    row: Row, optimizer: Optimizer, steps: tuple[int, int], edge: bool, dark: bool = False
) -> tuple[go.Figure, go.Figure]:
    """The plane's figure and the network's, of so many steps each. `edge`: a line at 1 with its name."""
    sides = [_curves(parts, optimizer) for parts in (row.plane, row.network)]
    columns = [c.value for side in sides for c in side] + [c.low for side in sides for c in side if c.low is not None]
    columns += [np.minimum(c.high, MOST * c.value.max()) for side in sides for c in side if c.high is not None]
    ruler = scale([*columns, np.ones(1)] if edge and columns else columns)
    found = []
    for curves, count, empty in zip(sides, steps, row.empty, strict=True):
        figure = curve_figure(curves, row.title, row.sign, count, ruler if curves else None, dark, empty)
        figure.update_traces(line_dash="3px,3px", selector={"name": "y", "mode": "lines"})
        if edge and curves:
            _line(figure, dark)
        found.append(figure)
    return found[0], found[1]


def _line(figure: go.Figure, dark: bool) -> None:
    t = theme(dark)
    figure.add_shape(
        type="line", xref="paper", x0=0, x1=1, y0=1, y1=1, line={"color": t.text, "width": 1, "dash": "2px,3px"}
    )
    words = {
        "xref": "paper",
        "x": 0,
        "xanchor": "left",
        "xshift": 6,
        "yanchor": "bottom",
        "showarrow": False,
        "borderpad": 1,
    }
    at = 0.0 if figure.layout.yaxis.type == "log" else 1.0  # annotations on a log axis take the exponent
    figure.add_annotation(text=EDGE, y=at, font={"size": 12, "color": t.text}, **words)


def _curves(parts: Sequence[Part], optimizer: Optimizer) -> list[StepCurve]:
    return [StepCurve(p.name, optimizer, p.step, p.value, p.low, p.high) for p in parts]
