"""Whether a closed orbit holds: its multipliers on the unit circle and, for Adam's 2-cycle, where in β₁ and β₂ it is
stable."""

from typing import Any

import numpy as np
import plotly.graph_objects as go

from dynamics import Optimizer
from dynamics.orbits import Orbit, beta1_boundary
from dynamics.orbits.stability import MARGIN
from figures.frame import base
from figures.marks import symbol
from figures.theme import Theme, theme

CIRCLE = np.linspace(0, 2 * np.pi, 181)
HEIGHT = 380  # px


def multipliers_figure(orbit: Orbit, optimizer: Optimizer, dark: bool = False) -> go.Figure:
    """An orbit's multipliers on the unit circle, hollow where they are outside."""
    t, values = theme(dark), orbit.multipliers
    figure = _framed(t, "Multipliers: inside the circle, a disturbance fades", "real part", "imaginary part")
    edge = {"color": t.soft, "width": 1}
    figure.add_scatter(
        x=np.cos(CIRCLE), y=np.sin(CIRCLE), mode="lines", line=edge, fill="toself", fillcolor=_thin(t), hoverinfo="skip"
    )
    inside = np.abs(values) <= 1 + MARGIN
    for which, hollow in ((inside, False), (~inside, True)):
        marker = {
            "symbol": "circle-open" if hollow else "circle",
            "size": 10,
            "color": t.series(optimizer),
            "line": {"width": 2},
        }
        hover = "%{x:.4f} + %{y:.4f} i<br>modulus %{customdata:.6f}<extra></extra>"
        parts = {"x": values[which].real, "y": values[which].imag, "customdata": np.abs(values[which])}
        figure.add_scatter(mode="markers", marker=marker, hovertemplate=hover, **parts)
    reach = max(1.15, 1.1 * float(np.abs(values).max()))
    figure.update_xaxes(range=(-reach, reach), exponentformat="power", constrain="domain", constraintoward="left")
    figure.update_yaxes(range=(-reach, reach), exponentformat="power", scaleanchor="x")
    return figure


def stable_region_figure(adam: Optimizer, dark: bool = False) -> go.Figure:
    """Where Adam's 2-cycle on a quadratic is stable (closed form, ε -> 0), and where this Adam stands."""
    t, beta2 = theme(dark), np.linspace(0, 0.9999, 200)
    figure = _framed(t, "Where Adam's 2-cycle is stable", "β₂", "β₁")
    boundary, colour = [beta1_boundary(b) for b in beta2], {"color": t.text, "width": 1.2}
    hover = "stable below β₁ = %{y:.4f}<extra></extra>"
    figure.add_scatter(
        x=beta2, y=boundary, mode="lines", line=colour, fill="tozeroy", fillcolor=_thin(t), hovertemplate=hover
    )
    here = {
        "size": 13,
        "symbol": symbol(adam.series.mark),
        "color": t.series(adam),
        "line": {"color": t.paper, "width": 2},
    }
    hover = "β₂ %{x:.6~r}, β₁ %{y:.6~r}<extra></extra>"
    figure.add_scatter(
        x=[adam.hyper.beta2], y=[adam.hyper.beta1], mode="markers", marker=here, cliponaxis=False, hovertemplate=hover
    )
    words = {"showarrow": False, "font": {"size": 12, "color": t.soft}}
    figure.add_annotation(text="stable", x=0.12, y=0.08, **words)
    figure.add_annotation(text="unstable", x=0.2, y=0.62, **words)
    figure.update_yaxes(range=(0, 1))
    figure.update_xaxes(range=(0, 1.01))
    return figure


def _thin(t: Theme) -> str:
    r, g, b = t.line
    return f"rgba({r},{g},{b},0.08)"


def _framed(t: Theme, title: str, across: str, up: str) -> go.Figure:
    """Hair lines, the title flat above the axes."""
    figure = base(t, HEIGHT)
    figure.update_layout(margin={"l": 48, "r": 12, "t": 34, "b": 48})
    axis: dict[str, Any] = {"showline": False, "zeroline": False, "ticks": "", "gridcolor": t.hair, "nticks": 6}
    font = {"size": 12, "color": t.soft}
    figure.update_xaxes(title={"text": across, "standoff": 6, "font": font}, **axis)
    figure.update_yaxes(title={"text": up, "standoff": 6, "font": font}, **axis)
    place = {"xref": "paper", "yref": "paper", "x": 0, "y": 1, "xanchor": "left", "yanchor": "bottom", "yshift": 8}
    figure.add_annotation(text=f"<b>{title}</b>", showarrow=False, font={"size": 14, "color": t.text}, **place)
    return figure
