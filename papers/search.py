"""What was tried for settings that a paper does not print: a grid that was set down before any run, how far every trial
is from what is sought, and how sharply it singles out a setting."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any

import numpy as np
import numpy.typing as npt

from dynamics.words import number

Value = float | str
Grid = Mapping[str, Sequence[Value]]
LISTED, FEW = 12, 32  # values, and hits, that are written one by one


@dataclass(frozen=True, eq=False)
class Search:
    """sought: what a hit is, in words. grid: setting -> the values tried, all of them with all. off: one axis for each
    setting: how far a trial is from what is sought, relative to it; 0 is a hit, inf is nothing like it."""

    sought: str
    grid: Grid
    off: npt.NDArray[np.float64]

    @property
    def trials(self) -> int:
        return self.off.size

    @property
    def hits(self) -> list[dict[str, Value]]:
        """The settings of each hit, in the grid's order."""
        return [self._at(index.tolist()) for index in np.argwhere(self.off == 0)]

    @property
    def nearest(self) -> tuple[dict[str, Value], float] | None:
        """The closest trial that is no hit, and how far it is off; None where none is anything like it."""
        missed = np.where(self.off == 0, np.inf, self.off)
        index, least = np.unravel_index(int(missed.argmin()), missed.shape), float(missed.min())
        return (self._at(index), least) if isfinite(least) else None

    @property
    def lines(self) -> Iterator[str]:
        """The whole of it as text: the grid, the number of trials, all hits, and how sharply."""
        yield f"Sought: {self.sought}."
        yield f"Grid: {'; '.join(f'{name} {listed(values)}' for name, values in self.grid.items())}."
        yield f"{self.trials:,} trials, {len(self.hits):,} of them hits{':' if self.hits else '.'}"
        if self.hits:
            yield from self._hits_in_words()
        if self.nearest:
            there, off = self.nearest
            yield f"The nearest other trial is {number(100 * off, 2)} % off: {_words(there)}."

    def _hits_in_words(self) -> Iterator[str]:
        """Each of a few; of many, how many there are for each value of a setting."""
        if len(self.hits) <= FEW:
            several = len(self.hits) > 1
            alike = {name for name in self.grid if several and len({hit[name] for hit in self.hits}) == 1}
            yield "; ".join(_words({name: hit[name] for name in self.grid if name not in alike}) for hit in self.hits)
            if alike:
                yield f"All of them: {_words({name: self.hits[0][name] for name in self.grid if name in alike})}."
            return
        for name, values in self.grid.items():
            if len(values) <= LISTED:
                counts = (f"{_word(value)} {sum(hit[name] == value for hit in self.hits)}" for value in values)
                yield f"By {name}: {', '.join(counts)}."

    def _at(self, index: Iterable[Any]) -> dict[str, Value]:
        return {name: values[k] for (name, values), k in zip(self.grid.items(), map(int, index), strict=True)}


def listed(values: Sequence[Value]) -> str:
    """One by one, or of many the first, the last and how many."""
    if len(values) > LISTED:
        return f"{_word(values[0])} to {_word(values[-1])} ({len(values):,} values)"
    return (" / " if isinstance(values[0], str) else ", ").join(map(_word, values))


def _word(value: Value) -> str:
    return value if isinstance(value, str) else number(value, 4)


def _words(setting: Mapping[str, Value]) -> str:
    return ", ".join(f"{name} {_word(value)}" for name, value in setting.items())
