"""How well networks do on given examples: mean loss and the share they get right."""

from typing import Any

import numpy as np
import numpy.typing as npt

from networks.training.side_by_side import SideBySide
from networks.training.steps import Steps, TrainingState

Found = list[list[Any]]  # by part, by run

PART = 1000  # examples at once


class Examples:
    """x (n, ...) with labels y (n,), seen part by part."""

    def __init__(self, steps: Steps, x: Any, y: Any) -> None:
        self.evaluate = SideBySide(steps.evaluate, 1)
        self.parts = [(x[start : start + PART], y[start : start + PART]) for start in range(0, len(y), PART)]

    def begin(self, states: list[TrainingState]) -> Found:
        """Set going, not waited for."""
        return [self.evaluate(states, *part) for part in self.parts]

    def mean(self, found: Found) -> npt.NDArray[np.float32]:
        """(runs, 2): mean loss and share right over all examples, once they are there."""
        return np.average(np.array(found, np.float64), 0, [len(y) for _, y in self.parts]).astype(np.float32)
