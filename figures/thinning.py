"""Which rows of long runs to draw: at most so many, the same for all, with early steps and the envelope of oscillations
kept."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from dynamics import Trajectory
from dynamics.schedules import exponential
from engines.arrays import elementwise


def thin(runs: Sequence[Trajectory], last: int, most: int) -> npt.NDArray[np.int64]:
    """Ascending rows from 0 to `last`, at most about `most`: all of them if they fit.

    Otherwise a third is spaced evenly in log row, so that a fast beginning stays smooth (by our own exp and log: the
    browser finds the same rows); the rest of the run is cut into equal parts, and from each part come the rows at
    which some run is farthest left, right, up or down: an oscillation keeps its envelope.
    """
    if last < most:
        return np.arange(last + 1, dtype=np.int64)
    count = most // 3
    share = np.arange(count) / max(count - 1, 1)
    early = np.unique(np.floor(elementwise(exponential)(share, np.array([float(last)]))).astype(np.int64))
    parts = max(8, (most - len(early)) // (4 * max(len(runs), 1) + 1))
    width = -(-(last + 1) // parts)
    picked = [np.array([0, last]), early, np.arange(0, last + 1, width)]
    for run in runs:
        whole = len(run.position) // width
        for axis in range(2 if whole else 0):
            values = run.position[: whole * width, axis].reshape(whole, width)
            first = np.arange(whole) * width
            picked += [first + values.argmin(axis=1), first + values.argmax(axis=1)]
    return np.unique(np.concatenate(picked))
