"""The path of a run as it is drawn on a map: thinned, with the iterate that wears the mark."""

import numpy as np
import numpy.typing as npt

from dynamics import Trajectory
from figures.contours import Window
from figures.thinning import thin

Array = npt.NDArray[np.float64]
MOST_POINTS = 4_000


def rows_drawn(run: Trajectory) -> npt.NDArray[np.int64]:
    """The rows of a run that a figure shows."""
    return thin([run], len(run.position) - 1, MOST_POINTS)


def inside(points: Array, window: Window) -> npt.NDArray[np.bool_]:
    """Which of the points (N, 2) lie in the window."""
    x0, x1, y0, y1 = window
    return (points[:, 0] >= x0) & (points[:, 0] <= x1) & (points[:, 1] >= y0) & (points[:, 1] <= y1)


def head(points: Array, window: Window) -> int | None:
    """The last of the points (N, 2) that the window shows: it wears the mark. None if it shows none."""
    seen = np.flatnonzero(inside(points, window))
    return int(seen[-1]) if len(seen) else None
