"""AMSGrad's swaps: the steps on which it discards the fresh average of squares and keeps its older, larger one.

Source: Anonymous, A new perspective in understanding of Adam-type algorithms and beyond, figure 1 (there on entries of
a network).
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dynamics.hyperparameters import STANDARD
from dynamics.online.kernel import SLACK
from dynamics.trajectory import Trajectory


@dataclass(frozen=True)
class Swaps:
    """count: swaps in all; interval: mean steps from one swap to the next, NaN with fewer than two."""

    count: int
    interval: float


def swaps(averages: npt.ArrayLike) -> Swaps:
    """Of the averages v_1, v_2, ... (T,) as AMSGrad compares them. An average that equals the maximum but for rounding
    is not a swap."""
    v = np.asarray(averages, np.float64)
    at = np.flatnonzero(v[1:] < (1 - SLACK) * np.maximum.accumulate(v)[:-1])
    return Swaps(len(at), float(at[-1] - at[0]) / (len(at) - 1) if len(at) > 1 else float("nan"))


def on_surface(run: Trajectory) -> tuple[Swaps, Swaps]:
    """Along x and along y of a run of AMSGrad that recorded every step. Raises ValueError for any other run."""
    hyper = run.optimizer.numbers
    if run.optimizer.name != "amsgrad" or run.every != 1:
        raise ValueError("Swaps are counted on a run of AMSGrad with every step recorded.")
    v = run.second_moment[: run.updates]
    if hyper.maximum == 1 and hyper.bias_correction == STANDARD:
        v = v / (1 - hyper.beta2 ** np.arange(1, len(v) + 1))[:, None]
    return swaps(v[:, 0]), swaps(v[:, 1])
