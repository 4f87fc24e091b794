"""The time axis: linear up to 5,000 steps, logarithmic (in 1 + step) beyond, so that a fast beginning stays visible."""

from math import log1p

import numpy as np
import numpy.typing as npt

from figures.numbers import Parts, power, ticks

Array = npt.NDArray[np.float64]
LINEAR_UP_TO = 5_000


def share(step: npt.ArrayLike, steps: int) -> Array:
    """Where a step lies on an axis from 0 to 1."""
    step = np.asarray(step, np.float64)
    at: Array = step / max(steps, 1) if steps <= LINEAR_UP_TO else np.log1p(step) / log1p(steps)
    return at


def step_ticks(steps: int, count: float) -> list[tuple[int, Parts]]:
    """(step, label) of the ticks; the first one says what they count."""
    start: list[tuple[int, Parts]] = [(0, ("step 0", ""))]
    if steps <= LINEAR_UP_TO:
        return start + [(int(v), (f"{int(v):,}", "")) for v in ticks(0, steps, count) if v >= 1 and v == int(v)]
    decades = int(np.log10(steps))
    every = max(1, -(-decades // max(int(count) - 1, 1)))
    return start + [(10**e, ("10", "") if e == 1 else power(e)) for e in range(decades, 0, -every)][::-1]
