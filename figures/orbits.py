"""A 2-cycle of Adam from six sides: on the surface, in the planes of its moments, in time, and its stability."""

from typing import Any

import numpy as np
import numpy.typing as npt
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from dynamics import Trajectory
from dynamics.orbits import Orbit, beta1_boundary
from figures.contours import ground
from figures.frame import base
from figures.marks import symbol
from figures.theme import Theme, theme

Array = npt.NDArray[np.float64]

TITLES = ("On the surface", "x and m", "x and v", "|x| along the way", "Multipliers of the cycle", "Where a 2-cycle is stable")
AXES = (("x", "y"), ("x", "m"), ("x", "v"), ("step", ""), ("real part", "imaginary part"), ("β₂", "β₁"))
LATE = 400  # steps that are drawn in the planes
CIRCLE = np.linspace(0, 2 * np.pi, 181)


def orbit_figure(run: Trajectory, orbit: Orbit | None, dark: bool = False) -> go.Figure:
    """Six panels. `run` is the way there (or away); `orbit` the exact cycle, None where there is none to show."""
    t = theme(dark)
    figure = make_subplots(2, 3, horizontal_spacing=0.075, vertical_spacing=0.17, figure=base(t, 700))
    rows = run.at(_liveliest(run))
    _surface(figure, run, rows.position, orbit, t)
    for column, moment in ((2, rows.first_moment), (3, rows.second_moment)):
        _plane(figure, column, rows.position[:, 0], moment[:, 0], orbit, t, run)
    _time(figure, run, orbit, t)
    _circle(figure, orbit, t, run)
    _region(figure, run, t)
    _dress(figure, t)
    return figure


