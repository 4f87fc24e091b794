"""A longer look: the same run, continued. What is said of a run for ever must hold as long as it is looked at, and that
is long against the optimizer's own memory."""

from functools import cached_property

import numpy as np
import numpy.typing as npt

from dynamics.outcomes.run import Run
from dynamics.outcomes.stability import memory

Array = npt.NDArray[np.float64]

LEAST, MOST = 40_000, 120_000  # updates after the last
MEMORIES = 32  # of the optimizer
PARTS = 8  # of the look; its later half must keep what is claimed
KEEPS = 2.0  # a run that keeps its size never falls below its part


class Look:
    """Costs nothing until it is asked."""

    def __init__(self, run: Run) -> None:
        self._run = run

    @cached_property
    def ahead(self) -> Run:
        return self._run.further(int(np.clip(MEMORIES * memory(self._run.optimizer), LEAST, MOST)))

    @cached_property
    def parts(self) -> list[Array]:
        """The positions of the later half, in order."""
        return np.array_split(self.ahead.position[1:], PARTS)[PARTS // 2 :]

    def keeps(self, path: Array, most: float = np.inf) -> bool:
        """Whether the run stays on the map, and as large as on this path (K, 2), neither settling nor, beyond `most`
        times the path, growing."""
        if self.ahead.updates < self.ahead.steps:
            return False
        before = extent(path)
        return all(
            before <= KEEPS * extent(part) <= KEEPS * most * before
            and not self._run.surface.outside(part[:, 0], part[:, 1], self._run.surface.half_height).all()
            for part in self.parts
        )

    def stays(self, near: Array, radius: float) -> bool:
        """Whether no later position is farther than `radius` from a point."""
        away = self.ahead.position - near
        return self.ahead.updates == self.ahead.steps and bool(np.hypot(*away.T).max() <= radius)


def extent(points: Array) -> float:
    """The longer side of the frame around points (K, 2)."""
    return float(np.ptp(points, axis=0).max())
