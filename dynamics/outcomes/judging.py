"""What a run has come to, judged for many at once by its last positions and by how far it moved before: maps and
outcomes alike."""

from enum import IntEnum

import numpy as np
import numpy.typing as npt

from dynamics.kernels import FAR
from dynamics.outcomes.outcome import NEAR, RESTING
from landscapes.landscape import Landscape

Array = npt.NDArray[np.float64]
Codes = npt.NDArray[np.int16]

TAIL = 128  # positions that are judged
LONGEST = 32  # the longest period looked for
ALIKE = 1e-3  # a cycle comes back to within this share of its size
# a run whose frame shrinks to less than this from one quarter to the next is still settling; bursts vary less
SHRINKS = 0.6
FILLS = 1.1  # a cycle moves no farther in a quarter than this times what its tail shows
AT_EDGE, ONE_WAY = 1e-2, 0.999  # a drift ends so near an edge of its frame, and moves for so much of its range


class Regime(IntEnum):
    """Codes of a regime; those from 2 on are periods."""

    ELSEWHERE = -4  # at rest, but at none of the minima that are known; only maps tell it apart
    LEFT = -3  # out of the map, still finite
    APPROACHING = -2  # still drifting or settling
    DIVERGED = -1
    WANDERING = 0  # stays in the map and repeats nothing within 32 steps: bursts, long cycles, chaos
    RESTING = 1


NAMES = {
    Regime.ELSEWHERE: "rests at no known minimum",
    Regime.LEFT: "leaves the map",
    Regime.APPROACHING: "still on its way",
    Regime.DIVERGED: "diverges",
    Regime.WANDERING: "wanders or bursts",
    Regime.RESTING: "settles",
}


def regime_name(code: int) -> str:
    """What a code means: "settles", "2-cycle"."""
    return NAMES[Regime(code)] if code < 2 else f"{code}-cycle"


def judge(land: Landscape, end: Array, tail: Array, frame: Array) -> Codes:
    """Codes (N,) from the last position (N, 2), the tail (K, 2, N; the last 128 are judged) and the frame (8, N) of a
    varied block."""
    tail, size = tail[-TAIL:], land.half_height
    codes = np.full(len(end), Regime.WANDERING, np.int16)
    # where there is a minimum to come back to, a step outside is not yet leaving
    margin = size if len(land.minima) else 0.0
    with np.errstate(invalid="ignore", over="ignore"):
        before, after = _extent(frame[:4]), _extent(frame[4:])
        close = np.ptp(tail, axis=0).max(axis=0)
        shrinks = (after < SHRINKS * before) | _drifts(tail, frame[4:], size)
        codes[shrinks] = Regime.APPROACHING
        if len(land.minima):
            codes[shrinks & land.within(NEAR, *end.T)] = Regime.RESTING
        codes[after <= RESTING * size] = Regime.RESTING
        cycling = (close > RESTING * size) & (close < np.inf) & (shrinks | (after <= FILLS * close))
        periods = _periods(tail, close, np.flatnonzero(cycling))
        codes[periods > 0] = periods[periods > 0]
        codes[land.outside(end[:, 0], end[:, 1], margin)] = Regime.LEFT
        codes[~(np.abs(end).max(axis=1) <= FAR)] = Regime.DIVERGED
    return codes


def verdict(land: Landscape, path: Array, tail: Array | None = None) -> int:
    """Of one run: the code for the last positions, and the frames of the last two quarters, of its later half (K, 2).
    tail: the last positions, where that half has fewer than 128."""
    quarters = np.array_split(path[1:], 2) if len(path) > 4 else [path, path]
    frame = np.concatenate([[q[:, 0].min(), q[:, 0].max(), q[:, 1].min(), q[:, 1].max()] for q in quarters])
    last = path[-TAIL:] if tail is None else tail
    return int(judge(land, path[-1:], last[:, :, None], frame[:, None])[0])


def _extent(frame: Array) -> Array:
    """The longer side of each frame (x0, x1, y0, y1)."""
    longer: Array = np.maximum(frame[1] - frame[0], frame[3] - frame[2])
    return longer


def _drifts(tail: Array, frame: Array, size: float) -> npt.NDArray[np.bool_]:
    """Whether a run creeps one way: each coordinate rests, or ends at an edge of its last quarter without having turned
    in its tail."""
    out = np.ones(tail.shape[2], bool)
    for axis in (0, 1):
        low, high = frame[2 * axis], frame[2 * axis + 1]
        range_, way = np.ptp(tail[:, axis], axis=0), np.abs(tail[-1, axis] - tail[0, axis])
        at_edge = np.minimum(tail[-1, axis] - low, high - tail[-1, axis]) <= AT_EDGE * (high - low)
        out &= (high - low <= RESTING * size) | (at_edge & (way >= ONE_WAY * range_))
    return out


def _periods(tail: Array, spread: Array, columns: npt.NDArray[np.int64]) -> Codes:
    """The shortest period from 2 to 32 of each of these runs, else 0. What drifts from the tail's start to its end is
    no cycle."""
    found, rows = np.zeros(tail.shape[2], np.int16), len(tail)
    periods = np.arange(2, min(LONGEST, rows // 3) + 1)
    lags = periods * ((rows - 1 - periods) // periods)  # far back, and a whole number of periods
    alike = np.ones((len(periods), len(columns)), bool)
    for back in (periods, lags):  # nearly all fail at their last position, or at their first
        for here, there in ((-1, -1 - back), (0, back)):
            miss = np.abs(tail[here][:, columns] - tail[there][:, :, columns]).max(axis=1)
            alike &= miss <= ALIKE * spread[columns]
    for period, lag, near in zip(periods, lags, alike, strict=True):
        own = columns[near & (found[columns] == 0)]
        if len(own):
            last = tail[:, :, own]
            miss = np.maximum(*(np.abs(last[back:] - last[:-back]).max(axis=(0, 1)) for back in (period, lag)))
            found[own[miss <= ALIKE * spread[own]]] = period
    return found
