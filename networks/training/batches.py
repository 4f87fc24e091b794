"""What each update gets: its examples, from a new permutation for each seed and epoch, the same on every machine; its
schedule's factor."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from networks.experiment import Experiment

Array = npt.NDArray[np.int32]


class Batches:
    def __init__(self, experiment: Experiment, seeds: Sequence[int]) -> None:
        self.experiment, self.seeds = experiment, tuple(seeds)
        self.epoch = lru_cache(2 * len(set(seeds)))(self._epoch)

    def rows(self, t: int, count: int, room: int) -> list[Array] | list[None]:
        """Each run's (room, batch) of updates t to t + count, the rest 0; None for the full batch."""
        batch = self.experiment.batch
        if batch is None:
            return [None] * len(self.seeds)
        own = {seed: self._rows(seed, t, count, np.zeros((room, batch), np.int32)) for seed in set(self.seeds)}
        return [own[seed] for seed in self.seeds]

    def _rows(self, seed: int, t: int, count: int, table: Array) -> Array:
        done = 0
        while done < count:
            epoch, place = divmod(t + done, self.experiment.epoch)
            part = self.epoch(seed, epoch)[place : place + count - done]
            table[done : done + len(part)] = part
            done += len(part)
        return table

    def factors(self, t: int, count: int, room: int) -> npt.NDArray[np.float32]:
        """(room,): the schedule's factors of the same updates, the rest 1."""
        factors = np.ones(room, np.float32)
        given = self.experiment.schedule.factors(t, t + count, self.experiment.steps)
        factors[: len(given)] = given
        return factors

    def _epoch(self, seed: int, epoch: int) -> Array:
        """(updates of the epoch, batch)."""
        train = self.experiment.data.counts[0]
        batch = self.experiment.batch or 1
        length = self.experiment.epoch
        order = np.random.Generator(np.random.Philox(key=[seed, epoch])).permutation(train)
        return order[: length * batch].reshape(length, batch).astype(np.int32)
