"""`simulate`: one start, one optimizer, one surface, and everything that happened on the way."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from dynamics import kernels
from dynamics.kernels import CHUNK, COLUMNS, trajectory_kernel
from dynamics.optimizer import Optimizer
from dynamics.outcome import Outcome, classify
from dynamics.schedules import CONSTANT, Schedule
from landscapes.landscape import Landscape, Point, gradient_pointer

Array = npt.NDArray[np.float64]
MOST_ROWS = 50_000_000  # 0.8 GB of positions


@dataclass(frozen=True)
class Trajectory:
    """A recorded run: K rows, the first at step 0.

    `position` (K, 2) is recorded while running. `gradient`, `effective_lr`, `first_moment` and `second_moment` (K, 2 each; NaN where
    an optimizer has no such thing) belong to the update that leaves the position; they are replayed on first use, which gives the
    same numbers, and so cost nothing to those who only want the path.
    """

    surface: Landscape
    optimizer: Optimizer
    start: Point
    steps: int
    every: int
    noise: float
    seed: int
    schedule: Schedule
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
        """Distance to the nearest known minimum, (K,)."""
        return np.asarray(self.surface.distance(self.position[:, 0], self.position[:, 1]))

    @cached_property
    def _replayed(self) -> Array:
        return _run(self.surface, self.optimizer, self.start, self.steps, self.every, self.noise, self.seed, self.schedule, COLUMNS)[0]

    @property
    def gradient(self) -> Array:
        """The gradient that the optimizer saw at each position (noise included), (K, 2)."""
        return self._replayed[:, kernels.GRADIENTS]

    @property
    def effective_lr(self) -> Array:
        """What multiplies the (averaged) gradient in the update that leaves each position, (K, 2)."""
        return self._replayed[:, kernels.RATES]

    @property
    def first_moment(self) -> Array:
        """m after the gradient at each position went in, (K, 2); NaN where there is none."""
        return self._replayed[:, kernels.FIRST]

    @property
    def second_moment(self) -> Array:
        """v after the gradient at each position went in, (K, 2); NaN where there is none."""
        return self._replayed[:, kernels.SECOND]

    @cached_property
    def outcome(self) -> Outcome:
        return classify(self.surface, self.optimizer, self.position, self.step, self.steps, self.updates)

    def first_step_within(self, radius: float, of: Point = (0.0, 0.0)) -> int | None:
        """Updates until the position is first within `radius` of a point (distance <= radius); None if never (among recorded rows)."""
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

    noise: standard deviation of Gaussian noise added to each gradient component, drawn from NumPy's PCG64 with `seed`.
    The run stops at a non-finite position or one beyond 1e12, and says so in its outcome; a path is never clipped.
    Raises ValueError for steps < 0, every < 1, a start or noise that is not finite, or more than 50 million rows.
    """
    steps, every, start = int(steps), int(every), (float(start[0]), float(start[1]))
    if steps < 0 or every < 1:
        raise ValueError(f"steps must be at least 0 and every at least 1; got {steps} and {every}.")
    if not np.all(np.isfinite(start)):
        raise ValueError(f"A start must be two finite numbers; got {start}.")
    if not (np.isfinite(noise) and noise >= 0):
        raise ValueError(f"noise must be a finite number, at least 0; got {noise}.")
    if steps // every + 1 > MOST_ROWS:
        raise ValueError(f"{steps:,} steps would record {steps // every + 1:,} rows; keep at most {MOST_ROWS:,} with every=.")
    position, updates = _run(surface, optimizer, start, steps, every, noise, seed, schedule, 2)
    return Trajectory(surface, optimizer, start, steps, every, noise, seed, schedule, position, updates)


def _run(
    surface: Landscape,
    optimizer: Optimizer,
    start: Point,
    steps: int,
    every: int,
    noise: float,
    seed: int,
    schedule: Schedule,
    columns: int,
) -> tuple[Array, int]:
    """(rows, updates that stayed finite). The last row needs one update more than `steps`, for the rates that leave it."""
    kernel = trajectory_kernel(optimizer)
    out = np.empty((steps // every + 1, columns))
    carry = np.zeros(kernels.STATE + 2 * len(optimizer.slots))
    carry[kernels.X], carry[kernels.Y] = start
    carry[kernels.POWER1] = carry[kernels.POWER2] = 1.0
    draw, p, hyper, gradient = np.random.default_rng(seed), surface.p, optimizer.numbers, gradient_pointer(surface.grad)
    chunk = CHUNK - CHUNK % every or every  # a chunk begins at a recorded row
    for first in range(0, steps + 1, chunk):
        last = min(first + chunk, steps + 1)
        shocks = noise * draw.standard_normal((last - first, 2)) if noise else np.empty((0, 2))
        rates = schedule.factors(first, last, steps)
        done = kernel(gradient, p, carry, first, last, every, hyper, rates, shocks, out[first // every :])
        if done < last:
            break
    updates = min(done, steps)
    return out[: updates // every + 1], updates
