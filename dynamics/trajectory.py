"""`simulate`: one start, one optimizer, one surface, and everything that happened on the way."""

from dataclasses import dataclass, fields
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from dynamics import kernels
from dynamics.ending import ending
from dynamics.kernels import CHUNK, COLUMNS, trajectory_kernel
from dynamics.noise import key, standard_normal
from dynamics.optimizer import Optimizer
from dynamics.outcome import Outcome
from dynamics.schedules import CONSTANT, Schedule
from landscapes.landscape import Landscape, Point, gradient_pointer

Array = npt.NDArray[np.float64]
MOST_ROWS = 50_000_000  # 0.8 GB of positions


class Rows(NamedTuple):
    """What is known at some of a run's rows, (N, 2) each."""

    position: Array
    gradient: Array
    effective_lr: Array
    first_moment: Array
    second_moment: Array


@dataclass(frozen=True)
class Settings:
    """What a run is made from. steps, every: updates; noise: standard deviation of each gradient component."""

    surface: Landscape
    optimizer: Optimizer
    start: Point
    steps: int
    every: int
    noise: float
    seed: int
    schedule: Schedule


@dataclass(frozen=True, eq=False)
class Trajectory(Settings):
    """A recorded run: K rows, the first at step 0.

    `position` (K, 2) is recorded while running. `gradient`, `effective_lr`, `first_moment` and `second_moment` (K, 2
    each; NaN where an optimizer has no such thing) belong to the update that leaves the position; they are replayed on
    first use, which gives the same numbers, and so cost nothing to those who only want the path.
    """

    position: Array
    updates: int  # updates that stayed finite; fewer than `steps` means it diverged

    @cached_property
    def step(self) -> npt.NDArray[np.int64]:
        """Updates made before each row, (K,)."""
        return np.arange(len(self.position), dtype=np.int64) * self.every

    @cached_property
    def loss(self) -> Array:
        """f at each position, (K,)."""
        return np.asarray(self.surface.value(self.position[:, 0], self.position[:, 1]))

    @cached_property
    def distance(self) -> Array:
        """Distance to the nearest known minimum, (K,); without one, to the nearest saddle."""
        return np.asarray(self.surface.distance(self.position[:, 0], self.position[:, 1]))

    def at(self, rows: npt.NDArray[np.int64]) -> "Rows":
        """All that is known at the given rows (ascending). Replays the run a chunk at a time, and keeps only these
        rows."""
        return Rows(*_run(self, COLUMNS, rows)[0].reshape(-1, 5, 2).swapaxes(0, 1))

    @cached_property
    def _all(self) -> "Rows":
        return self.at(np.arange(len(self.position)))

    @property
    def gradient(self) -> Array:
        """The gradient that the optimizer saw at each position (noise included), (K, 2)."""
        return self._all.gradient

    @property
    def effective_lr(self) -> Array:
        """What multiplies the (averaged) gradient in the update that leaves each position, (K, 2)."""
        return self._all.effective_lr

    @property
    def first_moment(self) -> Array:
        """m after the gradient at each position went in, (K, 2); NaN where there is none."""
        return self._all.first_moment

    @property
    def second_moment(self) -> Array:
        """v after the gradient at each position went in, (K, 2); NaN where there is none."""
        return self._all.second_moment

    @cached_property
    def outcome(self) -> Outcome:
        """How it ended, judged by its last updates one by one, however thinly it was recorded."""
        return ending(self)

    def last(self, updates: int) -> Array:
        """The positions before and after each of its last updates, (updates + 1, 2), fewer where there are fewer."""
        first = max(0, self.updates - updates)
        return self.position[first:] if self.every == 1 else self._replayed(self.steps, first, self.updates)

    def onward(self, updates: int) -> Array:
        """The positions after each of the next updates, had the run gone on, (updates, 2), fewer where it diverges."""
        return self._replayed(self.steps + updates, self.steps + 1, self.steps + updates)

    def _replayed(self, steps: int, first: int, last: int) -> Array:
        settings = Settings(**{f.name: getattr(self, f.name) for f in fields(Settings)} | {"every": 1, "steps": steps})
        rows, done = _run(settings, 2, np.arange(first, last + 1))
        return rows[: done - first + 1]

    def first_step_within(self, radius: float, of: Point = (0.0, 0.0)) -> int | None:
        """Updates until the position is first within `radius` of a point (distance <= radius); None if never (among
        recorded rows)."""
        inside = np.hypot(self.position[:, 0] - of[0], self.position[:, 1] - of[1]) <= radius
        return int(self.step[inside.argmax()]) if inside.any() else None


