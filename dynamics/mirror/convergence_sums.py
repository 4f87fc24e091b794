"""Theorem 3.1's sums along a run: what it bounds, and what it bounds it by.

Printed, the left side has no rate α_t: that of a run that is k times finer grows with k while every sum on the right
falls, so that no constants can hold for all of them. With α_t in it the left side falls too. The constants are not
given. The second and the third sum are the same but for their last term, and no other form of either follows from the
paper's text.

Source: A new perspective in understanding of Adam-type algorithms and beyond, theorem 3.1, equation 19.
"""

from typing import NamedTuple

import numpy as np

from dynamics.trajectory import Trajectory


class ConvergenceSums(NamedTuple):
    """printed: Σ ⟨g, g / √v⟩. corrected: Σ α ⟨g, g / √v⟩. steps: Σ |α g / √v|². squares: Σ of the squared change
    of α / √v from one step to the next, the second sum and the third; changes: the same of its size instead."""

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
