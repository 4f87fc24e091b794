"""The maps: which minimum each start reaches, what each setting comes to, and where the tails fall."""

from typing import Any

import numpy as np
import numpy.typing as npt
import plotly.graph_objects as go

from dynamics.maps import ELSEWHERE, BasinMap, BifurcationMap, Regime, RegimeMap, regime_name, theory
from dynamics.words import place
from figures.fields import (
    MINIMA,
    NOWHERE,
    PALEST,
    SHADES,
    field,
    labelled,
    legend,
    regime_tint,
    theory_line,
    tinted,
)
from figures.frame import halo
from figures.map_frames import REGIMES, WIDTH, map_frame
from figures.numbers import html, parts
from figures.theme import SANS, SERIF, Theme, theme
from scenarios.map_words import letter, minimum

ROWS = 320  # of a bifurcation's picture: fewer than it has pixels, or thin lines would break


def basin_figure(picture: BasinMap, dark: bool = False) -> go.Figure:
    """Every start in the colour of the minimum it reaches, the fainter the later. Equal units on x and y."""
    t = theme(dark)
    axes = picture.job.axes()
    minima = picture.minima
    figure = map_frame(picture.job, dark)
    reached = picture.index >= 0
    used = min(len(minima), len(MINIMA))
    place = picture.index % len(MINIMA) * SHADES + _shade(picture.steps, reached)
    grey = used * SHADES + 2
    nowhere = np.where(picture.index > ELSEWHERE, grey + picture.index, grey + ELSEWHERE - picture.index)
    z = np.where(reached, place, nowhere).astype(np.uint8)
    colours = [tinted(t, tint, 1 - (1 - PALEST) * k / (SHADES - 1)) for tint in MINIMA[:used] for k in range(SHADES)]
    elsewhere = [tinted(t, regime_tint(max(a.period, 0)), 0.85) for a in picture.found]
    seen = "from (%{x}, %{y})<extra></extra>"
    steps = picture.steps.astype(np.int16 if picture.job.steps < 32_768 else np.int32)
    figure.add_trace(
        field(
            z,
            axes,
            [*colours, *(tinted(t, tint) for tint in NOWHERE), *elsewhere],
            customdata=steps,
            hovertemplate=f"%{{customdata:,}} steps {seen}",
        )
    )
    if not reached.all():  # unseen, above the rest: only for what it says under the pointer
        gone = np.where(reached, np.nan, 0).astype(np.float32)
        hover: dict[str, Any] = {"hovertemplate": f"reaches no known minimum {seen}"}
        if picture.found:
            names = np.array(["", *(f": {a.name}" for a in picture.found)])
            hover = {
                "text": names[np.maximum(ELSEWHERE + 1 - picture.index, 0)],
                "hovertemplate": f"reaches no known minimum%{{text}}, {seen}",
            }
        figure.add_trace(field(gone, axes, ["rgba(0,0,0,0)"], **hover))
    figure.update_layout(annotations=[*figure.layout.annotations, *_minima(minima, picture.job.bounds, t)])
    return figure


def basin_key(picture: BasinMap, dark: bool = False) -> list[tuple[str, str]]:
    """A colour and a name for each minimum that is reached, and for what reaches none."""
    t = theme(dark)
    present = np.unique(picture.index)
    named = [(tinted(t, MINIMA[k % len(MINIMA)]), minimum(picture, int(k))) for k in present[present >= 0]]
    nowhere = {0: "still moving", 1: "diverges"}
    return named + [(tinted(t, NOWHERE[k]), words) for k, words in nowhere.items() if k - 2 in present]


def regime_figure(picture: RegimeMap, dark: bool = False) -> go.Figure:
    """Every setting in the colour of what the run comes to, named where there is room, with the known lines of
    theory."""
    t = theme(dark)
    axes = picture.job.axes()
    job = picture.job
    figure, kinds = map_frame(job, dark), np.unique(picture.code)
    z = np.searchsorted(kinds, picture.code).astype(np.uint8)
    names = np.array([regime_name(int(code)) for code in kinds], object)[z]
    for k, point in enumerate(job.landscape.minima):
        names[picture.minimum == k] += f" at {place(point)}"
    linear = all(axis.scale == "linear" for axis in axes)  # on others the pointer's place is not the value
    hover = "%{text}" + " at (%{x}, %{y})" * linear + "<extra></extra>"
    colours = [tinted(t, regime_tint(int(code))) for code in kinds]
    figure.add_trace(field(z, axes, colours, text=names, hovertemplate=hover, name="regimes"))
    names_there = labelled(picture.code, axes, WIDTH, REGIMES - 84, t)
    figure.update_layout(annotations=[*figure.layout.annotations, *names_there])
    for curve in theory(picture):
        lines, words = theory_line(curve, axes, t)
        figure.add_traces(lines)
        figure.add_annotation(words)
    corner = {"xref": "paper", "yref": "paper", "x": 1, "y": 1, "xanchor": "right", "yanchor": "bottom", "yshift": 8}
    figure.add_annotation(
        text=legend(kinds, t), showarrow=False, borderpad=0, font={"size": 12.5, "color": t.soft}, **corner
    )
    return figure


