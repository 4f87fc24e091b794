"""The surface at its true height, in the map's ramp, with the contours and the trails on it."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import plotly.graph_objects as go

from dynamics import Trajectory
from figures.contours import Ground, ground
from figures.frame import base, halo, one_surface
from figures.marks import dash_3d, symbol
from figures.numbers import html, parts, ticks
from figures.quantities import names
from figures.theme import SANS, SERIF, Theme, theme
from figures.trails import head, inside, rows_drawn

Array = npt.NDArray[np.float64]
HEIGHT = 600  # px
LIFT = 0.01  # of the height: what lies on the surface floats this far above it, or it would flicker
# places of a name beside its mark, px
AROUND = [(side, dx, dy) for dy in (0, 16, -16, 32) for side, dx in (("left", 9), ("right", -9))]
TOP = 0.96  # share of the ground that is shown: a few corners must not flatten all the rest


def surface_3d(*runs: Trajectory, dark: bool = False) -> go.Figure:
    """The runs (all on one surface) on it, at true height. Raises ValueError without a run or on several surfaces."""
    surface, t = one_surface(runs), theme(dark)
    land = ground(surface)
    x0, x1, y0, y1 = land.window
    low, high = land.low, float(np.quantile(land.grid, TOP))
    lift = LIFT * (high - low)
    figure = base(t, HEIGHT)
    figure.add_trace(_sheet(land, t, high))
    figure.add_traces(_contours(land, t, lift, high))
    for run, name in zip(runs, names(runs), strict=True):
        figure.add_trace(_trail(run, name, land, t, 2 * lift, high))
    heads, words = _heads(runs, land, t, 3 * lift, high)
    figure.add_traces(heads)
    bare = {
        "showgrid": False,
        "zeroline": False,
        "showbackground": False,
        "showspikes": False,
        "tickfont": {"family": SANS, "size": 12, "color": t.soft},
    }
    sides = {
        axis: dict(
            title={"text": f"<i>{axis}</i>", "font": {"family": SERIF, "size": 13, "color": t.soft}},
            range=limits,
            tickvals=(at := ticks(*limits, 5)),
            ticktext=[html(parts(v)) for v in at],
            **bare,
        )
        for axis, limits in (("x", (x0, x1)), ("y", (y0, y1)))
    }
    up = ticks(low, high, 4)
    height = dict(
        title={"text": "<i>f</i>", "font": {"family": SERIF, "size": 13, "color": t.soft}},
        range=(low - lift, high + 3 * lift),
        tickvals=up,
        ticktext=[html(parts(v)) for v in up],
        **bare,
    )
    figure.update_layout(
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        scene={
            "xaxis": sides["x"],
            "yaxis": sides["y"],
            "zaxis": height,
            "annotations": words,
            "aspectmode": "manual",
            "aspectratio": {"x": 2.1, "y": 1.4, "z": 0.7},
            "camera": {
                "projection": {"type": "orthographic"},
                "eye": {"x": -0.75, "y": -1.35, "z": 0.95},
                "center": {"x": 0, "y": 0, "z": -0.08},
            },
        },
    )
    return figure


def _sheet(land: Ground, t: Theme, high: float) -> go.Surface:
    """The surface; its colour counts contours, as the map's does."""
    x0, x1, y0, y1 = land.window
    z = np.minimum(land.grid, high)
    bands = np.searchsorted(land.levels, z) / max(len(land.levels), 1)
    share = np.linspace(0, 1, 12)
    return go.Surface(
        x=np.linspace(x0, x1, z.shape[1]),
        y=np.linspace(y0, y1, z.shape[0]),
        z=z.astype(np.float32),
        surfacecolor=bands.astype(np.float32),
        cmin=0,
        cmax=1,
        colorscale=[[s, t.band(s)] for s in share],
        showscale=False,
        name="f",
        lighting={"ambient": 0.95, "diffuse": 0.15, "specular": 0.02, "roughness": 1, "fresnel": 0},
        lightposition={"x": -2e4, "y": -1e4, "z": 4e4},
        hovertemplate="f %{z:.3~r} at %{x:.2f}, %{y:.2f}<extra></extra>",
        contours={"x_highlight": False, "y_highlight": False, "z_highlight": False},
    )


def _contours(land: Ground, t: Theme, lift: float, high: float) -> list[go.Scatter3d]:
    out = []
    for i, (level, lines) in enumerate(zip(land.levels, land.lines, strict=True)):
        gap = np.full((1, 2), np.nan)
        xy = np.concatenate([part for line in lines for part in (line, gap)])
        if level < high:
            line = {"color": t.contour(i, i / len(land.lines))[0], "width": 1.5}
            out.append(
                go.Scatter3d(
                    x=xy[:, 0],
                    y=xy[:, 1],
                    z=np.full(len(xy), level + lift),
                    mode="lines",
                    line=line,
                    hoverinfo="skip",
                    name="contour",
                )
            )
    return out


def _trail(run: Trajectory, name: str, land: Ground, t: Theme, lift: float, high: float) -> go.Scatter3d:
    """The path on the surface; what leaves the map is left out."""
    rows = rows_drawn(run)
    xy, z = _on_sheet(run, rows, land, lift, high)
    line = {"color": t.series(run.optimizer), "width": 4, "dash": dash_3d(run.optimizer.series.dash)}
    return go.Scatter3d(
        **_xyz(xy, z),
        mode="lines",
        line=line,
        name=name,
        customdata=run.step[rows],
        hovertemplate="%{fullData.name}<br>step %{customdata:,}<extra></extra>",
    )


def _heads(
    runs: Sequence[Trajectory], land: Ground, t: Theme, lift: float, high: float
) -> tuple[list[go.Scatter3d], list[dict[str, Any]]]:
    """The marks, and their names, which stand around where heads are close."""
    marks: list[go.Scatter3d] = []
    words: list[dict[str, Any]] = []
    seen: list[Array] = []
    for run, name in zip(runs, names(runs), strict=True):
        if (i := head(run.position, land.window)) is None:
            continue
        xy, z = _on_sheet(run, np.array([i]), land, lift, np.inf)
        z = np.minimum(z, high + lift)
        near = sum(bool(np.hypot(*(xy[0] - p)) < 0.3 * run.surface.half_height) for p in seen)
        seen.append(xy[0])
        colour, (side, dx, dy) = t.series(run.optimizer), AROUND[near % len(AROUND)]
        marker = {
            "symbol": symbol(run.optimizer.series.mark, solid=True),
            "size": 5,
            "color": colour,
            "line": {"width": 1, "color": t.paper},
        }
        marks.append(go.Scatter3d(**_xyz(xy, z), mode="markers", marker=marker, name=f"{name}, head", hoverinfo="skip"))
        words.append(
            {
                "x": xy[0, 0],
                "y": xy[0, 1],
                "z": z[0],
                "text": name,
                "showarrow": False,
                "xanchor": side,
                "xshift": dx,
                "yshift": dy,
                "font": {"family": SANS, "size": 12.5, "weight": 600, "color": colour, "shadow": halo(t)},
            }
        )
    return marks, words


def _on_sheet(
    run: Trajectory, rows: npt.NDArray[np.int64], land: Ground, lift: float, high: float
) -> tuple[Array, Array]:
    """Positions (N, 2) and heights (N,), NaN where the figure does not show them."""
    xy = run.position[rows]
    f = np.asarray(run.surface.value(*xy.T))
    return xy, np.where(inside(xy, land.window) & (f <= high), f + lift, np.nan)


def _xyz(xy: Array, z: Array) -> dict[str, Any]:
    return {"x": xy[:, 0], "y": xy[:, 1], "z": z}
