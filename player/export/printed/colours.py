"""Colours, dashes and marks in Plotly's words, for Matplotlib."""

import re
from typing import Any

import numpy as np
import numpy.typing as npt
from matplotlib.colors import to_rgba
from matplotlib.path import Path

from figures.marks import outline_of

Array = npt.NDArray[np.float64]
RGBA = tuple[float, float, float, float]
# widths
DASHES = {"dot": (1, 1), "dash": (3, 3), "longdash": (5, 5), "dashdot": (3, 1, 1, 1), "longdashdot": (5, 2, 1, 2)}
LARGER = {"triangle": 1.15, "diamond": 1.3, "star": 1.4, "cross": 1.2, "x": 1.2}  # as Plotly draws them
STROKES: dict[str, list[tuple[float, float]]] = {  # half a stroke each, the other half is opposite
    "cross-thin": [(1, 0), (0, 1)], "x-thin": [(0.7, 0.7), (0.7, -0.7)], "line-ew": [(1, 0)], "line-ns": [(0, 1)],
}  # fmt: skip


def rgba(css: str | None, opacity: float | None = None) -> RGBA:
    """A CSS colour; nothing said is nothing seen. `opacity` thins it further."""
    if css is None:
        return (0, 0, 0, 0)
    if found := re.match(r"rgba?\((.*)\)", css):
        r, g, b, *a = (float(v) for v in found[1].split(","))
        plain: RGBA = (r / 255, g / 255, b / 255, a[0] if a else 1.0)
    else:
        plain = to_rgba(css)
    return (*plain[:3], plain[3] * (1 if opacity is None else opacity))


def dashes(style: str | None, width: float) -> Any:
    """Matplotlib's line style of a dash, lengths in px (with `lines.scale_dashes` off)."""
    if not style or style == "solid":
        return "solid"
    named = DASHES.get(style)
    lengths = (
        [max(width, 3.0) * n for n in named]
        if named
        else [float(part.removesuffix("px")) for part in re.split("[, ]+", style)]
    )
    return (0, lengths)


def scaled(z: Array, low: float, high: float, stops: Any) -> Array:
    """Colours (..., 4) of numbers on a colour scale; where two stops meet, the later one holds. Gaps are clear."""
    at, colours = np.array([float(s) for s, _ in stops]), np.array([rgba(c) for _, c in stops])
    share = np.clip((z - low) / ((high - low) or 1.0), 0, 1)
    after = np.clip(np.searchsorted(at, np.nan_to_num(share), "right"), 1, len(at) - 1)
    span = at[after] - at[after - 1]
    part = np.divide(share - at[after - 1], span, out=np.ones_like(share), where=span > 0)[..., None]
    mixed: Array = colours[after - 1] + np.clip(part, 0, 1) * (colours[after] - colours[after - 1])
    mixed[~np.isfinite(z)] = 0
    return mixed


def mark(symbol: str | None) -> tuple[Path, float, bool]:
    """The outline of one of Plotly's symbols, how large it is drawn for its size, and whether it has no face."""
    name = (symbol or "circle").removesuffix("-open").removesuffix("-dot")
    if name in STROKES:
        ends = [point for x, y in STROKES[name] for point in ((-x, -y), (x, y))]
        return Path(ends, [Path.MOVETO, Path.LINETO] * (len(ends) // 2)), 1.0, True
    points = outline_of(name)
    shape = Path.unit_circle() if name == "circle" else Path([*points, points[0]], closed=True)
    return shape, LARGER.get(name.split("-")[0], 1.0), (symbol or "").endswith("-open")
