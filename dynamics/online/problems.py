"""Online problems on an interval: in round t the loss is f_t(x) = c_t x, and the slope c_t is one of two, a rare and a
usual one."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from math import isfinite

import numpy as np
import numpy.typing as npt

from dynamics.noise import uniform
from dynamics.words import number

# within these no average of squares can overflow
STEEPEST = 1e9
WIDEST = 1e9
LONGEST = 1_000_000


@dataclass(frozen=True)
class Problem(ABC):
    """rare, usual: the two slopes; low, high: the interval that every iterate is projected on.

    Raises ValueError for an interval without width, or for numbers that are not finite or too large.
    """

    rare: float
    usual: float
    low: float = -1.0
    high: float = 1.0

    def __post_init__(self) -> None:
        if not all(isfinite(c) and abs(c) <= STEEPEST for c in (self.rare, self.usual)):
            raise ValueError(
                f"Both slopes must be numbers of at most 10⁹ in size; got {number(self.rare)} and {number(self.usual)}."
            )
        if not all(isfinite(end) and abs(end) <= WIDEST for end in (self.low, self.high)):
            raise ValueError(
                f"The ends of the interval must be numbers of at most 10⁹ in size; got {number(self.low)} and"
                f" {number(self.high)}."
            )
        if not self.low < self.high:
            raise ValueError(
                f"The interval from {number(self.low)} to {number(self.high)} has no width: its lower end must lie"
                " below its upper end."
            )

    @property
    def varies(self) -> bool:
        """Whether the rounds depend on the seed."""
        return False

    @property
    @abstractmethod
    def share(self) -> float:
        """How often the rare slope comes, in the long run."""

    @property
    def mean(self) -> float:
        """The average slope."""
        return self.share * self.rare + (1 - self.share) * self.usual

    @property
    def best(self) -> float | None:
        """The fixed point with the least loss in the long run: an end of the interval, or None where the slopes
        cancel."""
        return None if abs(self.mean) <= 1e-12 * abs(self.usual) else self.low if self.mean > 0 else self.high

    @abstractmethod
    def rare_rounds(self, first: int, last: int, seed: int) -> npt.NDArray[np.bool_]:
        """Which of the rounds `first` to `last` (counted from 0, exclusive) have the rare slope."""


@dataclass(frozen=True)
class Periodic(Problem):
    """The rare slope in the first of every `period` rounds (Reddi, Kale and Kumar 2018, theorem 1: period 3, slopes C
    and -1)."""

    period: int = 3

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.period != int(self.period) or not 1 <= self.period <= LONGEST:
            raise ValueError(f"A period must be a whole number of rounds from 1 to {LONGEST:,}; got {self.period}.")

    @property
    def share(self) -> float:
        return 1 / self.period

    def rare_rounds(self, first: int, last: int, seed: int) -> npt.NDArray[np.bool_]:
        rare: npt.NDArray[np.bool_] = np.arange(first, last) % self.period == 0
        return rare


@dataclass(frozen=True)
class Stochastic(Problem):
    """The rare slope with a probability of `chance`, each round for itself.

    Whether round t of a seed is rare, `dynamics.noise.uniform` says: the same on every machine, whichever rounds are
    asked for.
    """

    chance: float = 0.01

    def __post_init__(self) -> None:
        super().__post_init__()
        if not 0 <= self.chance <= 1:
            raise ValueError(f"A probability must lie between 0 and 1; got {number(self.chance)}.")

    @property
    def varies(self) -> bool:
        return 0 < self.chance < 1

    @property
    def share(self) -> float:
        return self.chance

    def rare_rounds(self, first: int, last: int, seed: int) -> npt.NDArray[np.bool_]:
        return uniform(seed, first, last)[:, 0] <= self.chance  # numbers in (0, 1]: 0 is never, 1 always
