"""Theorem 3.1's sums along a run: what it bounds, and what it bounds it by.

The theorem is Chen, Liu, Sun and Hong's (arXiv 1808.02941, theorem 3.1). Their left side has the rate α_t, and their
second sum is of sizes, not of squares. Printed without α_t, the left side of a run that is k times finer grows k times
while every sum on the right falls: no constants can hold it.

Source: A new perspective in understanding of Adam-type algorithms and beyond, theorem 3.1, equation 19.
"""

from typing import NamedTuple

import numpy as np

from dynamics.trajectory import Trajectory


class ConvergenceSums(NamedTuple):
    """printed: Σ ⟨g, g / √v⟩. corrected: Σ α ⟨g, g / √v⟩. steps: Σ |α g / √v|². changes, squares: Σ of the change of
    α / √v from one step to the next, by its 1-norm, and squared."""

    printed: float
    corrected: float
    steps: float
    changes: float
    squares: float


def convergence_sums(run: Trajectory) -> ConvergenceSums:
    """Of a run at a constant rate that recorded every step; √v is what its rule divides by. Expectations are over
    nothing: the gradient has no noise unless the run has."""
    last = run.updates
    g, rate = run.gradient[:last], run.effective_lr[:last]
    changed = np.diff(rate, axis=0)
    return ConvergenceSums(
        float((g * g * rate).sum() / run.optimizer.hyper.lr),
        float((g * g * rate).sum()),
        float(((rate * g) ** 2).sum()),
        float(np.abs(changed).sum()),
        float((changed**2).sum()),
    )
