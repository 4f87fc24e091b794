"""Mirror descent by its definition: x' minimises ⟨g, x⟩ + D_ψ(x, x_t) / η on an interval.

The minimum is found by halving an interval of its slope's sign, not by a formula, so that a formula can be held
against it. With ψ = x²/2 it is projected gradient descent; with another ψ it is not, whatever proposition 1 says: Beck
and Teboulle's own proposition 3.2 is about projection by ψ's own distance.

Source: A new perspective in understanding of Adam-type algorithms and beyond, equations 3 to 6 and proposition 1.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Slope = Callable[[float], float]
HALVINGS = 200  # more than any interval of doubles has


class Potential(NamedTuple):
    """ψ by its slope, rising on the interval that it is used on."""

    name: str
    slope: Slope


HALF_SQUARE = Potential("x²/2", lambda x: x)
ENTROPY = Potential("x ln x", lambda x: float(np.log(x)) + 1)


def lowest(slope: Slope, low: float, high: float) -> float:
    """Where a convex function with that slope is least on [low, high], to neighbouring doubles."""
    if slope(low) >= 0:
        return low
    if slope(high) <= 0:
        return high
    for _ in range(HALVINGS):
        middle = 0.5 * (low + high)
        if middle in (low, high):
            break
        low, high = (middle, high) if slope(middle) < 0 else (low, middle)
    return low if abs(slope(low)) <= abs(slope(high)) else high


def mirror_path(
    psi: Potential, gradient: Slope, rate: float, start: float, steps: int, interval: tuple[float, float]
) -> Array:
    """(steps + 1,): equation 4."""
    path = [start]
    for _ in range(steps):
        at = path[-1]
        g, here = gradient(at), psi.slope(at)
        path.append(lowest(lambda x, g=g, here=here: g + (psi.slope(x) - here) / rate, *interval))  # type: ignore[misc]
    return np.array(path)


def projected_path(gradient: Slope, rate: float, start: float, steps: int, interval: tuple[float, float]) -> Array:
    """(steps + 1,): equation 3, gradient descent projected on the interval."""
    path = [start]
    for _ in range(steps):
        path.append(min(max(path[-1] - rate * gradient(path[-1]), interval[0]), interval[1]))
    return np.array(path)


def proximal_point_path(gradient: Slope, rate: float, start: float, steps: int, interval: tuple[float, float]) -> Array:
    """(steps + 1,): x' minimises f(x) + (x - x_t)² / (2 η), f itself and not its tangent (Rockafellar 1976)."""
    path = [start]
    for _ in range(steps):
        at = path[-1]
        path.append(lowest(lambda x, at=at: gradient(x) + (x - at) / rate, *interval))  # type: ignore[misc]
    return np.array(path)
