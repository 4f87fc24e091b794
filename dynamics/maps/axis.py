"""An axis of a map: a named number from low to high, evenly spaced on its scale."""

from dataclasses import dataclass
from math import isfinite

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
SCALES = ("linear", "log", "decay")


@dataclass(frozen=True)
class Axis:
    """name: a hyperparameter, or a parameter of the surface. scale: "linear"; "log"; or "decay", even in -log(1 -
    value), where the decays near 1 are apart. Raises ValueError for an empty or impossible range."""

    name: str
    low: float
    high: float
    scale: str = "linear"

    def __post_init__(self) -> None:
        if self.scale not in SCALES:
            raise ValueError(f"A scale is one of {', '.join(SCALES)}; got {self.scale!r}.")
        if not (isfinite(self.low) and isfinite(self.high) and self.low < self.high):
            raise ValueError(
                f"The range of {self.name} must go from a lower to a higher number; got {self.low:g} to {self.high:g}."
            )
        if self.scale == "log" and self.low <= 0:
            raise ValueError(f"On a log scale {self.name} must be above 0; got {self.low:g}.")
        if self.scale == "decay" and self.high >= 1:
            raise ValueError(f"On a decay scale {self.name} must be below 1; got {self.high:g}.")

    def mark(self, value: npt.ArrayLike) -> Array:
        """Where a value stands on the scale."""
        v = np.asarray(value, np.float64)
        return np.log10(v) if self.scale == "log" else -np.log10(1 - v) if self.scale == "decay" else v

    def value(self, mark: npt.ArrayLike) -> Array:
        """The value at a place on the scale."""
        m = np.asarray(mark, np.float64)
        return 10.0**m if self.scale == "log" else 1 - 10.0**-m if self.scale == "decay" else m

    def values(self, count: int) -> Array:
        """The values in the middle of `count` equal cells."""
        a, b = self.mark([self.low, self.high])
        return self.value(a + (b - a) * (np.arange(count) + 0.5) / count)
