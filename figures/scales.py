"""The vertical axis of a series: logarithmic where everything is positive, ten decades at most, few and round ticks."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, inf, log10

import numpy as np
import numpy.typing as npt

from figures.numbers import Parts, parts, power, ticks

Array = npt.NDArray[np.float64]
DECADES = 10
THROWN = 100.0
AROUND = 3
FALLEN = 10.0  # times the size of its start: below, a loss without a floor rests on the axis
CLOSE = 1.4  # decades: below, ticks at 1, 2, 5


@dataclass(frozen=True)
class Scale:
    """From `low` to `high`, in data units; ticks as (value, label)."""

    log: bool
    low: float
    high: float
    ticks: tuple[tuple[float, Parts], ...]

    def kept(self, value: npt.ArrayLike) -> Array:
        """What is drawn of a value: what lies below rests on the floor, what lies far above is out of sight."""
        return np.clip(np.asarray(value, np.float64), self.low, self.high * 1e3 if self.log else inf)

    def place(self, value: npt.ArrayLike) -> Array:
        """0 at the floor, 1 at the top."""
        share: Array = (
            np.log10(self.kept(value) / self.low) / log10(self.high / self.low)
            if self.log
            else (self.kept(value) - self.low) / (self.high - self.low)
        )
        return share


def scale(
    columns: Sequence[Array], thrown: bool = False, highest: float = 1e9, edge: float | None = None
) -> Scale | None:
    """A scale for all columns together; None if nothing is finite.

    `thrown`: what rises 100 times above its start (or, below zero, falls 10 times its size) is let go. `edge`: a value
    that is always on the scale, which then is logarithmic and ends within three decades of it; None if nothing is
    positive.
    """
    finite = [c[np.isfinite(c)] for c in columns]
    values = np.concatenate([c for c in finite if len(c)] or [np.empty(0)])
    if not len(values):
        return None
    if edge is not None:
        near = np.clip(values[values > 0], edge * 10.0**-AROUND, edge * 10.0**AROUND)
        return _log(log10(min(near.min(), edge / 2)), log10(max(near.max(), edge * 2))) if len(near) else None
    starts = [float(c[0]) for c in finite if len(c)]
    if values.min() < 0 or not values.any():
        least, most = float(values.min()), float(values.max())
        reach = FALLEN * max(abs(s) for s in starts)
        return linear(max(least, -reach), min(most, reach)) if thrown and reach else linear(least, most)
    positive = values[values > 0]
    high = min(float(positive.max()), highest)
    if thrown and max(starts) > 0:
        high = min(high, THROWN * max(starts))
    low = max(float(positive.min()), high * 10.0**-DECADES)
    return _log(log10(min(low, high)), log10(high))


def linear(low: float, high: float) -> Scale:
    """From `low` to `high`, with a little room at both ends."""
    pad = 0.06 * (high - low) or 0.5
    low, high = low - pad, high + pad
    return Scale(False, low, high, tuple((v, parts(v)) for v in ticks(low, high, 3)))


def _log(a: float, b: float) -> Scale:
    """From 10^a to 10^b, at least a decade."""
    if b - a < 1:
        a, b = (a + b) / 2 - 0.5, (a + b) / 2 + 0.5
    pad = 0.06 * (b - a)
    a, b = a - pad, b + pad
    if b - a < CLOSE:
        spots = [(c * 10.0**d, parts(c * 10.0**d)) for d in range(floor(a), ceil(b)) for c in (1, 2, 5)]
    else:
        every = next((s for s in range(1, 7) if (b - a) / s <= 3.6), 6)
        spots = [(10.0**e, power(e)) for e in range(ceil(a / every) * every, floor(b) + 1, every)]
    return Scale(True, 10.0**a, 10.0**b, tuple((v, label) for v, label in spots if a <= log10(v) <= b))
