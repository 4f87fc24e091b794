"""A longer look: the same run, continued. What is said of a run for ever must hold as long as it is looked at, and that
is long against the optimizer's own memory."""

from collections.abc import Iterator
from functools import cached_property

import numpy as np
import numpy.typing as npt

from dynamics.outcomes.run import Run
from dynamics.outcomes.stability import memory, swing
from landscapes.landscape import Landscape

Array = npt.NDArray[np.float64]

LEAST_LOOK, MOST_LOOK = 40_000, 120_000  # updates after the last
MEMORIES = 32  # of the optimizer
FIRST = 8  # an eighth of it tells most of what does not last
SWINGS = 50  # memories of the gradient, after which none of its momentum is left
PARTS = 4  # of the later half, each of which must keep what is claimed
KEEPS = 2.0  # a run that keeps its size never falls below its part
GROWS = 1.5  # a cycle, or a curve that closes, is no larger later than this times what the run has shown of it
EVEN = 1e-9  # of its spread, or of its rates: what comes back so nearly is exact
SHORT = 192  # positions of a later half: fewer tell of nothing that does not come back at once
SOON = 512  # updates within which short memories have come to rest
ROUNDING = 1e-15  # of a coordinate: less than this may grow


class Look:
    """Costs nothing until it is asked."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.steps = int(np.clip(MEMORIES * memory(run.optimizer), LEAST_LOOK, MOST_LOOK))

    @cached_property
    def first(self) -> Run:
        return self.run.further(self.steps // FIRST)

    def repeats(self, period: int) -> Array | None:
        """The positions of the next few periods, where nothing will change any more."""
        soon = self.run.further(SOON + 4 * period)
        return soon.position if returns(soon, period) else None

    @cached_property
    def ahead(self) -> Run:
        """What comes after the first of it."""
        return self.first.further(self.steps - self.steps // FIRST)

    @cached_property
    def parts(self) -> list[Array]:
        """The positions of the later half, in order."""
        return np.array_split(self.ahead.position[-(self.steps // 2) :], PARTS)

    def keeps(self, path: Array, most: float = np.inf) -> bool:
        """Whether the run stays on the map, and as large as on this path (K, 2), neither settling nor, beyond `most`
        times the path, growing."""
        before, soon = extent(path), self.first.position[-(self.first.steps // 2) :]
        return all(
            on.updates == on.steps
            and not surface.outside(part[::16, 0], part[::16, 1], surface.half_height).all()
            and before <= KEEPS * extent(part) <= KEEPS * most * before
            for on, part, surface in self._later(soon)
        )

    def _later(self, soon: Array) -> Iterator[tuple[Run, Array, Landscape]]:
        yield self.first, soon, self.run.surface
        for k in range(PARTS):  # the rest is stepped only where the first of it kept its size
            yield self.ahead, self.parts[k], self.run.surface

    def swings_within(self, near: Array, radius: float) -> bool:
        """Whether what momentum it has left keeps it within `radius` of a point."""
        path = self.run.further(min(SWINGS * swing(self.run.optimizer), MOST_LOOK)).position
        return bool(np.hypot(*(path - near).T).max() <= radius)

    def stays(self, near: Array, radius: float) -> bool:
        """Whether no later position is farther than `radius` from a point."""
        return all(
            on.updates == on.steps and bool(np.hypot(*(on.position - near).T).max() <= radius)
            for on in (self.first, self.ahead)
        )


def returns(soon: Run, period: int) -> bool:
    """Whether all of a run comes back after a period at its end: where it is, its rates and its averages. Then the next
    period is this one, and no longer look is needed. Rates, not averages of squares: those are still corrected."""
    path, span = soon.position, max(64, 2 * period)
    if soon.updates < soon.steps or not misses(path[-span:], period) <= EVEN:
        return False
    for own in path.T:  # a coordinate that looks at rest may be growing from 1e-13: each by its own size
        late, early = (float(np.abs(part[period:] - part[:-period]).max()) for part in (own[-span:], own[:span]))
        if late > max(early, ROUNDING * float(np.abs(own).max())):
            return False
    rows = soon.at(np.array([soon.steps - period, soon.steps]))
    with np.errstate(invalid="ignore"):
        return all(
            bool(np.allclose(one, other, rtol=EVEN, atol=EVEN * np.nan_to_num(np.abs(one)).max(), equal_nan=True))
            for one, other in (rows.effective_lr, rows.first_moment)
        )


def misses(tail: Array, period: int) -> float:
    """By how much a tail (K, D) fails to come back after a period, in its own spread."""
    spread = extent(tail)
    return float(np.abs(tail[period:] - tail[:-period]).max()) / spread if len(tail) > period and spread else np.inf


def extent(points: Array) -> float:
    """The longer side of the frame around points (K, D)."""
    return max(float(column.max() - column.min()) for column in points.T)
