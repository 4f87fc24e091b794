"""Whether a count of steps is the optimizer's, or rounding's: the same run in other arithmetics.

A path that bounces across a kink, or bursts, may magnify the last digit of a gradient until it decides when a minimum
is first met. Such a count neither reproduces nor refutes another's.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from dynamics.on_arrays import Stepper
from dynamics.stepping import length, steeper, within
from dynamics.trajectory import Trajectory
from dynamics.walk import shocks
from dynamics.words import count
from engines.arrays import elementwise
from landscapes.landscape import Point

Array = npt.NDArray[Any]  # float64, or the extended numbers of this machine

LAST_DIGIT = 2.0**-52  # of a gradient: one unit in its last place or two, up or down
NUDGED = 4  # copies whose gradients are nudged, each by signs of its own
LONGER = 4  # times the run's own count: so far the others are followed
LEAST = 10_000
PIECE = 1024  # steps of noise and schedule at a time


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
        told = [f"{n:,}" for n in sorted({n for n in self.others if n is not None and n != self.own})]
        if None in self.others:
            told.append(f"not within {count(self.looked)}")
        return f"It is {own}, but rounding decides that: in other arithmetics {', '.join(told)}."


def counts_within(run: Trajectory, radius: float, of: Point = (0.0, 0.0), seed: int = 0) -> Counts:
    """When `run` is first within `radius` of a point, in its own arithmetic and in others, step by step however thinly
    it was recorded.

    Looks at no more steps than the run has, nor than four times its own count (at least 10,000): a second or so. seed:
    of the signs by which gradients are nudged. Raises ValueError for a run that goes on from another's state: what came
    before was rounded already.
    """
    if run.origin.step:
        raise ValueError("Counts are compared from a run's very beginning; this one goes on from a state.")
    most = run.steps
    copies = _Copies(run, 1 + NUDGED, np.float64, seed)
    found: list[int | None] = [None] * (1 + NUDGED)
    looked = most
    for step, inside in copies.within(most, radius, of):
        found = [step if here and n is None else n for n, here in zip(found, inside, strict=True)]
        if found[0] is not None:
            looked = min(most, max(LEAST, LONGER * found[0]))
        elif step == LEAST * LONGER:  # the run itself is not there yet: so far, and no farther
            looked = step
        if step >= looked or None not in found:
            break
    others = found[1:]
    if np.finfo(np.longdouble).nmant > np.finfo(np.float64).nmant:
        extended = _Copies(run, 1, np.longdouble, seed).within(looked, radius, of)
        others.append(next((step for step, inside in extended if inside[0]), None))
    return Counts(found[0], tuple(others), looked)


class _Copies:
    """A run stepped anew by its own formulas, `size` copies side by side in one kind of numbers; the first as it is,
    the others with nudged gradients."""

    def __init__(self, run: Trajectory, size: int, kind: Any, seed: int) -> None:
        self.run, self.size, self.signs = run, size, np.random.default_rng(seed)
        self.position: Array = np.tile(np.array(run.start, kind), (size, 1))
        self.stepper, self.gradient = Stepper(run.optimizer), elementwise(run.surface.grad)
        self.smoothness: Any = np.zeros((size, 1), kind)
        self.before: tuple[Array, Array] | None = None

    def within(self, most: int, radius: float, of: Point) -> Iterator[tuple[int, list[bool]]]:
        """The step, 0 to `most`, and which copies are within `radius` of the point then."""
        run = self.run
        for step in range(most + 1):
            x, y = self.position.T
            yield step, within(x - of[0], y - of[1], radius * radius).tolist()
            if step % PIECE == 0:
                last = min(step + PIECE, run.steps)
                factors = run.schedule.factors(step, last, run.origin.length)
                noise = shocks(run.noise, run.seed, step, last)
            k = step % PIECE
            if step < most:
                self._on(noise[k] if len(noise) else 0.0, factors[k] if len(factors) else 1.0)

    def _on(self, noise: Any, factor: float) -> None:
        x, y = self.position.T
        with np.errstate(all="ignore"):  # a path on its way to infinity is in no radius
            parts = self.gradient(x, y, self.run.surface.p)
            g = np.column_stack([np.broadcast_to(part, x.shape) for part in parts]).astype(x.dtype, copy=False) + noise
            if self.size > 1:
                nudge = LAST_DIGIT * self.signs.choice((-1.0, 1.0), g.shape)
                nudge[0] = 0.0
                g = g * (1 + nudge)
            self._follow(g)
            largest, signed = np.abs(g).max(axis=1, keepdims=True), g.max(axis=1, keepdims=True)
            step = self.stepper.step(g, self.position, largest, signed, self.smoothness, factor)
            self.position = self.position - step

    def _follow(self, g: Array) -> None:
        if not self.run.optimizer.follows_smoothness:
            return
        if self.before is not None:
            far = elementwise(length)
            moved, change = (
                far(*(now - then).T)[:, None] for now, then in zip((self.position, g), self.before, strict=True)
            )
            self.smoothness = elementwise(steeper)(self.smoothness, moved, change)
        self.before = self.position, g
