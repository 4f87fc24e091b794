"""One axis of a Plotly figure, laid out in px: its range, where values stand on it, and its ticks."""

from dataclasses import dataclass, field
from math import ceil, floor, log10
from typing import Any

import numpy as np
import numpy.typing as npt

from figures.numbers import html, parts, power, ticks

Array = npt.NDArray[np.float64]
PADDED = 0.055  # of the range, beside marks, where a figure leaves the range open


@dataclass
class Axis:
    """`low` to `high` (logarithms on a log axis) stand at `start` to `end` px; y runs downward, so there end <
    start."""

    name: str  # "x", "y2"
    layout: Any  # the layout's axis
    start: float
    end: float
    low: float = 0.0
    high: float = 1.0
    names: list[str] = field(default_factory=list)  # of categories: each stands at its number

    @property
    def log(self) -> bool:
        return bool(self.layout.type == "log")

    @property
    def length(self) -> float:
        return abs(self.end - self.start)

    def number(self, values: Any) -> Array:
        """Values as they stand on the axis: logarithms, or the places of names."""
        if values is None:
            return np.zeros(0)
        plain = np.asarray(values)
        if plain.dtype.kind in "OUS" and any(isinstance(v, str) for v in plain.ravel()):
            for v in plain.ravel():
                if v not in self.names:
                    self.names.append(str(v))
            return np.array([float(self.names.index(str(v))) for v in plain.ravel()]).reshape(plain.shape)
        numbers = plain.astype(float)
        if not self.log:
            return numbers
        with np.errstate(divide="ignore", invalid="ignore"):
            logs = np.log10(numbers)
        return np.where(np.isfinite(logs), logs, np.nan)

    def at(self, marks: Any) -> Array:
        """The px of numbers on the axis."""
        share = (np.asarray(marks, float) - self.low) / ((self.high - self.low) or 1.0)
        placed: Array = self.start + share * (self.end - self.start)
        return placed

    def fit(self, spans: list[tuple[float, float, bool]]) -> None:
        """Take the figure's range; else one that holds the data: for each trace its lowest, its highest and whether to
        leave room."""
        if self.layout.range is not None and None not in self.layout.range:
            self.low, self.high = (float(v) for v in self.layout.range)
            return
        known = [s for s in spans if np.isfinite(s[:2]).all()]
        if known:
            zero = self.layout.rangemode in ("tozero", "nonnegative") and not self.log
            low = min(0.0 if zero else np.inf, *(s[0] for s in known))
            high = max(0.0 if zero else -np.inf, *(s[1] for s in known))
            room = PADDED * (high - low)
            self.low = min(a - room * p * (a != 0 or not zero) for a, _, p in known)
            self.high = max(b + room * p for _, b, p in known)
            self.low = min(self.low, low)
            if self.high == self.low:
                self.low, self.high = self.low - 1, self.high + 1
        if self.layout.autorange == "reversed":
            self.low, self.high = self.high, self.low

    def shrink(self, length: float, toward: str) -> None:
        """Keep `length` px of it."""
        keep = {"left": 0.0, "center": 0.5, "right": 1.0, "bottom": 0.0, "middle": 0.5, "top": 1.0}[toward]
        spare = (self.length - length) * (1 if self.end > self.start else -1)
        self.start, self.end = self.start + keep * spare, self.end - (1 - keep) * spare

    def widen(self, factor: float) -> None:
        middle, half = (self.low + self.high) / 2, (self.high - self.low) / 2 * factor
        self.low, self.high = middle - half, middle + half

    def ticks(self) -> list[tuple[float, str]]:
        """Numbers on the axis and their labels, within its range."""
        a, b = sorted((self.low, self.high))
        if self.layout.tickvals is not None:
            values = self.number(self.layout.tickvals)
            labels = (
                self.layout.ticktext
                if self.layout.ticktext is not None
                else [self._label(float(v)) for v in self.layout.tickvals]
            )
            found = list(zip(values.tolist(), (str(label) for label in labels), strict=False))
        elif self.names:
            found = [(float(i), name) for i, name in enumerate(self.names)]
        elif self.log and b - a > 1:
            every = max(1, ceil((b - a) / self._count()))
            found = [
                (float(k), html(power(k)) if not 0 <= k <= 3 else f"{10**k}")
                for k in range(ceil(a), floor(b) + 1, every)
            ]
        elif self.log:
            plain = [m * 10.0**k for k in range(floor(a), ceil(b) + 1) for m in (1, 2, 5)]
            found = [(log10(v), self._label(v)) for v in plain]
        elif self.layout.dtick:
            first = float(self.layout.tick0 or 0)
            steps = range(
                ceil((a - first) / self.layout.dtick - 1e-9), floor((b - first) / self.layout.dtick + 1e-9) + 1
            )
            found = [(v, self._label(v)) for v in (first + k * self.layout.dtick for k in steps)]
        else:
            found = [(v, self._label(v)) for v in ticks(a, b, self._count())]
        slack = 1e-6 * (b - a)
        return [(v, label) for v, label in found if a - slack <= v <= b + slack]

    def _count(self) -> float:
        return float(self.layout.nticks or min(9, max(4, self.length / (40 if self.name[0] == "y" else 80))) + 1)

    def _label(self, value: float) -> str:
        pattern = self.layout.tickformat
        try:
            words = (
                format(value, pattern.replace("~", "").replace("d", ".0f")).replace("-", "−")
                if pattern
                else html(parts(value, 6))
            )
        except ValueError:
            words = html(parts(value, 6))
        return f"{self.layout.tickprefix or ''}{words}{self.layout.ticksuffix or ''}"
