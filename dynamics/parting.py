"""Where two runs part: an edited rule beside its original, from the same start."""

from typing import NamedTuple

import numpy as np

from dynamics.stepping import within
from dynamics.trajectory import Trajectory

NOTICED = 1e-9  # the distance from which on two positions are apart for more than rounding


class Parting(NamedTuple):
    """Updates until the positions first differ in a bit, and until they are first more than NOTICED apart; None where
    they never are, among rows that both have. A run that ends earlier, since it diverges, parts there at the latest."""

    bits: int | None
    far: int | None


def parting(run: Trajectory, other: Trajectory) -> Parting:
    """Of two runs recorded alike. Raises ValueError where they begin or are recorded at different steps."""
    if run.origin.step != other.origin.step or run.every != other.every:
        raise ValueError("Two runs are compared row by row: they must begin at one step and be recorded alike.")
    rows = min(len(run.position), len(other.position))
    one, two = np.ascontiguousarray(run.position[:rows]), np.ascontiguousarray(other.position[:rows])
    differ = (one.view(np.int64) != two.view(np.int64)).any(axis=1)
    with np.errstate(over="ignore", invalid="ignore"):
        away = ~within(one[:, 0] - two[:, 0], one[:, 1] - two[:, 1], NOTICED * NOTICED)
    shorter = run if len(run.position) <= len(other.position) else other
    end = int(shorter.step[-1]) + run.every if len(run.position) != len(other.position) else None
    return Parting(*(int(run.step[mask.argmax()]) if mask.any() else end for mask in (differ, away)))
