"""What goes into a training, and what comes out of it on the way."""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from networks.experiment import Experiment

Array = npt.NDArray[Any]


class Run(NamedTuple):
    experiment: Experiment
    seed: int


class Chunk(NamedTuple):
    """step: updates made after it. curves: name -> (lanes, n) float32, one value for each of the last n updates.
    readings: name -> (updates made before each (k,), values (lanes, k) or (lanes, k, quantiles))."""

    step: int
    curves: dict[str, Array]
    readings: dict[str, tuple[Array, Array]]


class Read:
    """Readings of a chunk as they come."""

    def __init__(self) -> None:
        self.found: dict[str, list[tuple[int, Array]]] = {}

    def add_all(self, step: int, values: dict[str, Array]) -> None:
        for name, each in values.items():
            self.found.setdefault(name, []).append((step, each))

    def gathered(self) -> dict[str, tuple[Array, Array]]:
        return {
            name: (np.array([step for step, _ in pairs]), np.stack([np.asarray(values) for _, values in pairs], 1))
            for name, pairs in self.found.items()
        }
