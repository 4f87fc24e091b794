"""Minima and saddles of a surface in its window, found by numbers alone: none is proven, and one may be missed.

Minima: from the points of a grid that are not above their neighbours by Newton's method; where that leads away, the
lowest of sixteen points around is followed, ever closer (a compass search: kinks do it no harm), and Newton's method
brings what it finds to the last digits. Saddles:
Newton's method from each cell in which both slopes change their sign. Minima without any curvature along some direction
that come in numbers are points of a line; one with ground as low on a good part of the ring around it is on a floor.
Where closer ground is no closer in height, f leaps: what was followed down into a pole or to a jump is no minimum.

static/formula/critical_points.js does the same operations in the same order, so that both find the same bits.
"""

from typing import NamedTuple

import numpy as np

from landscapes.typed.surroundings import (
    POLISH,
    Array,
    Flags,
    Function,
    at,
    at_bottom,
    beside_leap,
    curvatures,
    is_mixed,
    on_floor,
    ring,
    stands_alone,
)  # fmt: skip

Point = tuple[float, float]
Window = tuple[float, float, float, float]

COLUMNS, ROWS = 48, 32  # cells of the grid
ROUNDS, NEWTON = 90, 60  # of the compass search, of Newton's method
SAME = 1e-5  # of the window's height: nearer than this two points are one
LEVEL = 1e-5  # a curvature below this share of the other is none
LINE = 3  # minima without curvature along some direction, from which on they are points of a line
MOST_BASINS, MOST_CELLS, MOST = 64, 256, 100
COMPASS = ring(2)


class Found(NamedTuple):
    """minima (M, 2) and saddles (S, 2) in the window; line, floor: whether there is a line of minima, or a level piece
    of ground that nothing around is below, besides; slope: the middle size of the gradient over the grid; bend: the
    largest curvature at any minimum, 0 without one."""

    minima: Array
    saddles: Array
    line: bool
    floor: bool
    slope: float
    bend: float


