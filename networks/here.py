"""Small trainings in this process, without a job: what a paper's experiment comes to when it is scaled down to seconds.

What takes longer is a launch (`networks.launching`), whose runs outlive the process.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from networks.experiment import Experiment
from networks.results.summary import over_seeds
from networks.training.chunk import Run

Array = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Trained:
    """One experiment over S seeds. summary: quantity -> (S,), as `Training.summary`. curves: name -> (S, updates).
    measurements: name -> (updates made before each (k,), values (S, k) or (S, k, quantiles))."""

    experiment: Experiment
    summary: Mapping[str, Array] = field(repr=False)
    curves: Mapping[str, Array] = field(repr=False)
    measurements: Mapping[str, tuple[Array, Array]] = field(repr=False)

    def over_seeds(self, quantity: str) -> tuple[float, float]:
        """Mean and sample standard deviation (NaN for one seed)."""
        return over_seeds([float(value) for value in self.summary[quantity]])


def train_here(
    experiments: Sequence[Experiment], seeds: Sequence[int], tell: Callable[[float], None] = lambda share: None
) -> dict[str, Trained]:
    """Title -> what it came to. `tell` hears the share that is done, many times a second. Raises ValueError where the
    data cannot be had."""
    return {
        each.title: _trained(each, seeds, lambda share, k=k: tell((k + share) / len(experiments)))  # type: ignore[misc]
        for k, each in enumerate(experiments)
    }


def _trained(experiment: Experiment, seeds: Sequence[int], tell: Callable[[float], None]) -> Trained:
    from networks.training.training import Training  # JAX: who only reads or draws what came of it does without

    training = Training([Run(experiment, seed) for seed in seeds])
    curves: dict[str, list[Any]] = {}
    measured: dict[str, list[tuple[Any, Any]]] = {}
    while not training.done:
        chunk = training.advance()
        tell(training.step / training.total)
        for name, values in chunk.curves.items():
            curves.setdefault(name, []).append(values)
        for name, pair in chunk.measurements.items():
            measured.setdefault(name, []).append(pair)
    return Trained(
        experiment,
        {name: np.asarray(values, np.float64) for name, values in training.summary().items()},
        {name: np.concatenate(parts, axis=1) for name, parts in curves.items()},
        {
            name: (np.concatenate([steps for steps, _ in pairs]), np.concatenate([v for _, v in pairs], axis=1))
            for name, pairs in measured.items()
        },
    )
