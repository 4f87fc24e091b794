"""The words on a map, as Plotly annotations: numbers on contours, names beside heads, x and y."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from dynamics import Trajectory
from figures.contours import Ground
from figures.frame import halo
from figures.numbers import html, parts
from figures.placing import beside, contour_numbers
from figures.quantities import names
from figures.theme import SANS, SERIF, Theme
from figures.trails import head, rows_drawn

Array = npt.NDArray[np.float64]
Words = list[dict[str, Any]]

WIDTH, HEIGHT = 900, 600  # px for which words are placed; the figure may be shown at other widths
LETTER = 7.6  # px, mean width of a letter of a name


def map_words(runs: tuple[Trajectory, ...], land: Ground, t: Theme) -> Words:
    marks = np.array([*(run.start for run in runs), *runs[0].surface.minima])
    at = [run.position[i] if (i := head(run.position, land.window)) is not None else None for run in runs]
    return [
        *contour_words(land, [run.position[rows_drawn(run)] for run in runs], marks, t),
        *head_names(names(runs), [t.series(run.optimizer) for run in runs], at, [run.start for run in runs], land, t),
        *axis_names(t),
    ]


def head_names(
    labels: Sequence[str],
    colours: Sequence[str],
    at: Sequence[Array | None],
    starts: Sequence[Sequence[float]],
    land: Ground,
    t: Theme,
) -> Words:
    """Each name beside its head (2,), off the other heads and the rings of the starts; none for one out of sight."""
    x0, _, y0, y1 = land.window
    k = HEIGHT / (y1 - y0)
    heads = [None if p is None else (float(p[0] - x0) * k, float(y1 - p[1]) * k) for p in at]
    ring = [((x - x0) * k - 12, (y1 - y) * k - 12, 24.0, 24.0) for x, y in starts]
    places = beside(heads, [LETTER * len(name) for name in labels], (WIDTH, HEIGHT), ring)
    return [
        dict(
            x=p[0],
            y=p[1],
            yshift=h[1] - spot[1],
            text=name,
            showarrow=False,
            borderpad=0,
            **_anchor(spot[0] - h[0], LETTER * len(name)),
            font={"size": 12.5, "weight": 600, "family": SANS, "color": colour, "shadow": halo(t)},
        )
        for name, colour, p, h, spot in zip(labels, colours, at, heads, places, strict=True)
        if p is not None and h is not None and spot is not None
    ]


def _anchor(left: float, width: float) -> dict[str, Any]:
    """A name by the edge that faces its mark, so that a wrong guess of its width moves the far edge only."""
    return {"xanchor": "right", "xshift": left + width} if left + width < 0 else {"xanchor": "left", "xshift": left}


def contour_words(land: Ground, trails: list[Array], marks: Array, t: Theme) -> Words:
    """The numbers on the contours, off the trails (k, 2) and the marks (n, 2)."""
    n = max(len(land.levels), 1)
    return [
        {
            "x": q.x,
            "y": q.y,
            "text": html(parts(land.levels[q.level], 2)),
            "textangle": -q.angle,
            "showarrow": False,
            "borderpad": 0.5,
            "bgcolor": t.band((q.level + 0.5) / n),
            "font": {"size": 10.5, "color": t.on_map},
        }
        for q in contour_numbers(land, WIDTH, trails, marks)
    ]


def axis_names(t: Theme) -> Words:
    font = {"family": SERIF, "size": 13, "color": t.on_map}
    same = {"showarrow": False, "xref": "x domain", "yref": "y domain", "font": font}
    return [
        dict(text="<i>x</i>", x=1, y=0, xanchor="right", yanchor="bottom", xshift=-7, yshift=4, **same),
        dict(text="<i>y</i>", x=0, y=1, xanchor="left", yanchor="top", xshift=7, yshift=-3, **same),
    ]
