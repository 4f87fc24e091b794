"""Whether a count of steps is the optimizer's, or rounding's: the same run in other arithmetics.

A path that bounces across a kink, or bursts, may magnify the last digit of a gradient until it decides when a minimum
is first met. Such a count neither reproduces nor refutes another's.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from dynamics.kernels import CHUNK, COLUMNS, trajectory_kernel
from dynamics.on_arrays import Stepper
from dynamics.outcomes.outcome import NEAR
from dynamics.stepping import length, steeper, within
from dynamics.trajectory import Trajectory
from dynamics.walk import replayed, shocks
from dynamics.words import count
from engines.arrays import elementwise
from landscapes.gradient_pointers import gradient_pointer
from landscapes.landscape import Point

Array = npt.NDArray[Any]  # float64, or the extended numbers of this machine
Near = Callable[[Array, Array], Any]  # whether (x, y) are there

LAST_DIGIT = 2.0**-52  # of a gradient: one unit in its last place or two, up or down
NUDGED = 4  # copies whose gradients are nudged, each by signs of its own
LONGER = 4  # times the run's own count: so far the others are followed
LEAST = 10_000
MOST_EXTENDED = 40_000  # steps in extended numbers, which cost a thousand times as much
PIECE = 1024  # of them at a time: noise and schedule


class Counts(NamedTuple):
    """Updates until first within a radius; None if not within `looked` updates.

    own: as the run has it. others: the same where the last digit of every gradient is nudged, four times with other
    signs; then, where the machine has them, in numbers of 64 binary digits or more instead of 53.
    """

    own: int | None
    others: tuple[int | None, ...]
    looked: int

    @property
    def survives(self) -> bool:
        """Whether all arithmetics agree."""
        return all(other == self.own for other in self.others)

    @property
    def sentence(self) -> str:
        if self.survives and self.own is None:
            return f"It is not there within {count(self.looked)}, in no arithmetic."
        own = "not there" if self.own is None else f"there after {count(self.own)}"
        if self.survives:
            return f"It is {own}, in every arithmetic."
        return f"It is {own}, but rounding decides that: in other arithmetics {self.told}."

    @property
    def told(self) -> str:
        """The counts of the others, where they differ: "3,428, 3,565, not within 15,156 steps"."""
        told = [f"{n:,}" for n in sorted({n for n in self.others if n is not None and n != self.own})]
        return ", ".join([*told, *([f"not within {count(self.looked)}"] if None in self.others else [])])


def counts_within(run: Trajectory, radius: float, of: Point = (0.0, 0.0), seed: int = 0) -> Counts:
    """When `run` is first within `radius` of a point, in its own arithmetic and in others, step by step however thinly
    it was recorded.

    Looks at no more steps than the run has, nor than four times its own count (at least 10,000): a second or so. seed:
    of the signs by which gradients are nudged. Raises ValueError for a run that goes on from another's state: what came
    before was rounded already.
    """
    if run.origin.step:
        raise ValueError("Counts are compared from a run's very beginning; this one goes on from a state.")

    def near(x: Array, y: Array) -> Any:
        return within(x - of[0], y - of[1], radius * radius)

    own = _first(positions(run, run.steps, (None,)), near)[0]
    found = _counts(run, own, near, seed)
    if np.finfo(np.longdouble).nmant == np.finfo(np.float64).nmant or found.looked > MOST_EXTENDED:
        return found
    return found._replace(others=(*found.others, *_first(extended(run, found.looked), near)))


def counts_to_a_minimum(run: Trajectory, step: int) -> Counts:
    """The same for within 0.001 of any known minimum, where the run first is after `step` updates; the others are
    followed for no longer where all of them are there just then. Milliseconds: without extended numbers."""

    def near(x: Array, y: Array) -> Any:
        return run.surface.within(NEAR, x, y)

    soon = _first(positions(run, step, range(NUDGED)), near)
    return Counts(step, tuple(soon), step) if soon == [step] * NUDGED else _counts(run, step, near, 0)


def _counts(run: Trajectory, own: int | None, near: Near, seed: int) -> Counts:
    looked = run.steps if own is None else min(run.steps, max(LEAST, LONGER * own))
    seeds = range(NUDGED * seed, NUDGED * (seed + 1))
    return Counts(own, tuple(_first(positions(run, looked, seeds), near)), looked)


def _first(paths: Iterable[Array], near: Near) -> list[int | None]:
    """Of S paths in pieces (S, K, 2), the first row of each that is there."""
    found: list[int | None] = []
    step = 0
    for piece in paths:
        with np.errstate(over="ignore", invalid="ignore"):  # extended numbers go far beyond what a run counts as finite
            inside = near(piece[..., 0], piece[..., 1])
        first = [step + int(row.argmax()) if row.any() else None for row in inside]
        found = [new if old is None else old for old, new in zip(found or first, first, strict=True)]
        step += inside.shape[1]
        if None not in found:
            break
    return found


def positions(run: Trajectory, steps: int, seeds: Sequence[int | None]) -> Iterator[Array]:
    """The run's positions up to `steps` updates, once for each of S seeds, in pieces (S, K, 2), by the kernel that made
    it; NaN where they are no longer finite. A seed: of the signs by which the last digit of each gradient that the run
    met is nudged; None: as it is."""
    kernel, gradient = trajectory_kernel(run.optimizer), gradient_pointer(run.surface.grad)
    states, own = [run.origin.packed(run.optimizer) for _ in seeds], run.optimizer
    signs = [None if seed is None else np.random.default_rng(seed) for seed in seeds]
    for first in range(0, steps + 1, CHUNK):
        last = min(first + CHUNK, steps + 1)
        factors, noise = run.schedule.factors(first, last, run.origin.length), shocks(run.noise, run.seed, first, last)
        met = np.zeros((last - first, 2))
        known = np.arange(first, min(last, run.updates + 1))
        if any(signs):
            met[: len(known)] = replayed(run, run.kept, known, 1, COLUMNS)[:, 2:4]
        rows = np.full((len(seeds), last - first, 2), np.nan)
        for state, drawn, out in zip(states, signs, rows, strict=True):
            added = noise
            if drawn:
                up = 2.0 * drawn.integers(0, 2, met.shape) - 1.0
                added = LAST_DIGIT * up * met + (noise if len(noise) else 0.0)
            kernel(gradient, run.surface.p, own.tape, state, first, last, 1, own.handed, factors, added, out)
        yield rows


def extended(run: Trajectory, steps: int, kind: Any = np.longdouble) -> Iterator[Array]:
    """The run's positions up to `steps` updates, in pieces (1, 1, 2), stepped anew by its own formulas in another kind
    of numbers."""
    position: Array = np.array([run.start], kind)
    stepper, gradient, far = Stepper(run.optimizer), elementwise(run.surface.grad), elementwise(length)
    smoothness: Any = np.zeros((1, 1), kind)
    before: tuple[Array, Array] | None = None
    for step in range(steps + 1):
        yield position[None]
        k = step % PIECE
        if k == 0:
            last = min(step + PIECE, run.steps)
            factors = run.schedule.factors(step, last, run.origin.length)
            noise = shocks(run.noise, run.seed, step, last)
        if step == steps:
            return
        x, y = position.T
        with np.errstate(all="ignore"):
            parts = [np.broadcast_to(part, x.shape) for part in gradient(x, y, run.surface.p)]
            g = np.column_stack(parts).astype(kind, copy=False) + (noise[k] if len(noise) else 0.0)
            if run.optimizer.follows_smoothness and before is not None:
                moved, change = (far(*(now - then).T)[:, None] for now, then in zip((position, g), before, strict=True))
                smoothness = elementwise(steeper)(smoothness, moved, change)
            before = position, g
            largest, signed = np.abs(g).max(axis=1, keepdims=True), g.max(axis=1, keepdims=True)
            factor = factors[k] if len(factors) else 1.0
            position = position - stepper.step(g, position, largest, signed, smoothness, factor)
