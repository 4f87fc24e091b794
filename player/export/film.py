"""A scenario's runs as they are drawn: the frames that the player shows too, and where each run is at a moment between
them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from dynamics import Trajectory
from figures.contours import Ground, ground
from player.frames import channels, frames
from scenarios.scenario import Scenario
from scenarios.summary import sentence

Array = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Film:
    scenario: Scenario
    runs: Sequence[Trajectory]

    @cached_property
    def ground(self) -> Ground:
        return ground(self.scenario.landscape)

    @cached_property
    def step(self) -> npt.NDArray[np.int64]:
        """The steps that have a frame, (F,)."""
        return frames(self.runs, self.scenario.steps)

    @cached_property
    def data(self) -> list[Array]:
        """For each run (A, 9) in the order of player.frames.CHANNELS, as long as it lasts."""
        lowest = self.scenario.landscape.lowest
        whole = (channels(run, self.step, lowest).astype(np.float64) for run in self.runs)
        return [d[~np.isnan(d[:, 0])] for d in whole]

    @cached_property
    def sentence(self) -> str:
        """What to watch, or what happens from here."""
        text = sentence(self.scenario, self.runs)
        for title in self.scenario.titles:  # a line must not break inside a name
            text = text.replace(title, title.replace(" ", "\u00a0"))
        return text

    def frame(self, k: int, t: float) -> int:
        """The last frame of run k at or before step t."""
        return min(int(np.searchsorted(self.step, t, side="right")) - 1, len(self.data[k]) - 1)

    def path(self, k: int, t: float) -> Array:
        """The way of run k up to step t, (N, 2): whole frames, and the point it has glided to on the way to the next
        one."""
        i, xy = self.frame(k, t), self.data[k][:, :2]
        if i + 1 >= len(xy) or t <= self.step[i]:
            return xy[: i + 1]
        part = (t - self.step[i]) / (self.step[i + 1] - self.step[i])
        return np.concatenate([xy[: i + 1], [xy[i] + part * (xy[i + 1] - xy[i])]])
