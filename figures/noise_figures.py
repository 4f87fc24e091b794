"""Noise: the variance of an average over its first steps, and bundles of paths on a map and over steps."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import plotly.graph_objects as go

from dynamics import simulate
from dynamics.bundle import Bundle
from dynamics.online.moment import Spread, kappa, theory
from dynamics.optimizers.adam import OPTIMIZER as ADAM
from figures.frame import base, halo
from figures.hovers import told
from figures.map2d import map_2d
from figures.numbers import html, parts
from figures.quantities import heading
from figures.scales import scale
from figures.step_curves import BOTTOM, LEFT, PAPER, SMALL, TOP, StepCurve, axes, curve_figure, head
from figures.theme import SANS, theme

Array = npt.NDArray[np.float64]
# px, px, error bars a curve, standard errors on each side
TALL = 360
MAP = 446
BARS = 26
ERRORS = 2
NAMES = {"standard": "corrected", "none": "uncorrected", "gradient-init": "from the first gradient"}
DASHES = {"standard": "solid", "none": "6px,3px", "gradient-init": "2px,2px"}
BAND, POINTS = (0.1, 0.9), 150


def variance_figure(beta1: float, sigma: float, measured: Mapping[str, Spread], dark: bool = False) -> go.Figure:
    """Theory as lines, Monte Carlo as bars of two standard errors on each side, for each way of starting the
    average."""
    t, steps = theme(dark), len(next(iter(measured.values())).variance)
    figure = base(t, TALL)
    at = np.arange(1, steps + 1)
    colour = t.series(ADAM)
    lines = {start: theory(start, beta1, sigma, steps) for start in measured}
    printed, rest = sigma**2 / np.sqrt(at), kappa(beta1) * sigma**2
    ruler = scale([*lines.values(), *(s.variance for s in measured.values()), np.array([rest])], highest=np.inf)
    figure.update_layout(margin={"l": LEFT, "r": 132, "t": TOP, "b": BOTTOM}, hovermode="closest")
    axes(figure, ruler, steps, t)
    words = [head("Variance of the first moment", t, "Var m")]
    assert ruler is not None, "a variance is finite"
    figure.add_trace(
        go.Scatter(
            x=at / steps,
            y=ruler.kept(printed),
            mode="lines",
            line={"color": t.soft, "width": 1, "dash": "1px,3px"},
            hoverinfo="skip",
            name="as printed",
        )
    )
    for y, label in ((printed[-1], "1 ∕ √T, as printed"), (rest, f"κσ² = {html(parts(rest))}")):
        place = {"x": 1, "y": float(ruler.place(y)), "xanchor": "left", "yanchor": "middle", "xshift": 7}
        words.append({"text": label, "font": {"size": 12, "color": t.soft}, **place, **PAPER})
    few = np.unique(np.round(np.geomspace(1, steps, BARS)).astype(int)) - 1
    for start, line in lines.items():
        look = {"color": colour, "width": 1.5, "dash": DASHES[start]}
        figure.add_trace(
            go.Scatter(
                x=at / steps,
                y=ruler.kept(line),
                customdata=at,
                mode="lines",
                line=look,
                name=NAMES[start],
                **told(f"{NAMES[start]}<br>step {{x:,}}: {{y:4}} in theory", x=at, y=line),
            )
        )
        s = measured[start]
        bars = {"type": "data", "array": ERRORS * s.error[few], "color": t.text, "thickness": 1, "width": 3}
        seen = np.column_stack([few + 1, ERRORS * s.error[few]])
        measured_words = f"{NAMES[start]}<br>step {{x:,}}: {{y:4}} ± {{error:2}} measured"
        figure.add_trace(
            go.Scatter(
                x=at[few] / steps,
                y=s.variance[few],
                error_y=bars,
                mode="markers",
                marker={"size": 4, "color": t.text},
                customdata=seen,
                name=f"{NAMES[start]}, measured",
                **told(measured_words, x=few + 1, y=s.variance[few], error=ERRORS * s.error[few]),
            )
        )
    words.append(_beside(lines, "gradient-init", 6.0, steps, rest, ("left", "bottom"), colour, halo(t)))
    words.append(_beside(lines, "standard", 1.5, steps, rest, ("right", "top"), colour, halo(t)))
    words.append(_beside(lines, "none", 0.55, steps, rest, ("left", "top"), colour, halo(t)))
    figure.update_layout(annotations=words)
    return figure


def bundle_map(bundles: Sequence[Bundle], noise: float, dark: bool = False) -> go.Figure:
    """The map with the first seed's paths in full and all others faint beneath them."""
    t, one = theme(dark), bundles[0]
    start, steps = tuple(one.position[0, 0]), int(one.step[-1])
    figure = map_2d(
        *(simulate(one.surface, b.optimizer, start, steps, noise=noise, seed=b.seeds[0]) for b in bundles), dark=dark
    )
    figure.update_layout(height=MAP).update_yaxes(constraintoward="top")
    figure.update_traces(line_width=1, selector={"mode": "lines", "opacity": 0.85})  # the trails alone
    ground = [trace for trace in figure.data if trace.name in ("ground", "contour", "f")]
    above = [trace for trace in figure.data if trace.name not in ("ground", "contour", "f")]
    faint = []
    for b in bundles:
        rows = np.unique(np.linspace(0, len(b.step) - 1, POINTS).astype(int))
        paths = (
            np.concatenate([b.position[:, rows], np.full((len(b.seeds), 1, 2), np.nan)], axis=1)
            .reshape(-1, 2)
            .astype(np.float32)
        )
        look = {"color": t.series(b.optimizer), "width": 0.8}
        opacity = min(0.5, 6 / len(b.seeds))
        faint.append(
            go.Scatter(
                x=paths[:, 0],
                y=paths[:, 1],
                mode="lines",
                line=look,
                opacity=opacity,
                hoverinfo="skip",
                name=f"{b.optimizer.title}, all",
            )
        )
        ends = b.position[:, -1]
        dots = {"size": 4, "color": t.series(b.optimizer), "opacity": 0.55}
        faint.append(
            go.Scatter(
                x=ends[:, 0],
                y=ends[:, 1],
                mode="markers",
                marker=dots,
                hoverinfo="skip",
                name=f"{b.optimizer.title}, ends",
            )
        )
    figure.data = ()
    figure.add_traces([*ground, *faint, *above])
    return figure


