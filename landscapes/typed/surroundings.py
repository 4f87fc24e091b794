"""What the ground close around a point says of it: whether it is a bottom, alone there, on a floor, or beside a leap.

static/formula/critical_points.js does the same operations in the same order, so that both find the same bits.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Function = Callable[[Array, Array], Any]

POLISH = 1e-3  # of the window's half height: as far as Newton's method may move a minimum
ROUNDING = 1e-10
ALONE = 0.1  # a minimum without any curvature that is not on a line has all around it at this share of the highest
SLOPING = 1e-3  # the same along the one direction without curvature: a bent line rises there by less, a kink by more
LEVEL_PARTS = 16  # of the 64 points of a ring, as low as their middle: on a floor
CLOSER, SHRUNK = 64, 0.75  # on a ring so much nearer f rises by less than this share, but where it leaps


def ring(parts: int) -> Array:
    """Points on the edge of a square around the origin, so many parts to half a side, (N, 2)."""
    side = [k / parts for k in range(-parts, parts + 1)]
    return np.array([(u, v) for u in side for v in side if max(abs(u), abs(v)) == 1.0])


RING = ring(8)


def heights(value: Function, points: Array, half: float, nearer: float = 1.0) -> tuple[Array, Array]:
    """f at each point, and a small way around it, (64, N)."""
    (x, y), r = points.T, POLISH * half / nearer
    return at(value, x, y), at(value, x + RING[:, :1] * r, y + RING[:, 1:] * r)


def at_bottom(value: Function, points: Array, half: float) -> Flags:
    """Whether nothing around a point is lower, but for rounding."""
    here, around = heights(value, points, half)
    low, high = around.min(axis=0) - here, around.max(axis=0) - here
    bottom: Flags = low >= -ROUNDING * high
    return bottom


def beside_leap(value: Function, points: Array, half: float) -> Flags:
    """Whether f is not continuous at a point, as beside a pole: it rises as high on a ring that is so much nearer."""
    here, around = heights(value, points, half)
    far, near = around.max(axis=0) - here, heights(value, points, half, CLOSER)[1].max(axis=0) - here
    leaps: Flags = ~np.isfinite(here) | ((near > SHRUNK * far) & (near > ROUNDING * np.abs(here)))
    return leaps


def on_floor(value: Function, points: Array, half: float) -> Flags:
    """Whether a good part of the ground around a point is as low, but for rounding."""
    here, around = heights(value, points, half)
    level: Flags = (around - here <= ROUNDING * (around.max(axis=0) - here)).sum(axis=0) >= LEVEL_PARTS
    return level


def stands_alone(value: Function, hessian: Function, points: Array, half: float) -> Flags:
    """Whether a point is below all around it, or below both sides of it along the direction of the smaller curvature:
    on a line of minima, that is where the line goes on."""
    (x, y), r = points.T, POLISH * half
    here, around = heights(value, points, half)
    high = around.max(axis=0) - here
    u, v = gentlest(hessian, points)
    sides = np.minimum(at(value, x + u * r, y + v * r), at(value, x - u * r, y - v * r)) - here
    alone: Flags = np.where(np.isnan(u), around.min(axis=0) - here > ALONE * high, sides > SLOPING * high)
    return alone


def is_mixed(value: Function, points: Array, half: float) -> Flags:
    """Whether there is both higher and lower ground around a point."""
    here, around = heights(value, points, half)
    mixed: Flags = np.logical_and((around > here).any(axis=0), (around < here).any(axis=0))
    return mixed


def curvatures(hessian: Function, points: Array) -> tuple[Array, Array]:
    """The smaller and the larger, (N,) each."""
    xx, xy, yy = (np.broadcast_to(part, len(points)) for part in hessian(points[:, 0], points[:, 1]))
    middle, apart = (xx + yy) / 2, (xx - yy) / 2
    root = np.sqrt(apart * apart + xy * xy)
    return middle - root, middle + root


def gentlest(hessian: Function, points: Array) -> tuple[Array, Array]:
    """The direction of the smaller curvature, of length 1; NaN where there is none, the curvature being the same
    everywhere. The longer of the two vectors that the rows of the Hessian give."""
    xx, xy, yy = (np.broadcast_to(part, len(points)) for part in hessian(points[:, 0], points[:, 1]))
    lower, _ = curvatures(hessian, points)
    other = np.abs(lower - yy) > np.abs(lower - xx)
    u, v = np.where(other, lower - yy, xy), np.where(other, xy, lower - xx)
    size = np.sqrt(u * u + v * v)
    return u / size, v / size


def at(value: Function, x: Array, y: Array) -> Array:
    return np.broadcast_to(value(x, y), x.shape)
