"""The constant step size of Mazumder et al. (Convergence of Adam with constant step size in non-convex settings,
section 4).

Five trial trainings, at rates 0.1 to 0.00001; the one with the best validation accuracy gives K, the product of its
layers' largest singular values; the rate is √(2 L(w₀) / (K T)), with L(w₀) the loss of the training set at the start
and T the number of updates.

K is two things in that paper. In its theorem it bounds how fast the gradient changes with the weights (what it calls
K-Lipschitz, others call K-smooth). In its experiments, and here, it is that product, which bounds how fast the
network's output changes with its input. One does not bound the other.
"""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from networks.experiment import RATES

Array = npt.NDArray[Any]


class Estimate(NamedTuple):
    rate: float
    constant: float  # K
    trial: float  # the rate of the trial that gave it


def estimates(params: list[Any], accuracies: Array, starts: Array, steps: int) -> list[Estimate]:
    """One for each L(w₀) in `starts` (runs,), from the dense networks that its trials at RATES ended with and their
    validation accuracies, both in order (runs x rates). Of equal accuracies the first counts, a trial that diverged
    never.

    Raises ValueError if no trial of a run can be used.
    """
    shape = (len(starts), len(RATES))
    constants, scores = np.array([product_of_norms(p) for p in params]).reshape(shape), np.reshape(accuracies, shape)
    usable = np.isfinite(constants) & (constants > 0) & np.isfinite(scores)
    if not (usable.any(1).all() and np.isfinite(starts).all()):
        raise ValueError(
            "Every trial training diverged or died, so there is no Lipschitz estimate. Choose another start or a given"
            " rate."
        )
    best = np.where(usable, scores, -1).argmax(1)
    chosen = constants[range(len(starts)), best]
    rates = np.sqrt(2 * np.asarray(starts, np.float64) / (chosen * steps))
    return [
        Estimate(*(float(part) for part in parts)) for parts in zip(rates, chosen, np.array(RATES)[best], strict=True)
    ]


def measured(found: list[Estimate]) -> dict[str, tuple[Array, Array]]:
    """The estimates of some runs as measurements of a chunk, made before the first update."""
    names = {"learning_rate": "rate", "lipschitz_constant": "constant", "trial_rate": "trial"}
    at = np.zeros(1, np.int64)
    with np.errstate(over="ignore"):  # K of a start far out may be more than single precision holds
        columns = {name: np.array([[getattr(e, field)] for e in found], np.float32) for name, field in names.items()}
    return {name: (at, column) for name, column in columns.items()}


def product_of_norms(params: Any) -> float:
    """The product of the largest singular values of a dense network's matrices (params of one plan); NaN if one is not
    finite."""
    matrices = [np.asarray(layer["w"], np.float64) for layer in params if layer]
    if not all(np.isfinite(matrix).all() for matrix in matrices):
        return float("nan")
    return float(np.prod([np.linalg.norm(matrix, 2) for matrix in matrices]))
