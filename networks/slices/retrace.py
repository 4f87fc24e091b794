"""A finished run taken up again: where its newest checkpoint stands, and the path that led there."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Any, NamedTuple

import jax
import numpy as np
import numpy.typing as npt

from networks.results import records
from networks.results.records import Record
from networks.slices.planes import flat
from networks.training.steps import TrainingState
from networks.training.training import Run, Training

Tell = Callable[[float], None]  # gets the share that is done; may raise, to stop

MOST_SNAPSHOTS = 64
FEWEST_SNAPSHOTS = 8
MOST_BYTES = 64e6
MOST_PATHS = 4

_paths: OrderedDict[tuple[Any, ...], "Path"] = OrderedDict()
_lock = threading.Lock()


class Path(NamedTuple):
    """Parameters (k, P) after `step` (k,) updates, from the start to the checkpoint. `off`: distance between the last
    of them and the checkpoint's: 0 where training again is exact to the bit."""

    step: npt.NDArray[np.int64]
    point: npt.NDArray[np.float64]
    off: float


class Solution:
    """The newest checkpoint of a run: `start` and `end` (P,) are its parameters at first and there.

    Raises RecordError or ValueError, with a sentence, where there is none that fits.
    """

    def __init__(self, run: int) -> None:
        self.record = records.run(run)
        self.training = Training(_together(self.record))
        self.start = flat(_leaves(self.state))
        self.training.restore(records.state(run))
        self.leaves = _leaves(self.state)
        self.end = flat(self.leaves)

    @property
    def step(self) -> int:
        return self.training.step

    @property
    def state(self) -> TrainingState:
        """Parameters and running statistics of this run alone."""
        return self.training.states[self.record.index]

    def tree(self, vector: npt.NDArray[np.float64]) -> Any:
        """A vector (P,) in the shape of the parameters, float32."""
        ends = np.cumsum([leaf.size for leaf in self.leaves])[:-1]
        parts = [
            p.reshape(leaf.shape).astype(np.float32)
            for p, leaf in zip(np.split(vector, ends), self.leaves, strict=True)
        ]
        return jax.tree.unflatten(jax.tree.structure(self.state.params), parts)

    def path(self, tell: Tell) -> Path:
        """The way here, by training again. The last few are remembered."""
        key = (self.record.text, self.record.seed, self.step)
        with _lock:
            if key in _paths:
                return _paths[key]
        found = self._again(tell)
        with _lock:
            _paths[key] = found
            while len(_paths) > MOST_PATHS:
                _paths.popitem(last=False)
        return found

    def _again(self, tell: Tell) -> Path:
        count = int(np.clip(MOST_BYTES / (8 * self.record.experiment.parameters), FEWEST_SNAPSHOTS, MOST_SNAPSHOTS))
        steps = np.unique(np.linspace(0, self.step, count).round().astype(np.int64))
        again = Training([self.training.runs[self.record.index]], pictures=self.training.pictures)
        points = []
        for step in steps:
            tell(float(step / max(self.step, 1)))
            again.forward(int(step))
            points.append(flat(_leaves(again.states[0])))
        return Path(steps, np.array(points), float(np.linalg.norm(points[-1] - self.end)))


def _together(record: Record) -> list[Run]:
    """All runs that its job trains side by side: one checkpoint holds them."""
    together = [other for other in records.runs(record.launch) if other.job == record.job]
    return [Run(other.experiment, other.seed) for other in sorted(together, key=lambda other: other.index)]


def _leaves(state: TrainingState) -> list[npt.NDArray[np.float32]]:
    return [np.asarray(leaf) for leaf in jax.tree.leaves(state.params)]
