"""How often an orbit of p steps goes round within them."""

import numpy as np
import numpy.typing as npt

AGAIN = 1e-6  # of the orbit's extent
ROUNDING = 1e-12  # of the distance from 0


def minimal_period(points: npt.NDArray[np.float64], grain: float) -> int:
    """The smallest divisor d of p after which the points (p, D) of a closed orbit repeat. grain: a length that is
    none."""
    extent = np.ptp(points, axis=0)
    same = np.maximum(np.maximum(AGAIN * extent, 1e-10 * extent.max() + grain), ROUNDING * np.abs(points).max(axis=0))
    p = len(points)
    return next(
        d for d in range(1, p + 1) if p % d == 0 and np.all(np.abs(points - np.roll(points, -d, axis=0)) <= same)
    )
