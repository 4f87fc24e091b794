"""`bundle`: one optimizer from one start under many seeds of noise."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from dynamics.optimizer import Optimizer
from dynamics.schedules import CONSTANT, Schedule
from dynamics.trajectory import simulate
from landscapes.landscape import Landscape, Point

Array = npt.NDArray[np.float64]
ROWS = 400  # recorded of each path, at most about


@dataclass(frozen=True, eq=False)
class Bundle:
    """step (K,); position (S, K, 2), a row of paths for each seed; NaN from where a path has diverged."""

    surface: Landscape
    optimizer: Optimizer
    seeds: tuple[int, ...]
    step: npt.NDArray[np.int64]
    position: Array

    @cached_property
    def loss(self) -> Array:
        """f, (S, K); infinite where a path has diverged, so that quantiles count it among the worst."""
        return self._known(self.surface.value(self.position[..., 0], self.position[..., 1]))

    @cached_property
    def distance(self) -> Array:
        """Distance to the nearest known minimum, else saddle, else the origin, (S, K); infinite where a path has
        diverged."""
        return self._known(self.surface.distance(self.position[..., 0], self.position[..., 1]))

    def _known(self, values: npt.ArrayLike) -> Array:
        return np.where(np.isnan(self.position[..., 0]), np.inf, values)


def bundle(
    surface: Landscape,
    optimizer: Optimizer,
    start: Point,
    steps: int,
    noise: float,
    seeds: tuple[int, ...],
    schedule: Schedule = CONSTANT,
) -> Bundle:
    """Each path is what `simulate` gives for its seed, recorded every so many steps.

    Raises ValueError as `simulate` does, and without a seed.
    """
    if not seeds:
        raise ValueError("A bundle needs at least one seed.")
    every = max(1, -(-steps // ROWS))
    step = np.arange(steps // every + 1, dtype=np.int64) * every
    position = np.full((len(seeds), len(step), 2), np.nan)
    for paths, seed in zip(position, seeds, strict=True):
        path = simulate(surface, optimizer, start, steps, every, noise, seed, schedule).position
        paths[: len(path)] = path
    return Bundle(surface, optimizer, seeds, step, position)
