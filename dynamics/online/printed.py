"""The average of squares as the reproduction of AMSGrad prints it in both of its algorithms: of g where g² is meant."""

import numpy as np
import numpy.typing as npt

from bibliography import Cited
from dynamics.bounds.claim import Claim
from dynamics.online.problems import Problem

Array = npt.NDArray[np.float64]


def average(values: Array, beta2: float) -> Array:
    """(T,): v_t = β₂ v_(t-1) + (1 - β₂) u_t from v_0 = 0. values: u (T,), which is g in print and g² as meant."""
    v = np.empty(len(values))
    last = 0.0
    for t, value in enumerate(values):
        last = v[t] = beta2 * last + (1 - beta2) * value
    return v


def rounds_without_root(problem: Problem, beta2: float, rounds: int, seed: int = 0) -> float:
    """The share of rounds in which v as printed is below 0, so that its root is no number."""
    slopes = np.where(problem.rare_rounds(0, rounds, seed), problem.rare, problem.usual).astype(np.float64)
    return float((average(slopes, beta2) < 0).mean())


AVERAGE = Claim(
    title="The average of squares",
    source=Cited("@reproducing, algorithms 1 and 2"),
    printed=r"v_t = \beta_2 v_{t-1} + (1 - \beta_2)\, g_t",
    corrected=r"v_t = \beta_2 v_{t-1} + (1 - \beta_2)\, g_t^2",
    difference=(
        "Print has lost the square. As printed v follows the sign of the slopes, and where it is below 0 there is no"
        " root to divide by. The rules here square."
    ),
    code=(average, rounds_without_root),
)
