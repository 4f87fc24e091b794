"""What goes into a training, and what comes out of it on the way."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from networks.experiment import (
        Experiment,  # not here: it brings the optimizers' compiler, and a worker must listen first
    )

Array = npt.NDArray[Any]


class Run(NamedTuple):
    experiment: "Experiment"
    seed: int


class Chunk(NamedTuple):
    """step: updates made after it. curves: name -> (runs, n) float32, one value for each of the last n updates.
    measurements: name -> (updates made before each (k,), values (runs, k) or (runs, k, quantiles))."""

    step: int
    curves: Mapping[str, Array]
    measurements: Mapping[str, tuple[Array, Array]]


class Gathering:
    """Measurements of a chunk as they come."""

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
