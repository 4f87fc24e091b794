"""What each update gets: its examples, from a new permutation for each seed and epoch, the same on every machine; its schedule's factor."""

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

    def rows(self, t: int, count: int, room: int) -> Array | None:
        """(lanes, room, batch) of updates t to t + count, the rest 0; None for the full batch."""
        batch, length = self.experiment.batch, self.experiment.epoch
        if batch is None:
            return None
        table = np.zeros((len(self.seeds), room, batch), np.int32)
        for lane, seed in enumerate(self.seeds):
            done = 0
            while done < count:
                epoch, place = divmod(t + done, length)
                part = self.epoch(seed, epoch)[place : place + count - done]
                table[lane, done : done + len(part)] = part
                done += len(part)
        return table

    def factors(self, t: int, count: int, room: int) -> npt.NDArray[np.float32]:
        """(room,): the schedule's factors of the same updates, the rest 1."""
        factors = np.ones(room, np.float32)
        given = self.experiment.timetable.schedule.factors(t, t + count, self.experiment.steps)
        factors[: len(given)] = given
        return factors

    def _epoch(self, seed: int, epoch: int) -> Array:
        """(updates of the epoch, batch)."""
        train, batch, length = self.experiment.data.counts[0], self.experiment.batch or 1, self.experiment.epoch
        order = np.random.Generator(np.random.Philox(key=[seed, epoch])).permutation(train)
        return order[: length * batch].reshape(length, batch).astype(np.int32)
