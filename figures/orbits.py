"""Whether a closed orbit holds: its multipliers on the unit circle and, for Adam's 2-cycle, where in β₁ and β₂ it is stable."""

from typing import Any

import numpy as np
import numpy.typing as npt
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from dynamics import Optimizer
from dynamics.orbits import Orbit, beta1_boundary
from figures.frame import base
from figures.marks import symbol
from figures.theme import Theme, theme

Array = npt.NDArray[np.float64]

TITLES = ("Multipliers: inside the circle, a disturbance fades", "Where Adam's 2-cycle is stable, and where this one is")
AXES = (("real part", "imaginary part"), ("β₂", "β₁"))
CIRCLE = np.linspace(0, 2 * np.pi, 181)
HEIGHT = 380  # px


def stability_figure(orbit: Orbit, optimizer: Optimizer, region: bool, dark: bool = False) -> go.Figure:
    """The multipliers, hollow where they are outside; with `region`, the closed form's boundary beside them (Adam on a quadratic)."""
    t, count = theme(dark), 1 + region
    figure = make_subplots(1, 2, horizontal_spacing=0.09, figure=base(t, HEIGHT))
    _circle(figure, orbit, optimizer, t)
    if region:
        _region(figure, optimizer, t)
    _dress(figure, t, count)
    return figure


def _circle(figure: go.Figure, orbit: Orbit, optimizer: Optimizer, t: Theme) -> None:
    edge, values = {"color": t.soft, "width": 1}, orbit.multipliers
    figure.add_trace(
        go.Scatter(x=np.cos(CIRCLE), y=np.sin(CIRCLE), mode="lines", line=edge, fill="toself", fillcolor=_thin(t), hoverinfo="skip"), 1, 1
    )
    inside = np.abs(values) <= 1 + 1e-10
    for which, hollow in ((inside, False), (~inside, True)):
        marker = {"symbol": "circle-open" if hollow else "circle", "size": 10, "color": t.series(optimizer), "line": {"width": 2}}
        hover = "%{x:.4f} + %{y:.4f} i<br>modulus %{customdata:.6f}<extra></extra>"
        figure.add_trace(
            go.Scatter(x=values[which].real, y=values[which].imag, mode="markers", marker=marker, customdata=np.abs(values[which]),
                       hovertemplate=hover), 1, 1)  # fmt: skip
    reach = max(1.15, 1.1 * float(np.abs(values).max()))
    figure.update_xaxes(range=(-1.6 * reach, 1.6 * reach), constrain="domain", row=1, col=1)
    figure.update_yaxes(range=(-reach, reach), scaleanchor="x", row=1, col=1)


def _region(figure: go.Figure, adam: Optimizer, t: Theme) -> None:
    beta2 = np.linspace(0, 0.9999, 200)
    boundary = np.array([beta1_boundary(b) for b in beta2])
    figure.add_trace(go.Scatter(x=beta2, y=boundary, mode="lines", line={"color": t.ink, "width": 1.2}, fill="tozeroy", fillcolor=_thin(t),
                                hovertemplate="stable below β₁ = %{y:.4f}<extra></extra>"), 1, 2)  # fmt: skip
    here = {"size": 13, "symbol": symbol(adam.series.mark), "color": t.series(adam), "line": {"color": t.paper, "width": 2}}
    figure.add_trace(go.Scatter(x=[adam.hyper.beta2], y=[adam.hyper.beta1], mode="markers", marker=here, cliponaxis=False,
                                hovertemplate="β₂ %{x:.6g}, β₁ %{y:.6g}<extra></extra>"), 1, 2)  # fmt: skip
    words = {"showarrow": False, "font": {"size": 11.5, "color": t.soft}}
    figure.add_annotation(text="stable", x=0.12, y=0.08, row=1, col=2, **words)
    figure.add_annotation(text="unstable", x=0.2, y=0.62, row=1, col=2, **words)
    figure.update_yaxes(range=(0, 1), row=1, col=2)
    figure.update_xaxes(range=(0, 1.01), row=1, col=2)


def _thin(t: Theme) -> str:
    r, g, b = t.line
    return f"rgba({r},{g},{b},0.08)"


def _dress(figure: go.Figure, t: Theme, count: int) -> None:
    """Hair lines, titles flat above the axes; the place of a panel that is left out stays clear."""
    figure.update_layout(margin={"l": 48, "r": 8, "t": 34, "b": 48})
    axis: dict[str, Any] = {"showline": False, "zeroline": False, "ticks": "", "gridcolor": t.hair, "nticks": 6}
    axis |= {"title": {"standoff": 6, "font": {"size": 12, "color": t.soft}}}
    figure.update_xaxes(**axis)
    figure.update_yaxes(**axis)
    for i in range(2):
        if i >= count:
            figure.update_xaxes(visible=False, row=1, col=i + 1)
            figure.update_yaxes(visible=False, row=1, col=i + 1)
            continue
        (across, up), name = AXES[i], str(i + 1) if i else ""
        figure.update_xaxes(title_text=across, row=1, col=i + 1)
        figure.update_yaxes(title_text=up, row=1, col=i + 1)
        place = {"xref": f"x{name} domain", "yref": f"y{name} domain", "x": 0, "y": 1, "xanchor": "left", "yanchor": "bottom", "yshift": 8}
        figure.add_annotation(text=f"<b>{TITLES[i]}</b>", showarrow=False, font={"size": 12.5, "color": t.ink}, **place)