def bundle_lines(bundles: Sequence[Bundle], quantity: str, dark: bool = False) -> go.Figure:
    """`loss` or `distance` over steps: the median path, and the band that holds 80 of 100."""
    surface = bundles[0].surface
    lowest = (surface.lowest or 0.0) if quantity == "loss" else 0.0
    lines = []
    for b in bundles:
        low, middle, high = np.quantile(
            getattr(b, quantity) - lowest, (BAND[0], 0.5, BAND[1]), axis=0, method="inverted_cdf"
        )
        lines.append(StepCurve(b.optimizer.title, b.optimizer, b.step, middle, low, high))
    ruler = scale([v for line in lines for v in (line.value, line.low, line.high) if v is not None], thrown=True)
    title, sign = heading(quantity, surface)
    return curve_figure(lines, title, sign, int(bundles[0].step[-1]), ruler, dark, size=SMALL)


def _beside(
    lines: Mapping[str, Array],
    start: str,
    times: float,
    steps: int,
    rest: float,
    side: tuple[str, str],
    colour: str,
    shadow: str,
) -> dict[str, Any]:
    """The name of a curve, where it is so many times its resting value."""
    line = lines[start]
    k = int(np.abs(np.log(line / (times * rest))).argmin())
    place = {
        "xref": "x",
        "yref": "y",
        "x": (k + 1) / steps,
        "y": float(np.log10(line[k])),
        "xanchor": side[0],
        "yanchor": side[1],
    }
    shift = {"xshift": 8 if side[0] == "left" else -8, "yshift": 4 if side[1] == "bottom" else -4}
    font = {"size": 12, "family": SANS, "color": colour, "shadow": shadow}
    return {"text": f"<b>{NAMES[start]}</b>", "showarrow": False, "borderpad": 0, "font": font, **place, **shift}
