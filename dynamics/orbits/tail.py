"""The end of a run, step by step, with everything the optimizer carries there."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from dynamics import kernels
from dynamics.orbits.detect import TAIL
from dynamics.trajectory import Trajectory
from engines.parsing import parse
from landscapes.landscape import gradient_pointer

Array = npt.NDArray[np.float64]


class Tail(NamedTuple):
    """position (K, 2): consecutive, K <= 1536, the last after the run's last update. state (2, 1 + S): where the run
    stands then."""

    position: Array
    state: Array


def tail(run: Trajectory) -> Tail:
    """Replays the run with the kernel that made it, since only the kernel's own state holds every state variable.

    Averages that are still being corrected come corrected, as they act. Raises ValueError for a run with noise or a
    schedule, and for one that diverged.
    """
    if run.noise:
        raise ValueError("A run with noise has no periodic orbit to settle on; run it without.")
    if run.schedule.kind != "constant":
        raise ValueError("A periodic orbit needs a constant learning rate; this run follows a schedule.")
    if run.updates < run.steps:
        raise ValueError(f"This run diverges at step {run.updates + 1:,}, so there is no orbit at its end.")
    optimizer, state_variables = run.optimizer, len(run.optimizer.state_variables)
    kernel = kernels.trajectory_kernel(optimizer)
    gradient = gradient_pointer(run.surface.grad)
    p = run.surface.p
    carry = np.zeros(kernels.STATE + 2 * state_variables)
    carry[kernels.X], carry[kernels.Y] = run.start
    last = min(TAIL - 1, run.steps)
    before = run.steps - last
    position = np.empty((last + 1, 2))
    for first, until, every, rows in ((0, before, max(before, 1), np.empty((1, 2))), (before, run.steps, 1, position)):
        if until > first:
            kernel(
                gradient, p, carry, first, until, every, tuple(optimizer.numbers), np.empty(0), np.empty((0, 2)), rows
            )
    position[-1] = carry[kernels.X], carry[kernels.Y]
    state = np.column_stack([position[-1], carry[kernels.STATE :].reshape(2, state_variables)])
    for variable, power, name in (("m", kernels.POWER1, "correction1"), ("v", kernels.POWER2, "correction2")):
        if variable in optimizer.state_variables and name in parse(optimizer.rule).reads("context") and run.steps:
            state[:, 1 + optimizer.state_variables.index(variable)] /= 1 - carry[power]
    return Tail(position, state)
