"""How often the weights that proofs of convergence want to grow fall, along each coordinate of a run on a surface.

Source: Anonymous, A new perspective in understanding of Adam-type algorithms and beyond, equation 15 and section 3.2.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from dynamics.online.kernel import SLACK
from dynamics.trajectory import Trajectory

Array = npt.NDArray[np.float64]


class Falls(NamedTuple):
    """Shares of the steps along x and along y, (2,) each, on which the budget B = sqrt(v_t) falls and on which Gamma,
    sqrt(v_t) / lr_t less the same one step earlier, is below 0, both by more than rounding; NaN where there are no two
    effective rates, from which they are read."""

    budget: Array
    gamma: Array


def falls(run: Trajectory) -> Falls:
    """Raises ValueError for a run that did not record every step."""
    if run.every != 1:
        raise ValueError("What falls from step to step is counted on a run with every step recorded.")
    first, rates = run.origin.step, run.effective_lr[: run.updates]
    factors = run.schedule.factors(first, first + run.updates, run.origin.length)
    with np.errstate(divide="ignore", invalid="ignore"):
        weights = 1 / rates  # sqrt(v) / lr
    budgets = weights * factors[:, None] if factors.size else weights
    return Falls(*map(_share, (budgets, weights)))


def _share(weights: Array) -> Array:
    fell = weights[1:] < (1 - SLACK) * weights[:-1]
    return np.where(np.isnan(weights).all(axis=0) | (len(weights) < 2), np.nan, fell.sum(axis=0) / max(len(fell), 1))
