"""What is known in closed form of Adam on f = c x², where f'' = 2c, without correction or long after it.

Writing κ = (1 - β₁) / (1 + β₁): along an orbit +a, -a the averages are m = κ g and v = g², so that a step of 2a is η κ
|g| / (|g| + ε). One step followed by a change of sign is the half map, of which the 2-cycle is a fixed point.
That there are 2-cycles, and their amplitude: `SOURCE`; in Kaiser's proposition the denominator must read |C| + ε.
"""

from math import sqrt
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from bibliography import Cited
from dynamics.optimizer import Optimizer
from dynamics.orbits.orbit import Orbit
from dynamics.orbits.threshold import threshold

SOURCE = Cited("@bock2022; @kaiser, proposition 4")


def two_cycle_amplitude(lr: float, beta1: float, epsilon: float, curvature: float) -> float:
    """a = η κ / 2 - ε / f'', the distance from the minimum of both points; there is a 2-cycle if it is above 0.

    curvature: the second derivative f'', which is 2c for f = c x². ε outside the root.
    """
    return lr * (1 - beta1) / (1 + beta1) / 2 - epsilon / curvature


class Agreement(NamedTuple):
    """What theory says of a quantity, and what was found."""

    what: str
    formula: float
    found: float


def against_theory(orbit: Orbit, adam: Optimizer, curvature: float) -> list[Agreement]:
    """A 2-cycle of Adam on a quadratic of second derivative `curvature` beside its closed form: amplitude, sharpness,
    multiplier."""
    h = adam.hyper
    root = sqrt(orbit.state[0, 0, 2]) + h.epsilon
    half = float(np.abs(half_map_multipliers(h.beta1, h.beta2)).max())
    return [
        Agreement(
            "Amplitude, in η", two_cycle_amplitude(h.lr, h.beta1, h.epsilon, curvature) / h.lr, orbit.amplitude / h.lr
        ),
        Agreement("Curvature over (√v + ε) on it, times η", threshold(adam), curvature / root * h.lr),
        Agreement("Largest multiplier of half the cycle (formula: ε → 0)", half, sqrt(abs(orbit.multipliers[0]))),
    ]


def half_map_multipliers(beta1: float, beta2: float) -> npt.NDArray[np.complex128]:
    """The three roots of μ³ - (β₁ + 3β₂ - 1) μ² + (3β₁ + β₂ - β₁β₂) μ - β₁β₂, largest modulus first; ε -> 0.

    They do not depend on η or c. Their squares are the multipliers of the two-step map.
    """
    roots = np.roots([1.0, -(beta1 + 3 * beta2 - 1), 3 * beta1 + beta2 - beta1 * beta2, -beta1 * beta2]).astype(
        np.complex128
    )
    return roots[np.lexsort((-roots.imag, -np.abs(roots)))]


def stable_two_cycle(beta1: float, beta2: float) -> bool:
    """Whether all three lie inside the unit circle: 1 - 3β₁ - β₁ (3 - β₁) β₂ > 0 (the Jury condition that fails first);
    ε -> 0."""
    return 1 - 3 * beta1 - beta1 * (3 - beta1) * beta2 > 0


def beta1_boundary(beta2: float) -> float:
    """The β₁ below which the 2-cycle is stable: 1/3 at β₂ = 0, falling to 3 - 2√2 = 0.1716 as β₂ -> 1; ε -> 0.

    The smaller root of β₂ β₁² - 3 (1 + β₂) β₁ + 1 = 0, written so that β₂ = 0 is no exception.
    """
    half = 3 * (1 + beta2)
    return 2 / (half + sqrt(half * half - 4 * beta2))


def origin_is_stable(lr: float, beta1: float, epsilon: float, curvature: float) -> bool:
    """Whether Adam can rest at a minimum of second derivative `curvature`: ε >= η κ f'' / 2, exactly where it has no
    2-cycle."""
    return two_cycle_amplitude(lr, beta1, epsilon, curvature) <= 0
