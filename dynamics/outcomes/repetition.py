"""The smallest period with which the end of a path repeats: of the whole position, and of x and y each by itself."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

MOST = 512  # the longest period that is looked for
CLOSE_UP = 3 * MOST  # of the last positions are looked at: three turns of the longest
STILL = 1e-13  # of the distance from 0: a spread of rounding
EQUAL, CLOSE = 1e-9, 1e-4  # of the spread; both less than the 1 / CLOSE_UP by which a straight drift misses itself


class Repetition(NamedTuple):
    """Periods up to 512 (None: does not repeat); `exact` where the whole position returns to the last bit."""

    period: int | None
    x: int | None
    y: int | None
    exact: bool


def repetition(tail: Array, close: float | None = None) -> Repetition:
    """Of consecutive positions (K, 2). A period needs at least two turns in the tail to be seen, better three.

    Repetition within 1e-9 of the spread goes before one within `close` of it. Not to the last bit: rounding alone draws
    a 2-cycle out into one of 156. A tail that stands still, or only trembles by rounding or in denormals, has period 1.
    """
    most, close = min(MOST, len(tail) // 2), CLOSE if close is None else close
    # by which each period fails at the last row: nearly all do
    miss = np.abs(tail[-1 - most : -1] - tail[-1])[::-1]
    spread = np.ptp(tail, axis=0)
    still = spread <= np.maximum(STILL * np.abs(tail).max(axis=0), 1e-300)
    period = _period(tail, miss.max(axis=1), float(spread.max()), bool(still.all()), close)
    x, y = (_period(tail[:, [k]], miss[:, k], float(spread[k]), bool(still[k]), close) for k in (0, 1))
    return Repetition(period, x, y, bool(period and np.array_equal(tail[period:], tail[:-period])))


def repeats(tail: Array, period: int) -> bool:
    """Whether a tail (K, D) returns to itself after `period` steps, though perhaps not for the first time."""
    return len(tail) >= 2 * period and _returns(tail, period, CLOSE * float(np.ptp(tail, axis=0).max()))


def _period(tail: Array, miss: Array, spread: float, still: bool, close: float) -> int | None:
    if still:
        return 1
    limits = (EQUAL * spread, close * spread)
    near = ((int(p) + 1, limit) for limit in limits for p in np.flatnonzero(miss <= limit))
    return next((p for p, limit in near if _returns(tail, p, limit)), None)


def _returns(tail: Array, period: int, limit: float) -> bool:
    return float(np.abs(tail[period:] - tail[:-period]).max()) <= limit
