"""Bursts: a path that lies still for long and is thrown out, again and again."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

BLOCK = 8  # steps whose longest stride counts, so that turning points are not taken for calm
CALM, LOUD = 0.03, 0.3  # of the longest stride of all
OFTEN = 0.25  # share of the time that is calm: a smooth swing is so slow, at its turning points, for a fiftieth of it


class Bursts(NamedTuple):
    """calm: steps between two bursts, on average; reach: how far from where it lies still."""

    calm: float
    reach: float


def bursts(path: Array) -> Bursts | None:
    """Of consecutive positions (K, 2), if there are any: at least one calm with a burst before and after it."""
    whole = (len(path) - 1) // BLOCK
    if whole < 3:
        return None
    strides = np.hypot(*np.diff(path[: whole * BLOCK + 1], axis=0).T).reshape(whole, BLOCK).max(axis=1)
    calm, loud = strides < CALM * strides.max(), strides > LOUD * strides.max()
    turns = np.diff((loud.astype(int) - calm)[calm | loud])
    ups, downs = int((turns == 2).sum()), int((turns == -2).sum())
    if not (ups and downs and ups + downs > 1 and calm.mean() >= OFTEN):
        return None
    still = np.median(path[:-1][: whole * BLOCK].reshape(whole, BLOCK, 2)[calm], axis=(0, 1))
    times = 1 + int((np.diff(np.flatnonzero(calm)) > 1).sum())
    return Bursts(float(calm.sum()) * BLOCK / times, float(np.hypot(*(path - still).T).max()))
