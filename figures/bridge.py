"""A quantity of a network, of which the plane above it has the same."""

import numpy as np
import plotly.graph_objects as go

from dynamics import Optimizer
from figures.scales import scale
from figures.step_curves import SMALL, StepCurve, curve_figure
from figures.theme import theme
from networks.results.bridge import Row

EDGE = "edge of stability"
MOST = 30.0  # times its curve: a band beyond leaves through the top


def bridge_figure(row: Row, optimizer: Optimizer, steps: int, dark: bool = False) -> go.Figure:
    """The network's curves over so many steps; where the quantity has an edge, a line at 1 with its name."""
    curves = [StepCurve(p.name, optimizer, p.step, p.value, p.low, p.high) for p in row.network]
    columns = [c.value for c in curves] + [c.low for c in curves if c.low is not None]
    columns += [np.minimum(c.high, MOST * c.value.max()) for c in curves if c.high is not None]
    ruler = scale([*columns, np.ones(1)] if row.edge and columns else columns)
    figure = curve_figure(curves, row.title, row.sign, steps, ruler if curves else None, dark, row.empty, size=SMALL)
    if row.edge and curves:
        _line(figure, dark)
    return figure


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
