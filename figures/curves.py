"""Curves against the step, named at their right ends in their inks: what a series of runs in the plane and a training run share."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import plotly.graph_objects as go

from dynamics import Optimizer
from figures import clock
from figures.frame import base
from figures.marks import dash, symbol
from figures.numbers import html, parts
from figures.placing import spread
from figures.scales import Scale
from figures.theme import SANS, SERIF, Theme, theme

Array = npt.NDArray[np.float64]

HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 320, 48, 150, 34, 28  # px
GAP = 14.0  # px between two names
PAPER: dict[str, Any] = {"xref": "paper", "yref": "paper", "showarrow": False, "borderpad": 0}


class Curve(NamedTuple):
    """`value` (K,) at `step` (K,). `low` and `high` (K,): a band around it, where it stands for several."""

    name: str
    optimizer: Optimizer
    step: npt.NDArray[np.int64]
    value: Array
    low: Array | None = None
    high: Array | None = None


def curve_figure(
    curves: Sequence[Curve],
    title: str,
    sign: str,
    steps: int,
    ruler: Scale | None,
    dark: bool = False,
    empty: str = "",
    edge: tuple[float, str] | None = None,
) -> go.Figure:
    """All curves on one scale from step 0 to `steps`; the sentence `empty` where there is no scale. `edge`: a value to be measured by,
    drawn under its name."""
    t = theme(dark)
    figure = base(t, HEIGHT)
    figure.update_layout(margin={"l": LEFT, "r": RIGHT, "t": TOP, "b": BOTTOM}, hovermode="closest")
    axes(figure, ruler, steps, t)
    words = f"<b>{title}</b>  <span style='font-family:{SERIF}'><i>{sign}</i></span>"
    corner = {"x": 0, "y": 1, "xanchor": "left", "yanchor": "bottom", "xshift": 1 - LEFT, "yshift": 10}
    figure.add_annotation(text=words, font={"size": 12.5, "color": t.ink}, **corner, **PAPER)
    if ruler is None:
        figure.add_annotation(text=empty, x=0.5, y=0.5, **PAPER)
        return figure
    if edge:
        figure.add_hline(y=edge[0], line={"color": t.soft, "width": 1, "dash": "2px,3px"})
        at = float(np.log10(edge[0])) if ruler.log else edge[0]
        place = {"x": 0, "y": at, "xref": "paper", "yref": "y", "xanchor": "left", "yanchor": "bottom"}
        figure.add_annotation(text=edge[1], font={"size": 11, "color": t.soft}, showarrow=False, **place)
    for curve in curves:
        figure.add_traces(_band(curve, ruler, steps, t) + _line(curve, ruler, steps, t))
    for end in _ends(curves, ruler, t):
        figure.add_annotation(end)
    return figure


def axes(figure: go.Figure, ruler: Scale | None, steps: int, t: Theme) -> None:
    """Hair lines and few numbers; no lines along the axes."""
    plain = {"zeroline": False, "showline": False, "ticks": "", "tickfont": {"size": 11, "color": t.soft}}
    marks = clock.step_ticks(steps, 8)
    at, labels = [float(clock.share(step, steps)) for step, _ in marks], [html(label) for _, label in marks]
    figure.update_xaxes(range=(0, 1), tickvals=at, ticktext=labels, showgrid=False, ticklabelstandoff=6, **plain)
    if ruler is None:
        figure.update_yaxes(visible=False, range=(0, 1))
        return
    limits = (np.log10(ruler.low), np.log10(ruler.high)) if ruler.log else (ruler.low, ruler.high)
    at, labels = [v for v, _ in ruler.ticks], [html(label) for _, label in ruler.ticks]
    figure.update_yaxes(type="log" if ruler.log else "linear", range=limits, tickvals=at, ticktext=labels, fixedrange=True, showgrid=True,
                        gridcolor=t.hair, gridwidth=1, **plain)  # fmt: skip


def _band(curve: Curve, ruler: Scale, steps: int, t: Theme) -> list[go.Scatter]:
    if curve.low is None or curve.high is None:
        return []
    x = clock.share(curve.step, steps)
    outline = {"x": np.concatenate([x, x[::-1]]), "y": np.concatenate([ruler.kept(curve.high), ruler.kept(curve.low)[::-1]])}
    ink = t.series(curve.optimizer)
    return [
        go.Scatter(
            **outline,
            mode="none",
            fill="toself",
            fillcolor=ink,
            opacity=0.15,
            name=f"{curve.name}, band",
            hoverinfo="skip",
            line={"width": 0},
        )
    ]


def _line(curve: Curve, ruler: Scale, steps: int, t: Theme) -> list[go.Scatter]:
    """The line, and the mark at its last point."""
    ink, style, drawn = t.series(curve.optimizer), curve.optimizer.series, ruler.kept(curve.value)
    x = clock.share(curve.step, steps)
    marker = {"symbol": symbol(style.mark), "size": 8, "color": ink, "line": {"width": 1, "color": t.paper}}
    line = {"color": ink, "width": 1.5, "dash": dash(style.dash), "simplify": False}
    hover = "%{fullData.name}<br>step %{customdata[0]:,}<br>%{customdata[1]:.3g}<extra></extra>"
    real = np.column_stack([curve.step, curve.value])
    return [
        go.Scatter(x=x, y=drawn, mode="lines", line=line, name=curve.name, customdata=real, hovertemplate=hover),
        go.Scatter(x=x[-1:], y=drawn[-1:], mode="markers", marker=marker, name=f"{curve.name}, head", cliponaxis=False, hoverinfo="skip"),
    ]


def _ends(curves: Sequence[Curve], ruler: Scale, t: Theme) -> list[dict[str, Any]]:
    """Names in their inks and last values in soft ink, at the right edge, pushed apart."""
    height = HEIGHT - TOP - BOTTOM
    wanted = [height * (1 - float(ruler.place(c.value[-1]))) for c in curves]
    out = []
    for curve, y in zip(curves, spread(wanted, GAP, 0, height), strict=True):
        if y is not None:
            text = f"<b>{curve.name}</b>  <span style='color:{t.soft}'>{html(parts(float(curve.value[-1]), 2))}</span>"
            font = {"size": 11.5, "family": SANS, "color": t.series(curve.optimizer)}
            out.append(
                {"text": text, "x": 1, "y": 1, "xanchor": "left", "yanchor": "middle", "xshift": 10, "yshift": -y, "font": font, **PAPER}
            )
    return out