def critical_points(value: Function, gradient: Function, hessian: Function, window: Window) -> Found:
    x0, x1, y0, y1 = window
    half = (y1 - y0) / 2
    X, Y = np.meshgrid(
        x0 + np.arange(COLUMNS + 1) * ((x1 - x0) / COLUMNS), y0 + np.arange(ROWS + 1) * ((y1 - y0) / ROWS)
    )
    with np.errstate(all="ignore"):
        f = np.broadcast_to(value(X, Y), X.shape)
        gx, gy = (np.broadcast_to(part, X.shape) for part in gradient(X, Y))
        sizes = np.sqrt(gx * gx + gy * gy)
        sizes = np.sort(sizes[np.isfinite(sizes)])
        slope = float(sizes[len(sizes) // 2]) if len(sizes) else 0.0
        low = np.flatnonzero(_basins(f))
        low = np.sort(low[np.argsort(f.ravel()[low], kind="stable")[:MOST_BASINS]])
        minima = _followed(value, gradient, hessian, np.stack([X.ravel()[low], Y.ravel()[low]], axis=1), half)
        minima = minima[at_bottom(value, minima, half) & ~beside_leap(value, minima, half)]
        minima, _ = _apart(minima, half, window)
        floor = on_floor(value, minima, half)
        minima = minima[~floor]
        lower, upper = curvatures(hessian, minima)
        flat = ~(lower > LEVEL * upper)
        # a kink has no curvature either, but lies below all around it; points of a line have others as low beside them
        flat &= ~stands_alone(value, hessian, minima, half)
        line = int(flat.sum()) >= LINE
        minima, bends = (minima[~flat], upper[~flat]) if line else (minima, upper)
        cells = _turning(gx) & _turning(gy)
        middle = np.stack([(X[:-1, :-1] + X[1:, 1:])[cells] / 2, (Y[:-1, :-1] + Y[1:, 1:])[cells] / 2], axis=1)
        middle = middle[:MOST_CELLS]
        stationary, sure = _newton(gradient, hessian, middle, half)
        saddles, _ = _apart(stationary[sure], half, window)
        saddles = saddles[is_mixed(value, saddles, half)]
    bend = float(bends[np.isfinite(bends)].max(initial=0.0))
    return Found(minima[:MOST], saddles[:MOST], line, bool(floor.any()), slope, bend)


def _basins(f: Array) -> Flags:
    """Where there is a value, no neighbour on the grid is lower, and some neighbour is higher."""
    wide = np.pad(f, 1, constant_values=np.nan)
    rows, columns = f.shape
    around = [
        wide[1 + j : 1 + j + rows, 1 + i : 1 + i + columns] for j in (-1, 0, 1) for i in (-1, 0, 1) if (i, j) != (0, 0)
    ]
    lowest, higher = ~np.any([each < f for each in around], axis=0), np.any([each > f for each in around], axis=0)
    low: Flags = np.isfinite(f) & lowest & higher
    return low


def _followed(value: Function, gradient: Function, hessian: Function, points: Array, half: float) -> Array:
    """Where each point of the grid leads, (N, 2)."""
    cell = 2 * half / ROWS
    found, sure = _newton(gradient, hessian, points, half)
    done = sure & (np.abs(found - points) <= 2 * cell).all(axis=1) & at_bottom(value, found, half)
    low = _lowest(value, points[~done, 0], points[~done, 1], cell)
    polished, sure = _newton(gradient, hessian, low, half)
    near = (np.abs(polished - low) <= POLISH * half).all(axis=1)
    better = sure & (near | (at(value, *polished.T) < at(value, *low.T)))
    found[~done] = np.where(better[:, None], polished, low)
    return found


def _lowest(value: Function, x: Array, y: Array, step: float) -> Array:
    """The compass search from each point, (N, 2)."""
    size, here = np.full(len(x), step), at(value, x, y)
    for _ in range(ROUNDS if len(x) else 0):
        u, v = (x + COMPASS[:, :1] * size, y + COMPASS[:, 1:] * size)
        there = at(value, u, v)
        best = np.where(np.isnan(there), np.inf, there).argmin(axis=0), np.arange(len(x))
        moved = there[best] < here
        x, y = np.where(moved, u[best], x), np.where(moved, v[best], y)
        here, size = np.where(moved, there[best], here), np.where(moved, size, size / 2)
    return np.stack([x, y], axis=1)


def _newton(gradient: Function, hessian: Function, points: Array, half: float) -> tuple[Array, Flags]:
    """Newton's method for a slope of zero, (N, 2), and where it has come to rest. A step is at most a tenth of the
    window's half height."""
    x, y = points[:, 0].copy(), points[:, 1].copy()
    still = np.zeros(len(x), np.bool_)
    lost = np.zeros(len(x), np.bool_)
    for _ in range(NEWTON):
        gx, gy = (np.broadcast_to(part, x.shape) for part in gradient(x, y))
        xx, xy, yy = (np.broadcast_to(part, x.shape) for part in hessian(x, y))
        det = xx * yy - xy * xy
        dx, dy = (yy * gx - xy * gy) / det, (xx * gy - xy * gx) / det
        rest = (gx == 0.0) & (gy == 0.0)
        dx, dy = np.where(rest, 0.0, dx), np.where(rest, 0.0, dy)
        longest = np.maximum(np.abs(dx), np.abs(dy))
        short = np.where(longest > 0.1 * half, 0.1 * half / longest, 1.0)
        lost |= ~np.isfinite(longest)
        moving = ~lost & ~still
        x, y = np.where(moving, x - dx * short, x), np.where(moving, y - dy * short, y)
        still |= moving & (longest <= 1e-13 * half)
    return np.stack([x, y], axis=1), still


def _apart(points: Array, half: float, window: Window) -> tuple[Array, list[int]]:
    """Those in the window, each once, and which they are."""
    x0, x1, y0, y1 = window
    kept: list[int] = []
    for k, (x, y) in enumerate(points.tolist()):
        inside = x0 <= x <= x1 and y0 <= y <= y1
        if inside and all(max(abs(x - points[j, 0]), abs(y - points[j, 1])) > SAME * half for j in kept):
            kept.append(k)
    return points[kept], kept


def _turning(slope: Array) -> Flags:
    """Cells among whose corners a slope changes its sign."""
    corners = [slope[:-1, :-1], slope[:-1, 1:], slope[1:, :-1], slope[1:, 1:]]
    below, above = np.array([c <= 0 for c in corners]), np.array([c >= 0 for c in corners])
    turning: Flags = np.logical_and(below.any(axis=0), above.any(axis=0))
    return turning
