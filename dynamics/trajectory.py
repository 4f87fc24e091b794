"""`simulate`: one start, one optimizer, one surface, and everything that happened on the way."""

from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from dynamics.kernels import COLUMNS
from dynamics.noise import key
from dynamics.optimizer import Optimizer
from dynamics.outcomes.ending import ending
from dynamics.outcomes.outcome import Outcome
from dynamics.schedules import CONSTANT, Schedule
from dynamics.state import State
from dynamics.stepping import within
from dynamics.walk import Kept, Settings, Walk, record, replayed
from landscapes.landscape import Landscape, Point

Array = npt.NDArray[np.float64]
MOST_ROWS = 50_000_000  # 0.8 GB of positions


class Rows(NamedTuple):
    """What is known at some of a run's rows, (N, 2) each."""

    position: Array
    gradient: Array
    effective_lr: Array
    first_moment: Array
    second_moment: Array


@dataclass(frozen=True, eq=False)
class Trajectory(Settings):
    """A recorded run: K rows, the first at the step of the state it began with.

    Steps count updates since the very beginning; `steps` and `updates` those asked for and made in this run.

    `position` (K, 2) is recorded while running. `gradient`, `effective_lr`, `first_moment` and `second_moment` (K, 2
    each; NaN where an optimizer has no such thing) belong to the update that leaves the position; they are replayed on
    first use, which gives the same numbers, and so cost nothing to those who only want the path.
    """

    position: Array
    updates: int  # updates that stayed finite; fewer than `steps` means it diverged
    kept: Kept = field(repr=False)  # states along the way

    @cached_property
    def step(self) -> npt.NDArray[np.int64]:
        """Updates made before each row since the very beginning, (K,)."""
        return self.origin.step + np.arange(len(self.position), dtype=np.int64) * self.every

    @cached_property
    def loss(self) -> Array:
        """f at each position, (K,)."""
        return np.asarray(self.surface.value(self.position[:, 0], self.position[:, 1]))

    @cached_property
    def distance(self) -> Array:
        """Distance to the nearest known minimum, (K,); without one, to the nearest saddle."""
        return np.asarray(self.surface.distance(self.position[:, 0], self.position[:, 1]))

    def state(self, at: int | None = None) -> State:
        """The state after `at` updates since the very beginning, to go on from; None: after the last that stayed
        finite. Raises ValueError where the run has no such step."""
        first, last = self.origin.step, self.origin.step + self.updates
        step = last if at is None else at
        if not first <= step <= last or step != int(step):
            raise ValueError(f"This run has states from step {first:,} to {last:,}; got {at}.")
        walk = Walk(self, *self.kept.before(int(step)))
        walk.on(int(step))
        return State.unpacked(walk.vector, self.optimizer, walk.step, self.origin)

    def at(self, rows: npt.NDArray[np.int64]) -> "Rows":
        """All that is known at the given rows (ascending). Replays the run a chunk at a time, and keeps only these
        rows."""
        steps = self.origin.step + np.asarray(rows, np.int64) * self.every
        return Rows(*replayed(self, self.kept, steps, self.every, COLUMNS).reshape(-1, 5, 2).swapaxes(0, 1))

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
        if self.every == 1:
            return self.position[first:]
        return replayed(self, self.kept, self.origin.step + np.arange(first, self.updates + 1), 1, 2)

    def onward(self, updates: int) -> Array:
        """The positions after each of the next updates, had the run gone on, (updates, 2), fewer where it diverges."""
        return self.further(updates).position[1:]

    def further(self, updates: int, origin: State | None = None) -> "Trajectory":
        """The run that goes on from here, each row kept. origin: from this state instead."""
        settings = replace(self.settings, origin=origin or self.state(), steps=updates, every=1)
        position, made, kept = record(settings)
        return Trajectory(**vars(settings), position=position, updates=made, kept=kept)

    @property
    def settings(self) -> Settings:
        return Settings(**{f.name: getattr(self, f.name) for f in fields(Settings)})

    def first_step_within(self, radius: float, of: Point = (0.0, 0.0)) -> int | None:
        """Updates, since the very beginning, until the position is first within `radius` of a point, judged as the
        kernels of `endpoints` do; None if never (among recorded rows)."""
        inside = within(self.position[:, 0] - of[0], self.position[:, 1] - of[1], radius * radius)
        return int(self.step[inside.argmax()]) if inside.any() else None


def simulate(
    surface: Landscape,
    optimizer: Optimizer,
    start: Point | State,
    steps: int = 1000,
    every: int = 1,
    noise: float = 0.0,
    seed: int = 0,
    schedule: Schedule = CONSTANT,
) -> Trajectory:
    """Run `steps` updates from `start`, recording every `every`-th position.

    start: a point, or the state of an earlier run: `simulate(..., start=run.state(at=n), steps=m)` has the bits of a
    run of n + m steps from its n-th on, given the same surface, optimizer, noise, seed and schedule. Any of them may
    differ. The schedule runs over the steps that the state's first run had (`State.length`); past them its last rate
    holds.

    noise: standard deviation of Gaussian noise added to each gradient component, drawn for each step from `seed`
    and the step alone (`noise.standard_normal`).
    The run stops at a non-finite position or one beyond 1e12, and says so in its outcome; a path is never clipped.
    Raises ValueError for steps < 0, every < 1, a start or noise that is not finite, a state of other state variables,
    or more than 50 million rows.
    """
    if not isinstance(surface, Landscape) or not isinstance(optimizer, Optimizer):
        what = f"{type(surface).__name__} and {type(optimizer).__name__}"
        raise ValueError(f"A run needs a surface, such as LANDSCAPES['ripple'], and OPTIMIZERS['adam']; got {what}.")
    if steps != int(steps) or every != int(every) or steps < 0 or every < 1:
        raise ValueError(f"steps and every must be whole numbers, at least 0 and at least 1; got {steps} and {every}.")
    steps = int(steps)
    every = int(every)
    if isinstance(start, State):
        start.check(optimizer)
        origin = start
    else:
        point = _point(start)
        origin = State.begin(optimizer, (float(point[0]), float(point[1])), steps)
    if not (np.isfinite(noise) and noise >= 0):
        raise ValueError(f"noise must be a finite number, at least 0; got {noise}.")
    key(seed)
    if not isinstance(schedule, Schedule):
        raise ValueError(f"A schedule must be a Schedule, such as Schedule('cosine'); got {schedule!r}.")
    if steps // every + 1 > MOST_ROWS:
        raise ValueError(
            f"{steps:,} steps would record {steps // every + 1:,} rows; keep at most {MOST_ROWS:,} with every=."
        )
    settings = Settings(surface, optimizer, origin, steps, every, noise, seed, schedule)
    position, updates, kept = record(settings)
    return Trajectory(**vars(settings), position=position, updates=updates, kept=kept)


def _point(start: object) -> Array:
    try:
        point = np.asarray(start, np.float64)
    except (TypeError, ValueError):
        point = np.empty(0)
    if point.shape != (2,) or not np.isfinite(point).all():
        raise ValueError(f"A start must be two finite numbers, or a state of a run; got {start!r}.")
    return point
