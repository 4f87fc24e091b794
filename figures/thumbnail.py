"""A surface as a sketch for a button: a few levels, drawn as SVG."""

from itertools import pairwise

import contourpy
import numpy as np
import numpy.typing as npt

from figures.contours import HIGHEST
from landscapes import Landscape

Array = npt.NDArray[np.float64]
Window = tuple[float, float, float, float]

WIDE, HIGH = 90, 60
ROWS, COLUMNS = 49, 73
SHARES = (0.06, 0.2, 0.4, 0.62, 0.84)
NEAR = 0.15  # how far a simpler outline may lie from the true one


def thumbnail(surface: Landscape, window: Window | None = None, high: int = HIGH) -> str:
    """SVG paths in a box of 90 x `high`, one a level, each {f <= level}: laid over one another they darken towards the
    minima. window: x0, x1, y0, y1; else the surface's own."""
    x0, x1, y0, y1 = window or surface.window
    z = np.asarray(surface.value(*np.meshgrid(np.linspace(x0, x1, COLUMNS), np.linspace(y1, y0, ROWS))))
    generator = contourpy.contour_generator(
        np.linspace(0, WIDE, COLUMNS), np.linspace(0, high, ROWS), z, fill_type="OuterOffset"
    )
    paths = []
    for level in np.quantile(z, SHARES):
        rings = [p[a:b] for p, o in zip(*generator.filled(-HIGHEST, level), strict=True) for a, b in pairwise(o)]
        paths.append("".join(map(_path, rings)))
    return "".join(f"<path d='{d}'/>" for d in paths)


def _path(ring: Array) -> str:
    """A closed path, in tenths: the first point as it is, then from each to the next."""
    half = len(ring) // 2  # a ring ends where it begins, so each half has two ends of its own
    corners = np.round(10 * np.vstack([simpler(ring[: half + 1])[:-1], simpler(ring[half:])[:-1]])).astype(int)
    moves = [move for move in np.diff(corners, axis=0) if move.any()]
    return f"M{pair(corners[0])}l{' '.join(map(pair, moves)).replace(' -', '-')}z" if len(moves) > 1 else ""


def simpler(line: Array) -> Array:
    """Fewer points, none of the others farther than NEAR from the line through them (Douglas and Peucker)."""
    if len(line) < 3:
        return line
    (dx, dy), away = line[-1] - line[0], line - line[0]
    far = np.abs(away[:, 0] * dy - away[:, 1] * dx) / max(float(np.hypot(dx, dy)), 1e-9)
    at = int(far.argmax())
    if far[at] <= NEAR:
        return line[[0, -1]]
    return np.vstack([simpler(line[: at + 1])[:-1], simpler(line[at:])])


def pair(tenths: Array) -> str:
    """Two numbers in the fewest characters: .5 and -3 need no zero before, and a sign parts them."""
    x, y = (f"{int(v) / 10:.12g}".replace("0.", ".") if abs(v) < 10 else f"{int(v) / 10:.12g}" for v in tenths)
    return x + ("" if y.startswith("-") else " ") + y
