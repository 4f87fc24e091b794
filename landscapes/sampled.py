"""A surface known at the points of a grid, such as a slice through the loss of a network: a bicubic spline through
them.

The parameter vector is (columns n, rows m, x0, y0, dx, dy, coefficients). The coefficients are those of uniform cubic
B-splines, with one more on each side of the grid, row by row. Beyond the grid the surface goes on straight, with the
slope of its edge.
"""

from base64 import b64encode
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.interpolate import CubicSpline

from engines import ops
from engines.arrays import elementwise
from landscapes.landscape import Landscape, Rates

Array = npt.NDArray[np.float64]

# The four cubic B-splines that reach a cell, as polynomials in the place t from 0 to 1 within it: [which][power of t].
B = np.array([[1, -3, 3, -1], [4, 0, -6, 3], [1, 3, 3, -3], [0, 0, 0, 1]]) / 6
HEAD = 6  # numbers before the coefficients


def value(x, y, p):  # type: ignore[no-untyped-def]
    u, v = (x - p[2]) / p[4], (y - p[3]) / p[5]
    a, b = ops.minimum(ops.maximum(u, 0.0), p[0] - 1), ops.minimum(ops.maximum(v, 0.0), p[1] - 1)
    i, j = ops.minimum(ops.floor(a), p[0] - 2), ops.minimum(ops.floor(b), p[1] - 2)
    s = a - i
    t = b - j
    first = ops.int64(HEAD + j * (p[0] + 2) + i)
    total = 0.0 * x
    for k in range(4):
        along = (
            B[k, 0]
            + s * (B[k, 1] + s * (B[k, 2] + s * B[k, 3]))
            + (u - a) * (B[k, 1] + s * (2 * B[k, 2] + s * 3 * B[k, 3]))
        )
        for n in range(4):
            c = p[first + ops.int64(n * (p[0] + 2) + k)]
            up = (
                B[n, 0]
                + t * (B[n, 1] + t * (B[n, 2] + t * B[n, 3]))
                + (v - b) * (B[n, 1] + t * (2 * B[n, 2] + t * 3 * B[n, 3]))
            )
            total = total + c * along * up
    return total


def gradient(x, y, p):  # type: ignore[no-untyped-def]
    u, v = (x - p[2]) / p[4], (y - p[3]) / p[5]
    a, b = ops.minimum(ops.maximum(u, 0.0), p[0] - 1), ops.minimum(ops.maximum(v, 0.0), p[1] - 1)
    i, j = ops.minimum(ops.floor(a), p[0] - 2), ops.minimum(ops.floor(b), p[1] - 2)
    s = a - i
    t = b - j
    first = ops.int64(HEAD + j * (p[0] + 2) + i)
    gx, gy = 0.0 * x, 0.0 * y
    for k in range(4):
        slope_x = B[k, 1] + s * (2 * B[k, 2] + s * 3 * B[k, 3])
        along = B[k, 0] + s * (B[k, 1] + s * (B[k, 2] + s * B[k, 3])) + (u - a) * slope_x
        for n in range(4):
            c = p[first + ops.int64(n * (p[0] + 2) + k)]
            slope_y = B[n, 1] + t * (2 * B[n, 2] + t * 3 * B[n, 3])
            up = B[n, 0] + t * (B[n, 1] + t * (B[n, 2] + t * B[n, 3])) + (v - b) * slope_y
            gx, gy = gx + c * slope_x * up / p[4], gy + c * along * slope_y / p[5]
    return gx, gy


def hessian(x, y, p):  # type: ignore[no-untyped-def]
    u, v = (x - p[2]) / p[4], (y - p[3]) / p[5]
    a, b = ops.minimum(ops.maximum(u, 0.0), p[0] - 1), ops.minimum(ops.maximum(v, 0.0), p[1] - 1)
    i, j = ops.minimum(ops.floor(a), p[0] - 2), ops.minimum(ops.floor(b), p[1] - 2)
    s = a - i
    t = b - j
    first = ops.int64(HEAD + j * (p[0] + 2) + i)
    inside_x, inside_y = 1.0 * (u == a), 1.0 * (v == b)
    xx = 0.0 * x
    xy = 0.0 * x
    yy = 0.0 * y
    for k in range(4):
        slope_x = B[k, 1] + s * (2 * B[k, 2] + s * 3 * B[k, 3])
        along = B[k, 0] + s * (B[k, 1] + s * (B[k, 2] + s * B[k, 3])) + (u - a) * slope_x
        for n in range(4):
            c = p[first + ops.int64(n * (p[0] + 2) + k)]
            slope_y = B[n, 1] + t * (2 * B[n, 2] + t * 3 * B[n, 3])
            up = B[n, 0] + t * (B[n, 1] + t * (B[n, 2] + t * B[n, 3])) + (v - b) * slope_y
            xx = xx + c * inside_x * (2 * B[k, 2] + s * 6 * B[k, 3]) * up / (p[4] * p[4])
            yy = yy + c * inside_y * along * (2 * B[n, 2] + t * 6 * B[n, 3]) / (p[5] * p[5])
            xy = xy + c * slope_x * slope_y / (p[4] * p[5])
    return xx, xy, yy


