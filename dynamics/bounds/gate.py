"""What AdaFix reads while it runs: the largest gradient, the smoothness L seen so far, and whether its gate is open."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from dynamics.trajectory import Trajectory

Array = npt.NDArray[np.float64]


class Gate(NamedTuple):
    """peak (K,): max |gᵢ| (or max gᵢ, as set) at each row; level (K,): L η; both as the update that leaves the row
    compares them. open (K,): whether v takes in this gradient."""

    peak: Array
    level: Array
    open: npt.NDArray[np.bool_]


def gate(run: Trajectory) -> Gate:
    """The readings of an AdaFix run recorded at every step and without a schedule. L is the largest |g' - g| / |x' - x|
    so far."""
    hyper = run.optimizer.hyper
    x = run.position
    g = run.gradient
    moved, change = (np.hypot(*np.diff(part, axis=0).T) for part in (x, g))
    slopes = np.divide(change, moved, out=np.zeros_like(change), where=moved > 0)
    smoothness = np.maximum.accumulate(np.concatenate([[hyper.initial_smoothness], slopes]))
    peak = (g if hyper.gate == "signed" else np.abs(g)).max(axis=1)
    level = smoothness * hyper.lr
    return Gate(peak, level, np.asarray(peak >= level))
