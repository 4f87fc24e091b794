"""The stability thermometer: how steep the surface is to the optimizer, step by step, against what it bears.

What a reading above the threshold says, it says of a rate that is held: then a small disturbance along the direction is
turned round and grows. A rate that is an average of gradients follows the disturbance too, and takes the growth away
if it follows fast: `holds` tells the rules for which the reading is a promise (plain methods, β₂ >= 0.99). Rules that
step by a sign have no such edge, see `in_signs`.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from dynamics.optimizer import Optimizer
from dynamics.orbits.held import rate_stays, takes_sign
from dynamics.orbits.threshold import threshold, turns_at_once
from dynamics.trajectory import Rows, Trajectory

Array = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

NORMAL = float(np.finfo(np.float64).tiny)  # below it numbers lose digits, down to none
FADED = 2.0**-106  # for v: its root is below the rounding of 1


class Thermometer(NamedTuple):
    """sharpness (K,): η λmax(P⁻¹ H) at each row; threshold: above it the direction is unstable while the rate stays;
    direction (K, 2): the eigenvector, of length 1 in x and y, its larger component positive. For rules that step by a
    sign: the curvature of `in_signs`, no threshold (NaN), and that direction."""

    sharpness: Array
    threshold: float
    direction: Array

    @property
    def ratio(self) -> Array:
        """Sharpness over threshold, (K,): above 1 the next step makes a small disturbance along the direction grow, as
        long as the effective rates stay as they are (`holds`: plain methods, β₂ >= 0.99). It goes on growing while the
        ratio stays above 1. NaN for sign rules."""
        return self.sharpness / self.threshold


def holds(optimizer: Optimizer) -> bool:
    """Whether a ratio above 1 promises growth at the next step: the effective rate stays while it is turned round, and
    turned round it is. Not for β₂ below 0.99, signs, and AdaShift's window of gradients (β₁ = 0.9), which swings
    slowly."""
    return rate_stays(optimizer) and turns_at_once(optimizer)


def thermometer(run: Trajectory, at: Rows | None = None) -> Thermometer:
    """η P⁻¹ is the diagonal of effective rates, as they leave each position (so corrections and schedules are in it); H
    the Hessian.

    at: some rows of the run (`run.at`); None: all. Coordinates that are `dead` are left out; NaN where none is alive,
    where a rate or the Hessian is not finite (ε = 0 where v = 0), and for sign rules where the Hessian is not positive
    definite.
    """
    rows = at or run
    hessian = run.surface.hessian(*rows.position.T)
    if takes_sign(run.optimizer):
        return Thermometer(*_as(in_signs(hessian), threshold(run.optimizer)))
    return Thermometer(*_as(steepest(living(rows), hessian, dead(rows)), threshold(run.optimizer)))


def _as(found: tuple[Array, Array], edge: float) -> tuple[Array, float, Array]:
    return found[0], edge, found[1]


def dead(rows: Trajectory | Rows) -> Mask:
    """Coordinates (K, 2) that underflow has stopped: the gradient exactly 0, v faded to less than 1e-32 on its way to 0
    or to a denormal, and m to a denormal if there is one. They never move again, so that their rate, which nears η / ε,
    says nothing of the run.

    Never so for rules without v; on a kink or a minimum only once v has faded (or where it never was more than 0).
    """
    faded = (rows.second_moment < FADED) & ~(np.abs(rows.first_moment) >= NORMAL)
    stopped: Mask = faded & (rows.gradient == 0)
    return stopped


def living(rows: Trajectory | Rows) -> Array:
    """Effective rates (K, 2), NaN where a coordinate is `dead`."""
    return np.where(dead(rows), np.nan, rows.effective_lr)


def in_signs(hessian: Array) -> tuple[Array, Array]:
    """The curvature h11 + h22 + 2 |h12| (K,) of H (2, 2, K) along the steepest of the steps (±1, ±1), and that
    direction (K, 2), of length 1; NaN where H is not positive definite.

    It is the largest dᵀ H d with |d1|, |d2| <= 1: what sharpness is in the norm in which a step by the sign is the
    steepest. A step of η changes the loss by -η |g|₁ + η² / 2 of it at most, so that such a method ends where |g|₁ is
    about η / 2 times it, whatever it is: there is no value that it cannot bear, and hence no threshold.
    """
    xx, xy, yy = hessian[0, 0], hessian[0, 1], hessian[1, 1]
    with np.errstate(invalid="ignore", over="ignore"):
        bowl = (xx > 0) & (xx * yy > xy * xy)
        value = np.where(bowl, xx + yy + 2 * np.abs(xy), np.nan)
    direction = np.column_stack([np.ones_like(xx), np.where(xy < 0, -1.0, 1.0)]) / np.sqrt(2)
    return value, np.where(bowl[:, None], direction, np.nan)


def steepest(rates: Array, hessian: Array, without: Mask | None = None) -> tuple[Array, Array]:
    """The largest eigenvalue (K,) of diag(r) H and its eigenvector (K, 2), for rates r (K, 2) >= 0 and H (2, 2, K).

    without (K, 2): coordinates to leave out; NaN where both are.

    diag(r) H has the eigenvalues of the symmetric matrix diag(√r) H diag(√r), and √r times its eigenvectors.
    """
    if without is not None and without.any():
        return _of_the_rest(rates, hessian, without)
    with np.errstate(invalid="ignore", over="ignore", divide="ignore"):
        root = np.sqrt(rates)
        a = rates[:, 0] * hessian[0, 0]
        b = root[:, 0] * root[:, 1] * hessian[0, 1]
        d = rates[:, 1] * hessian[1, 1]
        half = np.hypot((a - d) / 2, b)
        value = (a + d) / 2 + half
        # (value - d, b) and (b, value - a) are both eigenvectors; the one with the larger sum keeps its digits.
        first = (a >= d)[:, None]
        vector = root * np.where(
            first, np.column_stack([(a - d) / 2 + half, b]), np.column_stack([b, (d - a) / 2 + half])
        )
        flat = half == 0  # every direction is as steep: take x
        vector[flat] = (1.0, 0.0)
        vector /= np.hypot(*vector.T)[:, None]
        larger = np.take_along_axis(vector, np.abs(vector).argmax(axis=1)[:, None], axis=1)
        vector *= np.where(larger < 0, -1, 1)
        known = np.isfinite(value)
        return np.where(known, value, np.nan), np.where(known[:, None], vector, np.nan)


def _of_the_rest(rates: Array, hessian: Array, without: Mask) -> tuple[Array, Array]:
    """`steepest` where one coordinate or both are left out: of a single one, its own entry and axis."""
    value, vector = steepest(rates, hessian)
    for k in (0, 1):
        alone = without[:, 1 - k]
        value[alone] = (rates[:, k] * hessian[k, k])[alone]
        vector[alone] = np.eye(2)[k]
    neither = without.all(axis=1)
    value[neither], vector[neither] = np.nan, np.nan
    return value, vector