def sampled(
    name: str, title: str, source: str, look: str, x: Array, y: Array, values: Array, start: tuple[float, float]
) -> Landscape:
    """A surface through `values` (m, n) at evenly spaced `y` (m,) and `x` (n,); the map shows the grid, which should be
    as wide as it is high or half as wide again. Raises ValueError where a value is not finite or the grid is smaller
    than 4 x 4."""
    return spline_surface(name, title, source, look, spline(x, y, values), start)


def spline(x: Array, y: Array, values: Array) -> tuple[float, ...]:
    """The parameter vector of the surface through `values` (m, n) at evenly spaced `y` (m,) and `x` (n,), both rising.
    Raises ValueError as `sampled`."""
    values = np.asarray(values, np.float64)
    if values.shape != (len(y), len(x)) or min(values.shape) < 4:
        raise ValueError(f"A sampled surface needs at least 4 x 4 values, one for each y and x; got {values.shape}.")
    if not np.isfinite(values).all():
        raise ValueError("Some value of the sampled surface is not finite.")
    knots = _coefficients(_coefficients(values, 0), 1)
    dx, dy = float(x[1] - x[0]), float(y[1] - y[0])
    return (float(len(x)), float(len(y)), float(x[0]), float(y[0]), dx, dy, *knots.ravel().tolist())


def grid_of(p: Array) -> tuple[Array, Array, Array]:
    """x (n,), y (m,) and the values (m, n) there, of a parameter vector: the spline at the points of its grid."""
    n, m = int(p[0]), int(p[1])
    c = np.asarray(p[HEAD:], np.float64).reshape(m + 2, n + 2)
    along = (c[:, :-2] + 4 * c[:, 1:-1] + c[:, 2:]) / 6
    return p[2] + p[4] * np.arange(n), p[3] + p[5] * np.arange(m), (along[:-2] + 4 * along[1:-1] + along[2:]) / 6


def spline_surface(
    name: str, title: str, source: str, look: str, p: tuple[float, ...], start: tuple[float, float], most: int = 1
) -> Landscape:
    """The surface of that parameter vector. `most`: so many of its minima are known, the deepest first."""
    x, y, values = grid_of(np.array(p))
    high, wide = float(y[-1] - y[0]), float(x[-1] - x[0])
    half = max(high / 2, wide / 3)
    rate = half / 50
    return Landscape(
        name=name,
        title=title,
        latex=r"f = \sum_{k,l} c_{kl}\, B_k(x)\, B_l(y)",
        source=source,
        look=look,
        f=value,
        grad=gradient,
        hess=hessian,
        centre=(float(x[0] + x[-1]) / 2, float(y[0] + y[-1]) / 2),
        half_height=half,
        start=start,
        rates=Rates(plain=rate * half / max(float(np.ptp(values)), 1e-12), normalised=rate),
        steps=300,
        values=p,
        known_minima=_Dents(most),
    )


def description(surface: Landscape) -> dict[str, Any]:
    """What the browser needs of such a surface; the formulas it has (static/engine/land.js). The parameter vector is
    in base64, 8 bytes a number: as text a large grid would have twice the size."""
    return {
        "values": b64encode(np.array(surface.values, "<f8").tobytes()).decode(),
        "centre": surface.centre,
        "half": surface.half_height,
        "start": surface.start,
        "minima": surface.minima.tolist(),
        "saddles": surface.saddles.tolist(),
    }


def _coefficients(values: Array, axis: int) -> Array:
    """Of the B-splines along one axis, two more than values (ends: not a knot): c = f - f''/6, lengths in grid
    cells."""
    values = np.moveaxis(values, axis, 0)
    at = np.arange(len(values))
    bend = CubicSpline(at, values)(at, 2)
    c = values - bend / 6
    whole = np.concatenate([[bend[0] + 2 * c[0] - c[1]], c, [bend[-1] + 2 * c[-1] - c[-2]]])
    return np.moveaxis(whole, 0, axis)


class _Dents:
    """The grid points that lie below their neighbours, each brought down to the minimum of the spline beside it by
    Newton's method; at most so many, the deepest first."""

    def __init__(self, most: int) -> None:
        self.most = most

    def __call__(self, p: Array) -> list[tuple[float, float]]:
        x, y, values = grid_of(p)
        edged = np.pad(values, 1, constant_values=np.inf)
        lowest = np.min(np.lib.stride_tricks.sliding_window_view(edged, (3, 3)), axis=(2, 3)) == values
        rows, columns = np.nonzero(lowest)
        deepest = np.argsort(values[rows, columns], kind="stable")[: self.most]
        found = [_minimum(p, (float(x[columns[k]]), float(y[rows[k]]))) for k in deepest]
        return [at for at in found if at]


def _minimum(p: Array, near: tuple[float, float]) -> tuple[float, float] | None:
    """The minimum less than a cell from a point; None where there is none."""
    x, y = near
    for _ in range(20):
        gx, gy = elementwise(gradient)(np.float64(x), np.float64(y), p)
        xx, xy, yy = elementwise(hessian)(np.float64(x), np.float64(y), p)
        det = xx * yy - xy * xy
        if not (det > 0 and xx > 0):
            return None
        x, y = x - (yy * gx - xy * gy) / det, y - (xx * gy - xy * gx) / det
        if abs(x - near[0]) > abs(p[4]) or abs(y - near[1]) > abs(p[5]):
            return None
    return float(x), float(y)