def simulate(
    surface: Landscape,
    optimizer: Optimizer,
    start: Point,
    steps: int = 1000,
    every: int = 1,
    noise: float = 0.0,
    seed: int = 0,
    schedule: Schedule = CONSTANT,
) -> Trajectory:
    """Run `steps` updates from `start`, recording every `every`-th position.

    noise: standard deviation of Gaussian noise added to each gradient component; a step's draw follows from seed and
    step alone. The run stops at a non-finite position or one beyond 1e12, and says so in its outcome; a path is never
    clipped. Raises ValueError for steps < 0, every < 1, a start or noise that is not finite, a seed that is no whole
    number from 0 to 2^64 - 1, or more than 50 million rows.
    """
    if steps != int(steps) or every != int(every) or steps < 0 or every < 1:
        raise ValueError(f"steps and every must be whole numbers, at least 0 and at least 1; got {steps} and {every}.")
    steps = int(steps)
    every = int(every)
    point = np.asarray(start, np.float64)
    if point.shape != (2,) or not np.isfinite(point).all():
        raise ValueError(f"A start must be two finite numbers; got {start}.")
    if not (np.isfinite(noise) and noise >= 0):
        raise ValueError(f"noise must be a finite number, at least 0; got {noise}.")
    key(seed)  # refuses what is no seed, with or without noise
    if not isinstance(schedule, Schedule):
        raise ValueError(f"A schedule must be a Schedule, such as Schedule('cosine'); got {schedule!r}.")
    if steps // every + 1 > MOST_ROWS:
        raise ValueError(
            f"{steps:,} steps would record {steps // every + 1:,} rows; keep at most {MOST_ROWS:,} with every=."
        )
    settings = Settings(surface, optimizer, (float(point[0]), float(point[1])), steps, every, noise, seed, schedule)
    position, updates = _run(settings, 2)
    return Trajectory(**vars(settings), position=position, updates=updates)


def _run(s: Settings, columns: int, rows: npt.NDArray[np.int64] | None = None) -> tuple[Array, int]:
    """(recorded rows, updates that stayed finite): every row, or only those asked for (ascending).

    The last row takes one update more than `steps`, for the rates that leave it.
    """
    kernel = trajectory_kernel(s.optimizer)
    gradient = gradient_pointer(s.surface.grad)
    p = s.surface.p
    hyper = tuple(s.optimizer.numbers)
    carry = np.zeros(kernels.STATE + 2 * len(s.optimizer.state_variables))
    carry[kernels.X], carry[kernels.Y] = s.start
    chunk = max(CHUNK // s.every, 1) * s.every  # every chunk begins at a recorded row
    total = s.steps // s.every + 1
    out = np.empty((total if rows is None else len(rows), columns))
    scratch = np.empty((min(chunk // s.every, total), columns)) if rows is not None else out
    for first in range(0, s.steps + 1, chunk):
        last, row = min(first + chunk, s.steps + 1), first // s.every
        shocks = s.noise * standard_normal(s.seed, first, last) if s.noise else np.empty((0, 2))
        rates = s.schedule.factors(first, last, s.steps)
        done = kernel(
            gradient, p, carry, first, last, s.every, hyper, rates, shocks, out[row:] if rows is None else scratch
        )
        if rows is not None:
            here = slice(*np.searchsorted(rows, (row, row + len(scratch))))
            out[here] = scratch[rows[here] - row]
        if done < last:
            break
    updates = min(done, s.steps)
    return (out[: updates // s.every + 1] if rows is None else out), updates
