"""The end of a run, step by step, with everything the optimizer carries there."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from dynamics.outcomes.repetition import CLOSE_UP
from dynamics.trajectory import Trajectory
from engines.parsing import parse

Array = npt.NDArray[np.float64]


class Tail(NamedTuple):
    """position (K, 2): consecutive, K <= 1536, the last after the run's last update. state (2, 1 + S): where the run
    stands then."""

    position: Array
    state: Array


def tail(run: Trajectory) -> Tail:
    """The run's last positions, and its state as the map has it that a constant rate leads to.

    Averages that are still being corrected come corrected, as they act. Raises ValueError for a run with noise or a
    schedule, and for one that diverged.
    """
    if run.noise:
        raise ValueError("A run with noise has no periodic orbit to settle on; run it without.")
    if run.schedule.kind != "constant":
        raise ValueError("A periodic orbit needs a constant learning rate; this run follows a schedule.")
    if run.updates < run.steps:
        raise ValueError(
            f"This run diverges at step {run.origin.step + run.updates + 1:,}, so there is no orbit at its end."
        )
    end, variables = run.state(), run.optimizer.state_variables
    state = np.column_stack([end.position, end.variables])
    for variable, power, name in zip("mv", end.powers, ("correction1", "correction2"), strict=True):
        if variable in variables and name in parse(run.optimizer.rule).reads("context") and end.step:
            state[:, 1 + variables.index(variable)] /= 1 - power
    return Tail(run.last(CLOSE_UP - 1), state)
