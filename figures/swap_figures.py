"""AMSGrad's swaps as a field of cells: how many in the number, how close together in the colour."""

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go

from dynamics.online.swaps import Swaps
from figures.frame import base
from figures.numbers import html, parts
from figures.theme import theme

# px
ROW = 34
TOP = 54
BOTTOM = 36
LEAST = 1.05  # ratio of two intervals below which their colours hardly differ


def swap_figure(
    title: str,
    unit: str,
    cells: Sequence[Sequence[Swaps]],
    rows: Sequence[str],
    columns: Sequence[str],
    dark: bool = False,
) -> go.Figure:
    """`cells`: one row after another, the first on top. `unit`: what an interval is counted in."""
    t = theme(dark)
    count = np.array([[cell.count for cell in row] for row in cells])
    interval = np.array([[cell.interval for cell in row] for row in cells])
    figure = base(t, TOP + BOTTOM + ROW * len(rows))
    known = interval[np.isfinite(interval)]
    low, high = (float(known.min()), float(known.max())) if len(known) else (1.0, 1.0)
    with np.errstate(invalid="ignore"):
        shade = np.log(interval / low) / np.log(max(high / low, LEAST))
    hover = [
        [f"{row}, {column}: {_said(cell, unit)}" for column, cell in zip(columns, line, strict=True)]
        for row, line in zip(rows, cells, strict=True)
    ]
    figure.add_trace(
        go.Heatmap(
            z=shade,
            x=list(range(len(columns))),
            y=list(range(len(rows))),
            zmin=0,
            zmax=1,
            xgap=2,
            ygap=2,
            showscale=False,
            colorscale=[[i / 10, t.band(i / 10)] for i in range(11)],
            hoverongaps=False,
            customdata=hover,
            hovertemplate="%{customdata}<extra></extra>",
        )
    )
    down, across = np.indices(count.shape)
    numbers = [f"{number:,}" for number in count.ravel()]
    look = {"mode": "text", "textfont": {"size": 12, "color": t.text}, "hoverinfo": "skip"}
    figure.add_trace(go.Scatter(x=across.ravel(), y=down.ravel(), text=numbers, **look))
    fitted = [name if "=" in name else name.replace(" ", "<br>").replace("–", "–<br>") for name in columns]
    plain = {
        "showgrid": False,
        "zeroline": False,
        "showline": False,
        "ticks": "",
        "tickfont": {"size": 12, "color": t.soft},
    }
    figure.update_xaxes(
        tickvals=list(range(len(columns))), ticktext=fitted, tickangle=0, range=(-0.5, len(columns) - 0.5), **plain
    )
    figure.update_yaxes(
        tickvals=list(range(len(rows))), ticktext=[f"{row} " for row in rows], range=(len(rows) - 0.5, -0.5), **plain
    )
    name = 10 + 8 * max(5, *map(len, rows))  # px
    figure.update_layout(margin={"l": name, "r": 0, "t": TOP, "b": BOTTOM})
    paper = {
        "xref": "paper",
        "yref": "paper",
        "y": 1,
        "yanchor": "bottom",
        "yshift": 8,
        "showarrow": False,
        "borderpad": 0,
    }
    left = {"x": 0, "xanchor": "left", "xshift": 1 - name}
    figure.add_annotation(text=f"<b>{title}</b>", font={"size": 14, "color": t.text}, **left, **paper | {"yshift": 28})
    if len(known):
        ends = [html(parts(v, 4)) for v in (low, high)]
        key = f"{unit} from swap to swap, on average: {ends[0]}" + (
            f" (darkest) to {ends[1]}" if ends[0] != ends[1] else ""
        )
        figure.add_annotation(text=key, font={"size": 12, "color": t.soft}, **left, **paper)
    return figure


def _said(cell: Swaps, unit: str) -> str:
    if not cell.count:
        return "no swap"
    return f"{cell.count:,} swaps" + (
        f", one every {html(parts(cell.interval, 4))} {unit}" if np.isfinite(cell.interval) else ""
    )
