"""The constant step size of Mazumder et al. (Convergence of Adam with constant step size in non-convex settings, section 4).

Five trial trainings, at rates 0.1 to 0.00001; the one with the best validation accuracy gives K, the product of its layers' largest
singular values; the rate is √(2 L(w₀) / (K T)), with L(w₀) the loss of the training set at the start and T the number of updates.
"""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]


class Estimate(NamedTuple):
    rate: float
    constant: float  # K
    trial: float  # the rate of the trial that gave it
    start: float  # L(w₀)


def estimate(start: float, steps: int, rates: tuple[float, ...], accuracies: Array, constants: Array) -> Estimate:
    """From the trials' validation accuracies and constants (trials,); of equal accuracies the first counts, one that diverged never.
    Raises ValueError if all did or the network is dead."""
    usable = np.isfinite(constants) & (constants > 0)
    if not (usable.any() and np.isfinite(start)):
        raise ValueError("Every trial training diverged or died, so there is no Lipschitz estimate. Choose another start or a given rate.")
    best = int(np.argmax(np.where(usable, accuracies, -1)))
    return Estimate(float(np.sqrt(2 * start / (constants[best] * steps))), float(constants[best]), rates[best], start)


def product_of_norms(params: Any) -> float:
    """The product of the largest singular values of a dense network's matrices (params of one plan); NaN if one is not finite."""
    matrices = [np.asarray(layer["w"], np.float64) for layer in params if layer]
    if not all(np.isfinite(matrix).all() for matrix in matrices):
        return float("nan")
    return float(np.prod([np.linalg.norm(matrix, 2) for matrix in matrices]))
