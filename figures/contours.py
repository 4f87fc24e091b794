"""Contour lines and bands of a surface in a window: few levels, at equal shares of the picture, on round numbers."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import ceil, floor, log10

import contourpy
import numpy as np
import numpy.typing as npt

from landscapes import Landscape

Array = npt.NDArray[np.float64]
Window = tuple[float, float, float, float]  # x0, x1, y0, y1

LEVELS = 11
FEWEST = 4
ROWS = 181
MOST_PIECES = 60  # a level that breaks into more is finer than the grid resolves, and is left out
HIGHEST = 1e300


@dataclass(frozen=True)
class Ground:
    """What lies under the trails. `grid` (rows, columns) holds f over the window, row 0 at y0; `lines` and `fills`
    hold, for each level, polylines and rings (n, 2): the rings bound {f >= level}, to be painted lowest first with the
    even-odd rule."""

    window: Window
    levels: list[float]
    lines: list[list[Array]]
    fills: list[list[Array]]
    grid: Array

    @property
    def low(self) -> float:
        return float(np.nanmin(self.grid))

    @property
    def high(self) -> float:
        return float(np.nanmax(self.grid))


@lru_cache(maxsize=32)  # 0.4 MB each
def ground(surface: Landscape, window: Window | None = None) -> Ground:
    """The ground in a window (the surface's own by default), on a grid of 181 rows."""
    x0, x1, y0, y1 = window = window or surface.window
    # odd, like ROWS: every second one includes both edges
    columns = 2 * round((ROWS - 1) * (x1 - x0) / (y1 - y0) / 2) + 1
    xs, ys = np.linspace(x0, x1, columns), np.linspace(y0, y1, ROWS)
    z = np.asarray(surface.value(*np.meshgrid(xs, ys)))
    z = np.where(np.isfinite(z), np.clip(z, -HIGHEST, HIGHEST), np.nan)  # an infinite value has no place among colours
    generator = contourpy.contour_generator(xs, ys, np.ma.masked_invalid(z), fill_type="OuterOffset")
    levels = []
    lines = []
    fills = []
    for level in _round_levels(z):
        drawn = generator.lines(level)
        if not drawn or len(drawn) > MOST_PIECES:
            continue
        levels.append(level)
        lines.append([np.asarray(line) for line in drawn])
        rings: list[Array] = []
        for points, offsets in zip(*generator.filled(level, HIGHEST), strict=True):
            rings += [points[a:b] for a, b in pairwise(offsets)]
        fills.append(rings)
    return Ground(window, levels, lines, fills, z)


def _round_levels(z: Array, count: int = LEVELS) -> list[float]:
    """Round values at equal shares of area, strictly inside the range of z; where f has no value is passed over."""
    z = z[~np.isnan(z)]
    if not z.size:
        return []
    shares = np.quantile(z, np.linspace(0.012, 0.95, count))
    nearly_zero = 0.02 * (shares[-1] - shares[0])
    rounded = {0.0 if shares[0] < 0 and abs(v) < nearly_zero else _round(float(v)) for v in shares}
    levels = sorted(v for v in rounded if z.min() < v < z.max())
    return levels if len(levels) >= FEWEST else _even_levels(float(z.min()), float(z.max()), count)


def _even_levels(low: float, high: float, count: int) -> list[float]:
    """Multiples of 1, 2 or 5 times a power of ten strictly between low and high, at most `count`: for a window in which
    f varies little around a large value."""
    if not high > low:
        return []
    power = 10.0 ** floor(log10((high - low) / count))
    step = next((m * power for m in (1, 2, 5) if (high - low) / (m * power) <= count), 10 * power)
    return [float(f"{k * step:.12g}") for k in range(floor(low / step) + 1, ceil(high / step)) if low < k * step < high]


def _round(value: float) -> float:
    """The nearest of 1, 1.5, 2, 3, 5, 7 times a power of ten."""
    if value == 0:
        return 0.0
    power = 10.0 ** floor(log10(abs(value)))
    mantissa = min((1, 1.5, 2, 3, 5, 7, 10), key=lambda m: abs(m - abs(value) / power))
    return float(f"{np.sign(value) * mantissa * power:.12g}")
