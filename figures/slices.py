"""A loss slice: contours of the loss on the plane, and the feet of the training paths on it."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go

from dynamics import Optimizer
from figures.contours import ground
from figures.frame import base, halo
from figures.hovers import literal, told
from figures.map2d import ground_traces
from figures.map_labels import HEIGHT, LETTER, WIDTH, contour_words
from figures.marks import dash, symbol
from figures.numbers import parts, ticks
from figures.placing import beside
from figures.theme import SANS, Theme, theme
from networks.slices.slice import Slice, Trace

AXES = {
    "path": ("distance along the first principal component", "along the second"),
    "around": ("steps along one random direction, each as long as the weights", "along another"),
    "between": ("distance from end to end", "distance towards the start"),
}


def slice_figure(found: Slice, names: Sequence[str], optimizers: Sequence[Optimizer], dark: bool = False) -> go.Figure:
    """`names` and `optimizers` are those of the traces. A ring is a start, the optimizer's mark an end."""
    t, land = theme(dark), ground(found.land)
    figure = base(t, HEIGHT)
    figure.add_traces(ground_traces(land, t))
    for trace, name, optimizer in zip(found.traces, names, optimizers, strict=True):
        figure.add_traces(_path(found, trace, name, optimizer, t))
    for trace, name, optimizer in zip(found.traces, names, optimizers, strict=True):
        figure.add_traces(_marks(trace, name, optimizer, t))
    marks = np.concatenate([trace.at[[0, -1]] for trace in found.traces])
    for words in contour_words(land, [trace.at for trace in found.traces], marks, t) + _names(
        found, names, optimizers, t
    ):
        figure.add_annotation(words)
    _axes(figure, found, t)
    return figure


def _path(found: Slice, trace: Trace, name: str, optimizer: Optimizer, t: Theme) -> list[go.Scatter]:
    """The whole path; nothing where only its ends are known."""
    if trace.held is None:
        return []
    words = f"{literal(name)}<br>update {{step:,}}: loss {{loss}}<br>on the plane below {{below}}, {{away:2}} away"
    columns = {"step": trace.step, "loss": trace.loss, "below": found.land.value(*trace.at.T), "away": trace.away}
    line = {"color": t.series(optimizer), "width": 1.6, "dash": dash(optimizer.series.dash), "simplify": False}
    dots = {"size": 4, "color": t.series(optimizer)}
    return [
        go.Scatter(
            x=trace.at[:, 0],
            y=trace.at[:, 1],
            mode="lines+markers",
            line=line,
            marker=dots,
            customdata=np.column_stack(list(columns.values())),
            **told(words, **columns),
            name=name,
        )
    ]


def _marks(trace: Trace, name: str, optimizer: Optimizer, t: Theme) -> list[go.Scatter]:
    """The ring at the start, the mark at the end."""
    (x0, y0), (x1, y1) = trace.at[0], trace.at[-1]
    rings = [
        go.Scatter(
            x=[x0],
            y=[y0],
            mode="markers",
            marker={"size": 18, "color": "rgba(0,0,0,0)", "line": {"width": w, "color": colour}},
            name="start",
            hoverinfo="skip",
        )
        for w, colour in ((4.5, t.paper), (1.5, t.text))
    ]
    mark = {
        "symbol": symbol(optimizer.series.mark),
        "size": 13,
        "color": t.series(optimizer),
        "line": {"width": 1.5, "color": t.paper},
    }
    return [*rings, go.Scatter(x=[x1], y=[y1], mode="markers", marker=mark, name=f"{name}, end", hoverinfo="skip")]


def _names(found: Slice, names: Sequence[str], optimizers: Sequence[Optimizer], t: Theme) -> list[dict[str, Any]]:
    """Each path's name beside its end."""
    k = HEIGHT / (found.y[-1] - found.y[0])
    ends = [
        (float(trace.at[-1, 0] - found.x[0]) * k, float(found.y[-1] - trace.at[-1, 1]) * k) for trace in found.traces
    ]
    places = beside(ends, [LETTER * len(name) for name in names], (WIDTH, HEIGHT), [])
    return [
        {
            "x": float(trace.at[-1, 0]),
            "y": float(trace.at[-1, 1]),
            "text": name,
            "showarrow": False,
            "borderpad": 0,
            "xanchor": "left",
            "xshift": spot[0] - end[0],
            "yshift": end[1] - spot[1],
            "font": {"size": 12.5, "weight": 600, "family": SANS, "color": t.series(optimizer), "shadow": halo(t)},
        }
        for trace, name, optimizer, end, spot in zip(found.traces, names, optimizers, ends, places, strict=True)
        if spot is not None
    ]


def _axes(figure: go.Figure, found: Slice, t: Theme) -> None:
    across, up = AXES[found.request.kind]
    shares = ["", ""] if found.explained is None else [f", {share:.0%} of the variance" for share in found.explained]
    plain = {
        "showgrid": False,
        "zeroline": False,
        "showline": False,
        "ticks": "",
        "tickfont": {"size": 12, "color": t.soft},
        "tickmode": "array",
    }
    for update, ends, words, count in (
        (figure.update_xaxes, found.x, across + shares[0], 8),
        (figure.update_yaxes, found.y, up + shares[1], 6),
    ):
        at = ticks(float(ends[0]), float(ends[-1]), count)
        title = {"text": words, "standoff": 8, "font": {"size": 12, "color": t.soft}}
        update(
            range=(ends[0], ends[-1]),
            tickvals=at,
            ticktext=[parts(v)[0] for v in at],
            title=title,
            constrain="domain",
            **plain,
        )
    figure.update_yaxes(scaleanchor="x", scaleratio=1, constraintoward="top")
    figure.update_layout(margin={"l": 52, "r": 4, "t": 4, "b": 44}, hovermode="closest")
