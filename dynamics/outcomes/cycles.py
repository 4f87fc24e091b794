"""Cycles of a run: of the position, or of one coordinate by itself."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from dynamics.optimizer import Optimizer
from dynamics.outcomes.judging import ALIKE, Regime
from dynamics.outcomes.look import EVEN, GROWS, SHORT, Look, misses
from dynamics.outcomes.outcome import RESTING, Kind, Outcome
from dynamics.outcomes.repetition import CLOSE_UP, repetition
from dynamics.outcomes.run import Run
from dynamics.outcomes.stability import steady
from dynamics.words import number

Array = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

LAST, LATE = 64, 384  # of the last positions: looked at first, for they have less of the way


class Found(NamedTuple):
    """The period, which coordinates have it, and in how many of the last positions."""

    period: int
    axes: tuple[int, ...]
    rows: int


def cycle(run: Run, path: Array, code: int, look: Look) -> Outcome | None:
    """A period up to 512. A longer look must find the same again."""
    if code == Regime.RESTING:
        return None
    moving = np.ptp(path[-64:], axis=0) > RESTING * run.surface.half_height
    lasts = (f for f in _searched(path, moving, code) if not steady(run) or _goes_on(look, path[-CLOSE_UP:], moving, f))
    if (found := next(lasts, None)) is None:
        return None
    period, axes, rows = found
    alone = f" in {'xy'[axes[0]]} alone" if len(axes) == 1 and moving.all() else ""
    radius = float(np.ptp(path[-min(rows, period + 1) :, axes], axis=0).max()) / 2
    amplitude = f"{number(radius)}{_in_rates(radius, run.optimizer)}"
    span = max(64, period + 2)
    late, early = (misses(part[:, axes], period) for part in (path[-span:], path[:span]))
    if late <= EVEN or late < 0.5 * early:
        return Outcome(Kind.CYCLE, None, period, f"falls into {_a(period)}-cycle{alone} of amplitude {amplitude}")
    sentence = f"comes back nearly every {period} steps{alone}, with amplitude {amplitude}"
    return Outcome(Kind.NEAR_CYCLE, None, period, sentence)


def _searched(path: Array, moving: Flags, code: int) -> Iterator[Found]:
    for rows in (LAST, LATE, CLOSE_UP):
        tail = path[-rows:]
        if found := _period(tail, moving, code, min(ALIKE, 1 / (3 * len(tail)))):  # a straight drift misses by more
            yield Found(*found, rows)


def _period(tail: Array, moving: Flags, code: int, close: float) -> tuple[int, tuple[int, ...]] | None:
    """The period, and which coordinates have it."""
    found = repetition(tail, close)
    period = code if code >= 2 else found.period or 0
    if period >= 2:
        both = _having(tail, moving, period)
        return (period, both) if both else None
    alone = [(own, (i,)) for i, own in ((0, found.x), (1, found.y)) if own and own >= 2 and moving[i]]
    return alone[0] if alone else None


def _goes_on(look: Look, tail: Array, moving: Flags, found: Found) -> bool:
    """Whether a longer look finds the same period in the same coordinates, and the run as large. A short run gets none
    if all of it moves and its state does not come back."""
    period, axes, rows = found
    if len(axes) == moving.sum():
        if (soon := look.repeats(period)) is not None:
            return _smallest(soon, found)
        if len(tail) < SHORT:
            return False
    if not (_smallest(look.first.position[-rows:], found) and look.keeps(tail, GROWS)):
        return False
    # of its last 64 rows many a run on three places makes a period: it must hold in more
    last = look.parts[-1]
    later = next((f for f in _searched(last, moving, Regime.WANDERING) if _smallest(last[-CLOSE_UP:], f)), None)
    return later is not None and (later.period, later.axes) == (period, axes)


def _having(path: Array, moving: Flags, period: int) -> tuple[int, ...]:
    """The coordinates that move and come back after the period."""
    return tuple(i for i in (0, 1) if moving[i] and misses(path[:, i : i + 1], period) <= ALIKE)


def _smallest(path: Array, found: Found) -> bool:
    """Whether these coordinates come back after the period, and after no part of it."""
    own, period = path[:, found.axes], found.period
    return [p for p in range(2, period + 1) if period % p == 0 and misses(own, p) <= ALIKE] == [period]


def _a(count: int) -> str:
    return f"{'an' if str(count)[0] == '8' or count in (11, 18) else 'a'} {count}"


def _in_rates(radius: float, optimizer: Optimizer) -> str:
    return f" ({number(radius / optimizer.hyper.lr)} η)" if optimizer.normalised else ""