def _liveliest(run: Trajectory) -> npt.NDArray[np.int64]:
    """LATE rows around the farthest point of the second half: on a cycle any, between bursts the last burst."""
    half = len(run.position) // 2
    middle = half + int(np.abs(run.position[half:]).max(axis=1).argmax())
    first = min(max(0, middle - LATE // 2), max(0, len(run.position) - LATE))
    return np.arange(first, min(first + LATE, len(run.position)))


def _surface(figure: go.Figure, run: Trajectory, tail: Array, orbit: Orbit | None, t: Theme) -> None:
    size = 1.7 * max(float(np.abs(tail).max()), orbit.amplitude if orbit else 0.0, 1e-6)
    part = ground(run.surface, (-1.3 * size, 1.3 * size, -size, size))
    x0, x1, y0, y1 = part.window
    z = part.grid[::4, ::4]
    scale = [[i / 10, t.band(i / 10)] for i in range(11)]
    x, y = np.linspace(x0, x1, z.shape[1]), np.linspace(y0, y1, z.shape[0])
    figure.add_trace(
        go.Contour(x=x, y=y, z=z, colorscale=scale, showscale=False, ncontours=9, line={"width": 0.5, "color": t.hair}, hoverinfo="skip"),
        1,
        1,
    )
    figure.update_xaxes(range=[x0, x1], row=1, col=1)
    figure.update_yaxes(range=[y0, y1], scaleanchor="x", constrain="domain", row=1, col=1)
    _way(figure, 1, tail[:, 0], tail[:, 1], t, run)
    if orbit:
        _marks(figure, 1, 1, orbit.points[:, 0], orbit.points[:, 1], t, run)


def _plane(figure: go.Figure, column: int, x: Array, moment: Array, orbit: Orbit | None, t: Theme, run: Trajectory) -> None:
    _way(figure, column, x, moment, t, run)
    if orbit:  # a state holds the moments before the gradient at its position goes in, a run's row those after it
        after = np.roll(orbit.state[:, 0, column - 1], -1)
        _marks(figure, 1, column, orbit.points[:, 0], after, t, run)


def _time(figure: go.Figure, run: Trajectory, orbit: Orbit | None, t: Theme) -> None:
    distance = np.maximum(np.abs(run.position[:, 0]), 1e-16)
    line = {"color": t.series(run.optimizer), "width": 1}
    figure.add_trace(
        go.Scattergl(x=run.step, y=distance, mode="lines", line=line, hovertemplate="step %{x}: %{y:.3g}<extra></extra>"), 2, 1
    )
    figure.update_yaxes(type="log", exponentformat="power", row=2, col=1)
    if orbit:
        figure.add_hline(y=orbit.amplitude, line={"color": t.ink, "width": 1, "dash": "2px,3px"}, row=2, col=1)


def _circle(figure: go.Figure, orbit: Orbit | None, t: Theme, run: Trajectory) -> None:
    edge = {"color": t.soft, "width": 1}
    figure.add_trace(
        go.Scatter(x=np.cos(CIRCLE), y=np.sin(CIRCLE), mode="lines", line=edge, fill="toself", fillcolor=_thin(t), hoverinfo="skip"), 2, 2
    )
    if orbit:
        values = orbit.multipliers
        inside = np.abs(values) <= 1
        for which, hollow in ((inside, False), (~inside, True)):
            hover = "%{x:.4f} + %{y:.4f} i<br>modulus %{customdata:.6f}<extra></extra>"
            marker = {"symbol": "circle-open" if hollow else "circle", "size": 10, "color": t.series(run.optimizer), "line": {"width": 2}}
            figure.add_trace(
                go.Scatter(x=values[which].real, y=values[which].imag, mode="markers", marker=marker, customdata=np.abs(values[which]),
                           hovertemplate=hover), 2, 2)  # fmt: skip
    figure.update_yaxes(scaleanchor="x5", row=2, col=2)


def _region(figure: go.Figure, run: Trajectory, t: Theme) -> None:
    beta2 = np.linspace(0, 0.9999, 200)
    boundary = np.array([beta1_boundary(b) for b in beta2])
    figure.add_trace(go.Scatter(x=beta2, y=boundary, mode="lines", line={"color": t.ink, "width": 1.2}, fill="tozeroy", fillcolor=_thin(t),
                                hovertemplate="stable below β₁ = %{y:.4f}<extra></extra>"), 2, 3)  # fmt: skip
    _marks(figure, 2, 3, np.array([run.optimizer.hyper.beta2]), np.array([run.optimizer.hyper.beta1]), t, run)
    words = {"showarrow": False, "font": {"size": 11.5, "color": t.soft}}
    figure.add_annotation(text="stable", x=0.12, y=0.08, row=2, col=3, **words)
    figure.add_annotation(text="unstable", x=0.2, y=0.62, row=2, col=3, **words)
    figure.update_yaxes(range=[0, 1], row=2, col=3)


def _way(figure: go.Figure, column: int, x: Array, y: Array, t: Theme, run: Trajectory) -> None:
    """The late part of the run: a faint line and a dot at each iterate."""
    ink = t.series(run.optimizer)
    look: dict[str, Any] = {"line": {"color": ink, "width": 0.6}, "marker": {"color": ink, "size": 3}, "opacity": 0.45}
    figure.add_trace(go.Scatter(x=x, y=y, mode="lines+markers", hoverinfo="skip", **look), 1, column)


def _marks(figure: go.Figure, row: int, column: int, x: Array, y: Array, t: Theme, run: Trajectory) -> None:
    """Points of the exact cycle, in the optimizer's mark."""
    marker = {
        "symbol": symbol(run.optimizer.series.mark),
        "size": 13,
        "color": t.series(run.optimizer),
        "line": {"color": t.paper, "width": 2},
    }
    figure.add_trace(go.Scatter(x=x, y=y, mode="markers", marker=marker, hovertemplate="%{x:.6g}, %{y:.6g}<extra></extra>"), row, column)


def _thin(t: Theme) -> str:
    r, g, b = t.line
    return f"rgba({r},{g},{b},0.08)"


def _dress(figure: go.Figure, t: Theme) -> None:
    """Hair lines, titles flat above the axes, names at their ends."""
    figure.update_layout(margin={"l": 48, "r": 8, "t": 34, "b": 48})
    axis = {
        "showline": False,
        "zeroline": False,
        "ticks": "",
        "gridcolor": t.hair,
        "title": {"standoff": 6, "font": {"size": 12, "color": t.soft}},
    }
    figure.update_xaxes(**axis, nticks=5, exponentformat="power")
    figure.update_yaxes(**axis, nticks=6, exponentformat="power")
    figure.update_yaxes(rangemode="tozero", row=1, col=3)
    for i, (title, (across, up)) in enumerate(zip(TITLES, AXES, strict=True)):
        row, column = divmod(i, 3)
        figure.update_xaxes(title_text=across, row=row + 1, col=column + 1)
        figure.update_yaxes(title_text=up, row=row + 1, col=column + 1)
        axis_name = str(i + 1) if i else ""
        place = {
            "xref": f"x{axis_name} domain",
            "yref": f"y{axis_name} domain",
            "x": 0,
            "y": 1,
            "xanchor": "left",
            "yanchor": "bottom",
            "yshift": 8,
        }
        figure.add_annotation(text=f"<b>{title}</b>", showarrow=False, font={"size": 12.5, "color": t.ink}, **place)
