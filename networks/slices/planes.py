"""Planes through a space of parameters, and what of a training path they hold.

Parameters are one vector (P,) float64: the leaves of the tree in order, each in C order.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]


class Plane(NamedTuple):
    """The points origin + a axes[0] + b axes[1]: origin (P,), axes (2, P), linearly independent."""

    origin: Array
    axes: Array


class Shadow(NamedTuple):
    """at (k, 2): coordinates of the nearest points of the plane; away (k,): distances to them."""

    at: Array
    away: Array


def flat(leaves: Sequence[npt.NDArray[np.float32]]) -> Array:
    """The leaves of a tree as one vector (P,)."""
    return np.concatenate([np.ravel(leaf) for leaf in leaves]).astype(np.float64)


def random_plane(leaves: Sequence[npt.NDArray[np.float32]], seed: int) -> Plane:
    """Two filter-normalised random directions around the parameters (Li et al., Visualizing the loss landscape of
    neural nets, 2018).

    Each filter of a direction (all weights that lead to one unit: the last axis counts the units) is as long as the
    network's own; biases and scales stay as they are.
    """
    draw = np.random.default_rng(seed)
    return Plane(flat(leaves), np.array([flat([_direction(leaf, draw) for leaf in leaves]) for _ in range(2)]))


def _direction(leaf: npt.NDArray[np.float32], draw: np.random.Generator) -> npt.NDArray[np.float32]:
    if leaf.ndim < 2:
        return np.zeros_like(leaf)
    drawn = draw.standard_normal(leaf.shape, np.float32)
    own, length = (np.sqrt((a * a).sum(axis=tuple(range(leaf.ndim - 1)))) for a in (leaf, drawn))
    return np.asarray(drawn * (own / length), np.float32)


def principal_plane(points: Array, origin: Array) -> tuple[Plane, Array]:
    """Through `origin` along the first two principal components of a path (k, P), of length 1; and the share of the
    path's variance that each component explains (2,). Raises ValueError where the path does not span a plane."""
    centred = points - points.mean(0)
    values, vectors = np.linalg.eigh(centred @ centred.T)
    values, vectors = values[::-1][:2], vectors[:, ::-1][:, :2]
    total = float((centred**2).sum())
    if not values[1] > 1e-12 * total > 0:
        raise ValueError("This path does not turn: it has no second direction to span a plane with.")
    return Plane(origin, vectors.T @ centred / np.sqrt(values)[:, None]), values / total


def plane_through(a: Array, b: Array, c: Array) -> Plane:
    """Through three points: from a, along b - a and, at a right angle, towards c; axes of length 1. Raises ValueError
    on a line."""
    along, aside = b - a, c - a
    length = np.linalg.norm(along)
    if length == 0:
        raise ValueError("Both runs end at the same point: choose another one.")
    along = along / length
    up = aside - (aside @ along) * along
    height = np.linalg.norm(up)
    if not height > 1e-6 * length:
        raise ValueError("The start and both ends lie on one line: they span no plane.")
    return Plane(a, np.array([along, up / height]))


def shadow(points: Array, plane: Plane) -> Shadow:
    """Where points (k, P) fall on the plane, at right angles to it."""
    apart = points - plane.origin
    at: Array = np.asarray(np.linalg.solve(plane.axes @ plane.axes.T, plane.axes @ apart.T).T, np.float64)
    return Shadow(at, np.sqrt(((apart - at @ plane.axes) ** 2).sum(1)))


def held(points: Array, plane: Plane) -> float:
    """The share of a path's variance that lies along the plane, 0 to 1."""
    centred = points - points.mean(0)
    within = np.linalg.qr(plane.axes.T)[0]
    return float(((centred @ within) ** 2).sum() / max((centred**2).sum(), 1e-300))


def window(points: Array, room: float = 1.25) -> tuple[tuple[float, float], tuple[float, float]]:
    """Ends of x and of y of a frame half as wide again as it is high, around points (k, 2)."""
    low, high = points.min(0), points.max(0)
    (cx, cy), (rx, ry) = (low + high) / 2, (high - low) / 2
    half = room * max(ry, rx / 1.5)
    return (float(cx - 1.5 * half), float(cx + 1.5 * half)), (float(cy - half), float(cy + half))
