"""The stability thermometer: how steep the surface is to the optimizer, step by step, against what it bears."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from dynamics.orbits.threshold import threshold
from dynamics.trajectory import Rows, Trajectory

Array = npt.NDArray[np.float64]


class Thermometer(NamedTuple):
    """sharpness (K,): η λmax(P⁻¹ H) at each row; threshold: above it the direction is unstable; direction (K, 2): the
    eigenvector, of length 1 in x and y, its larger component positive."""

    sharpness: Array
    threshold: float
    direction: Array

    @property
    def ratio(self) -> Array:
        """Sharpness over threshold, (K,): above 1 a small disturbance along the direction grows, whatever the
        optimizer."""
        return self.sharpness / self.threshold


def thermometer(run: Trajectory, at: Rows | None = None) -> Thermometer:
    """η P⁻¹ is the diagonal of effective rates, as they leave each position (so corrections and schedules are in it); H
    the Hessian.

    at: some rows of the run (`run.at`); None: all. NaN where a rate or the Hessian is not finite (ε = 0 where v = 0).
    """
    position, rates = (at.position, at.effective_lr) if at else (run.position, run.effective_lr)
    sharpness, direction = steepest(rates, run.surface.hessian(*position.T))
    return Thermometer(sharpness, threshold(run.optimizer), direction)


def steepest(rates: Array, hessian: Array) -> tuple[Array, Array]:
    """The largest eigenvalue (K,) of diag(r) H and its eigenvector (K, 2), for rates r (K, 2) >= 0 and H (2, 2, K).

    diag(r) H has the eigenvalues of the symmetric matrix diag(√r) H diag(√r), and √r times its eigenvectors.
    """
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