def bifurcation_figure(picture: BifurcationMap, dark: bool = False) -> go.Figure:
    """Where the last steps of each column fall: the darker the more often."""
    t, job = theme(dark), picture.job
    figure, across = map_frame(job, dark), job.across
    density, low, high = _density(picture)
    x0, x1 = (float(m) for m in across.mark([across.low, across.high]))
    dx, dy = (x1 - x0) / job.columns, (high - low) / ROWS
    ramp = ["#BCD1D9", "#4F8299", "#212C34"] if not dark else ["#163846", "#3C9CC0", "#D6DEE2"]
    scale = [(0, "rgba(0,0,0,0)"), (0.5 / 255, "rgba(0,0,0,0)"), (0.5 / 255, ramp[0]), (0.5, ramp[1]), (1, ramp[2])]
    place = {"x0": x0 + dx / 2, "dx": dx, "y0": low + dy / 2, "dy": dy, "zmin": 0, "zmax": 255, "showscale": False}
    figure.add_trace(go.Heatmap(z=density, colorscale=scale, hoverinfo="none", name="tails", **place))
    values, names = across.values(job.columns), [regime_name(int(code)) for code in picture.code]
    hover = [f"{html(parts(float(v), 4))}: {name}" for v, name in zip(values, names, strict=True)]
    anywhere = {
        "x0": x0 + dx / 2,
        "dx": dx,
        "y": [(low + high) / 2],
        "dy": high - low,
        "opacity": 0,
        "showscale": False,
    }
    figure.add_trace(
        go.Heatmap(
            z=np.zeros((1, job.columns), np.uint8), text=[hover], hovertemplate="%{text}<extra></extra>", **anywhere
        )
    )
    figure.update_yaxes(range=(low, high), nticks=7, showgrid=True, gridcolor=t.hair, showticklabels=True)
    for curve in theory(picture):
        at = float(across.mark(curve.x[0]))
        figure.add_shape(
            type="line", x0=at, x1=at, y0=0, y1=1, yref="paper", line={"color": t.text, "width": 1, "dash": "2px,3px"}
        )
        text = f"theory: {curve.label} at {html(parts(float(curve.x[0]), 4))}"
        side = ("left", 6) if at < (x0 + x1) / 2 else ("right", -6)
        figure.add_annotation(
            x=at,
            y=1,
            yref="paper",
            yanchor="top",
            xanchor=side[0],
            xshift=side[1],
            showarrow=False,
            text=text,
            font={"size": 13, "family": SERIF, "color": t.text, "shadow": halo(t)},
        )
    return figure


def _shade(steps: npt.NDArray[np.int32], reached: npt.NDArray[np.bool_]) -> npt.NDArray[np.float64]:
    """0 for the quickest starts to SHADES - 1 for the slowest, even in the logarithm."""
    if not reached.any():
        return np.zeros(steps.shape)
    logs = np.log(np.maximum(steps, 1))
    quick, slow = np.quantile(logs[reached], [0.02, 0.98])
    shade: npt.NDArray[np.float64] = (
        np.clip((logs - quick) / max(slow - quick, 1e-9) * SHADES, 0, SHADES - 1).astype(int).astype(float)
    )
    return shade


def _minima(
    minima: npt.NDArray[np.float64], bounds: tuple[float, float, float, float], t: Theme
) -> list[dict[str, Any]]:
    """A plus and a letter at each minimum in the window."""
    x0, x1, y0, y1 = bounds
    font = {"family": SANS, "color": t.text, "shadow": halo(t)}
    out = []
    for k, (x, y) in enumerate(minima):
        if x0 <= x <= x1 and y0 <= y <= y1:
            same = {"x": x, "y": y, "showarrow": False, "borderpad": 0}
            out.append({"text": "+", "font": {"size": 18, **font}, **same})
            out.append(
                {"text": letter(k), "xshift": 13, "yshift": 9, "font": {"size": 13, "weight": 600, **font}, **same}
            )
    return out


def _density(picture: BifurcationMap) -> tuple[npt.NDArray[np.uint8], float, float]:
    """How often each row of each column is visited, 0 never to 255 always; and the range of the rows."""
    values = picture.values
    with np.errstate(invalid="ignore"):
        held = np.abs(values) < 1e9
    there = values[held & (picture.code != Regime.LEFT)[:, None]]
    if not len(there):
        there = np.array([-1.0, 1.0])
    low, high = float(there.min()), float(there.max())
    pad = max(0.04 * (high - low), 1e-3 * max(abs(low), abs(high)), 1e-12)
    low, high = low - pad, high + pad
    rows = np.where(held, (values - low) / (high - low) * ROWS, -1.0)
    column = np.broadcast_to(np.arange(len(values))[:, None], values.shape)
    inside = (rows >= 0) & (rows < ROWS)
    count = np.zeros((ROWS, len(values)))
    np.add.at(count, (rows[inside].astype(int), column[inside]), 1)
    return np.ceil(255 * (count / values.shape[1]) ** 0.3).astype(np.uint8), low, high
