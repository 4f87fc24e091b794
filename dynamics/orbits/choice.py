"""Which of several closed orbits is meant."""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from dynamics.orbits.orbit import Orbit

THROUGH = 1e-6  # of the map's height: an orbit that passes so near to a point goes through it
ALIKE = 0.01  # of the map's height: distances that differ by less are alike
APART = 0.001  # of the map's height: an orbit farther from the point than that says so


class Candidate(NamedTuple):
    """An orbit, and how far it passes from the point that was asked for."""

    orbit: Orbit
    away: float


def distance(points: npt.NDArray[np.float64], point: npt.NDArray[np.float64]) -> float:
    """From the nearest of an orbit's points (p, 2) to `point` (2,)."""
    return float(np.hypot(*(points - point).T).min())


def of_a_run(found: Iterable[Candidate], period: int) -> Candidate | None:
    """The first stable one of the full period, else the one with the smallest multipliers; of fixed points the first.
    Failing all, the first of a shorter period. No more are looked for than needed."""
    shunned, shorter = None, None
    for one in found:
        if one.orbit.period < period:
            shorter = shorter or one
        elif one.orbit.stable or period == 1:
            return one
        else:
            shunned = min(shunned or one, one, key=_growth)
    return shunned or shorter


def of_a_point(found: Iterable[Candidate], period: int, height: float) -> Candidate | None:
    """The first of the full period through the point, stable or not; else the nearest one. Of those that are as near,
    to 1 % of the map's height, the first stable one, else the one with the smallest multipliers; of fixed points always
    the nearest. Failing all, the same among those of a shorter period."""
    full, shorter = [], []
    for one in found:
        if one.orbit.period < period:
            shorter.append(one)
        elif one.away <= THROUGH * height:
            return one
        else:
            full.append(one)
    left = full or shorter
    if not left:
        return None
    least = min(one.away for one in left)
    alike = [one for one in left if one.away <= least + (THROUGH if period == 1 else ALIKE) * height]
    if period == 1:
        return alike[0]
    return next((one for one in alike if one.orbit.stable), min(alike, key=_growth))


def _growth(one: Candidate) -> float:
    return float(abs(one.orbit.multipliers[0]))
