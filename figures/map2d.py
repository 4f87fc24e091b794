"""The map: contours in bands, minima, and every run's trail from the start to the mark at its head."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import plotly.graph_objects as go

from dynamics import Trajectory
from figures.contours import Ground, ground
from figures.frame import base, one_surface
from figures.hovers import literal, told
from figures.map_labels import HEIGHT, map_words
from figures.marks import dash, symbol
from figures.numbers import parts, ticks
from figures.quantities import names
from figures.theme import Theme, theme
from figures.trails import head, rows_drawn


def map_2d(*runs: Trajectory, dark: bool = False) -> go.Figure:
    """The runs (all on one surface) on its map, with equal units on x and y. Raises ValueError without a run or on
    several surfaces."""
    surface, t = one_surface(runs), theme(dark)
    land = ground(surface)
    figure = base(t, HEIGHT)
    figure.add_traces(ground_traces(land, t))
    figure.add_traces([_trail(run, name, t) for run, name in zip(runs, names(runs), strict=True)])
    figure.add_traces(
        [minimum_marks(surface.minima, t), *start_rings([run.start for run in runs], t), *_heads(runs, land, t)]
    )
    for words in map_words(runs, land, t):
        figure.add_annotation(words)
    map_axes(figure, land, t)
    figure.update_layout(margin={"l": 0, "r": 0, "t": 0, "b": 0}, hovermode="closest")
    return figure


def map_axes(figure: go.Figure, land: Ground, t: Theme) -> None:
    """Equal units, few numbers inside the edges."""
    x0, x1, y0, y1 = land.window
    axis = {
        "showgrid": False,
        "zeroline": False,
        "showline": False,
        "ticks": "inside",
        "ticklen": 5,
        "tickcolor": t.on_map,
        "ticklabelposition": "inside",
        "tickfont": {"size": 12, "color": t.on_map},
        "constrain": "domain",
        "tickmode": "array",
    }
    across, up = ticks(x0, x1, 8)[1:-1], ticks(y0, y1, 6)[1:-1]
    figure.update_xaxes(range=(x0, x1), tickvals=across, ticktext=[parts(v)[0] for v in across], **axis)
    figure.update_yaxes(
        range=(y0, y1),
        tickvals=up,
        ticktext=[f"\u2002{parts(v)[0]}" for v in up],
        scaleanchor="x",
        scaleratio=1,
        **axis,
    )


def ground_traces(land: Ground, t: Theme) -> list[Any]:
    """What lies under the trails: bands, contours and the value under the pointer."""
    return [*_bands(land, t), *_lines(land, t), _reading(land)]


def _bands(land: Ground, t: Theme) -> list[go.Scatter]:
    """The floor, then every {f >= level} over it, the lowest first."""
    x0, x1, y0, y1 = land.window
    floor = np.array([(x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0)])
    sheets = [[floor], *land.fills]
    n = max(len(land.levels), 1)
    return [
        go.Scatter(
            **_xy(_joined(rings)),
            mode="lines",
            fill="toself",
            fillcolor=t.band(i / n),
            line_width=0,
            hoverinfo="skip",
            name="ground",
        )
        for i, rings in enumerate(sheets)
    ]


def _lines(land: Ground, t: Theme) -> list[go.Scatter]:
    out = []
    for i, lines in enumerate(land.lines):
        colour, width = t.contour(i, i / len(land.lines))
        out.append(
            go.Scatter(
                **_xy(_joined(lines)),
                mode="lines",
                line={"color": colour, "width": width},
                hoverinfo="skip",
                name="contour",
            )
        )
    return out


def _reading(land: Ground) -> go.Heatmap:
    """Nothing to see: the value of f under the pointer."""
    x0, x1, y0, y1 = land.window
    z = land.grid[::2, ::2].astype(np.float32)
    return go.Heatmap(
        z=z,
        x0=x0,
        dx=(x1 - x0) / (z.shape[1] - 1),
        y0=y0,
        dy=(y1 - y0) / (z.shape[0] - 1),
        opacity=0,
        showscale=False,
        hovertemplate="f %{z:.3~r} at %{x}, %{y}<extra></extra>",
        name="f",
    )


def _trail(run: Trajectory, name: str, t: Theme) -> go.Scatter:
    rows = rows_drawn(run)
    f = run.surface.value(*run.position[rows].T)
    line = {"color": t.series(run.optimizer), "width": 1.6, "dash": dash(run.optimizer.series.dash), "simplify": False}
    return go.Scatter(
        **_xy(run.position[rows]),
        mode="lines",
        line=line,
        opacity=0.85,
        name=name,
        customdata=np.column_stack([run.step[rows], f]),
        **told(f"{literal(name)}<br>step {{step:,}}<br>f {{f}}", step=run.step[rows], f=f),
    )


def minimum_marks(minima: npt.NDArray[np.float64], t: Theme) -> go.Scatter:
    marker = {"symbol": "cross-thin", "size": 10, "line": {"width": 1.2, "color": t.text}, "opacity": 0.75}
    return go.Scatter(**_xy(minima), mode="markers", marker=marker, name="minimum", hoverinfo="skip")


def start_rings(starts: Sequence[Sequence[float]], t: Theme) -> list[go.Scatter]:
    """A ring of colour on a halo of paper."""
    at = np.unique(np.asarray(starts), axis=0)
    return [
        go.Scatter(
            **_xy(at),
            mode="markers",
            marker={"size": 18, "color": "rgba(0,0,0,0)", "line": {"width": w, "color": colour}},
            name="start",
            hoverinfo="skip",
        )
        for w, colour in ((4.5, t.paper), (1.5, t.text))
    ]


def _heads(runs: tuple[Trajectory, ...], land: Ground, t: Theme) -> list[go.Scatter]:
    out = []
    for run, name in zip(runs, names(runs), strict=True):
        if (i := head(run.position, land.window)) is None:
            continue
        marker = {
            "symbol": symbol(run.optimizer.series.mark),
            "size": 13,
            "color": t.series(run.optimizer),
            "line": {"width": 1.5, "color": t.paper},
        }
        out.append(
            go.Scatter(
                **_xy(run.position[i : i + 1]),
                mode="markers",
                marker=marker,
                name=f"{name}, head",
                cliponaxis=False,
                hoverinfo="skip",
            )
        )
    return out


def _joined(pieces: list[npt.NDArray[np.float64]]) -> npt.NDArray[np.float64]:
    """Polylines as one, with gaps between them."""
    gap = np.full((1, 2), np.nan)
    return np.concatenate([part for piece in pieces for part in (piece, gap)] or [gap])


def _xy(points: npt.NDArray[np.float64]) -> dict[str, Any]:
    return {"x": points[:, 0], "y": points[:, 1]}
