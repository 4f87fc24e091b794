"""The smallest period with which the end of a path repeats: of the whole position, and of x and y each by itself."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

MOST = 512  # the longest period that is looked for
TAIL = 3 * MOST
STILL = 1e-13  # of the distance from 0: a spread of rounding
EQUAL, CLOSE = 1e-9, 1e-4  # of the spread; both less than the 1 / TAIL by which a straight drift misses itself


class Repetition(NamedTuple):
    """Periods up to 512 (None: does not repeat); `exact` where the whole position returns to the last bit."""

    period: int | None
    x: int | None
    y: int | None
    exact: bool


def repetition(tail: Array) -> Repetition:
    """Of consecutive positions (K, 2). A period needs at least two turns in the tail to be seen, better three.

    Repetition within 1e-9 of the spread goes before one within 1e-4. Not to the last bit: rounding alone draws a 2-cycle out into one
    of 156. A tail that stands still, or only trembles by rounding or in denormals, has period 1.
    """
    period, x, y = (_period(part) for part in (tail, tail[:, :1], tail[:, 1:]))
    return Repetition(period, x, y, bool(period and np.array_equal(tail[period:], tail[:-period])))


def repeats(tail: Array, period: int) -> bool:
    """Whether a tail (K, D) returns to itself after `period` steps, though perhaps not for the first time."""
    return len(tail) >= 2 * period and _returns(tail, period, CLOSE * float(np.ptp(tail, axis=0).max()))


def _period(tail: Array) -> int | None:
    spread = np.ptp(tail, axis=0)
    if np.all(spread <= np.maximum(STILL * np.abs(tail).max(axis=0), 1e-300)):
        return 1
    periods = range(1, min(MOST, len(tail) // 2) + 1)
    return next((p for within in (EQUAL, CLOSE) for p in periods if _returns(tail, p, within * float(spread.max()))), None)


def _returns(tail: Array, period: int, limit: float) -> bool:
    if np.any(np.abs(tail[-1] - tail[-1 - period]) > limit):  # most periods fail at the last row already
        return False
    return float(np.abs(tail[period:] - tail[:-period]).max()) <= limit
