"""A series: one quantity of every run against the step, named at the right ends."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import plotly.graph_objects as go

from dynamics import Trajectory
from figures import clock
from figures.frame import base, one_surface
from figures.marks import dash, symbol
from figures.numbers import html, parts
from figures.placing import spread
from figures.quantities import QUANTITIES, heading, names
from figures.scales import Scale, scale
from figures.theme import SANS, SERIF, Theme, theme
from figures.trails import rows_drawn

Array = npt.NDArray[np.float64]

HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 320, 48, 150, 34, 28  # px
GAP = 14.0  # px between two names
PAPER: dict[str, Any] = {"xref": "paper", "yref": "paper", "showarrow": False, "borderpad": 0}


def series(*runs: Trajectory, quantity: str = "loss", dark: bool = False) -> go.Figure:
    """One quantity (a key of figures.quantities.QUANTITIES) of every run against the step. Raises ValueError for an unknown quantity,
    without a run, or on several surfaces."""
    if quantity not in QUANTITIES:
        raise ValueError(f"There is no quantity {quantity!r}. There are {', '.join(QUANTITIES)}.")
    surface, t, q = one_surface(runs), theme(dark), QUANTITIES[quantity]
    values = [q.of(run, rows_drawn(run)) for run in runs]
    ruler, steps = scale(values, q.thrown, q.highest), max(1, *(run.steps for run in runs))
    figure = base(t, HEIGHT)
    figure.update_layout(margin={"l": LEFT, "r": RIGHT, "t": TOP, "b": BOTTOM}, hovermode="closest")
    axes(figure, ruler, steps, t)
    title, sign = heading(quantity, surface)
    words = f"<b>{title}</b>  <span style='font-family:{SERIF}'><i>{sign}</i></span>"
    corner = {"x": 0, "y": 1, "xanchor": "left", "yanchor": "bottom", "xshift": 1 - LEFT, "yshift": 10}
    figure.add_annotation(text=words, font={"size": 12.5, "color": t.ink}, **corner, **PAPER)
    if ruler is None:
        figure.add_annotation(text="None of these optimizers keeps one.", x=0.5, y=0.5, **PAPER)
        return figure
    for run, name, v in zip(runs, names(runs), values, strict=True):
        figure.add_traces(_curve(run, name, ruler.kept(v), v, steps, t))
    for end in _ends(runs, values, ruler, t):
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


def _curve(run: Trajectory, name: str, drawn: Array, real: Array, steps: int, t: Theme) -> list[go.Scatter]:
    """The line, and the mark at its last row."""
    ink, style, rows = t.series(run.optimizer), run.optimizer.series, rows_drawn(run)
    x = clock.share(run.step[rows], steps)
    marker = {"symbol": symbol(style.mark), "size": 8, "color": ink, "line": {"width": 1, "color": t.paper}}
    line = {"color": ink, "width": 1.5, "dash": dash(style.dash), "simplify": False}
    hover = "%{fullData.name}<br>step %{customdata[0]:,}<br>%{customdata[1]:.3g}<extra></extra>"
    return [
        go.Scatter(
            x=x, y=drawn, mode="lines", line=line, name=name, customdata=np.column_stack([run.step[rows], real]), hovertemplate=hover
        ),
        go.Scatter(x=x[-1:], y=drawn[-1:], mode="markers", marker=marker, name=f"{name}, head", cliponaxis=False, hoverinfo="skip"),
    ]


def _ends(runs: Sequence[Trajectory], values: Sequence[Array], ruler: Scale, t: Theme) -> list[dict[str, Any]]:
    """Names in their inks and last values in soft ink, at the right edge, pushed apart."""
    height = HEIGHT - TOP - BOTTOM
    wanted = [height * (1 - float(ruler.place(v[-1]))) for v in values]
    out = []
    for run, name, v, y in zip(runs, names(runs), values, spread(wanted, GAP, 0, height), strict=True):
        if y is not None:
            text = f"<b>{name}</b>  <span style='color:{t.soft}'>{html(parts(float(v[-1]), 2))}</span>"
            font = {"size": 11.5, "family": SANS, "color": t.series(run.optimizer)}
            out.append(
                {"text": text, "x": 1, "y": 1, "xanchor": "left", "yanchor": "middle", "xshift": 10, "yshift": -y, "font": font, **PAPER}
            )
    return out
