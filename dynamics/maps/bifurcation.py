"""Bifurcation: where the tail of one start falls, as one number varies."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dynamics.maps.axis import Axis
from dynamics.maps.regimes import shares
from dynamics.maps.setting import Cells, Parts, Setting, check_point, check_size
from dynamics.maps.tails import tails
from dynamics.outcomes.judging import TAIL, Codes
from landscapes.landscape import Point


@dataclass(frozen=True, kw_only=True)
class Bifurcation(Setting):
    """`columns` values of `across`, each run for `steps` updates from `start`; the last `keep` values of x or y are
    kept."""

    across: Axis
    start: Point
    coordinate: str = "x"
    columns: int = 800
    steps: int = 20_000
    keep: int = 600

    def __post_init__(self) -> None:
        if not 1 <= self.keep <= self.steps:
            raise ValueError(f"Keep at least 1 and at most all of the {self.steps:,} steps; got {self.keep:,}.")
        check_size((self.columns, self.keep), self.steps, TAIL)
        check_point(self.start)
        if self.coordinate not in ("x", "y"):
            raise ValueError(f"The coordinate is x or y; got {self.coordinate!r}.")
        self.check_axis(self.across)

    @property
    def cells(self) -> tuple[int]:
        return (self.columns,)

    @property
    def cost(self) -> int:
        """Updates a column; one that holds a surface's parameter of its own fills a block of 64."""
        return self.steps * (1 if self.across.name in self.configured.hyperparameters else 64)

    def compute(self, cells: Cells) -> Parts:
        """(values, code, end) of some columns."""
        values = np.empty((len(cells), self.keep))
        code, end = np.empty(len(cells), np.int16), np.empty((len(cells), 2))
        varied, axis = {self.across.name: self.across.values(self.columns)[cells]}, "xy".index(self.coordinate)
        for t in tails(self, varied, np.array(self.start), self.steps, max(self.keep, TAIL)):
            values[t.which] = t.tail[-self.keep :, axis].T
            code[t.which], end[t.which] = t.codes, t.end
        return values, code, end

    def result(self, parts: Parts) -> "BifurcationMap":
        return BifurcationMap(self, *parts)  # type: ignore[arg-type]


@dataclass(frozen=True, eq=False)
class BifurcationMap:
    """values (columns, keep): the coordinate after each of the last updates; code (columns,), a `Regime` or a period
    from 2 on; end (columns, 2): the last position."""

    job: Bifurcation
    values: npt.NDArray[np.float64]
    code: Codes
    end: npt.NDArray[np.float64]

    def fractions(self) -> dict[int, float]:
        """code -> share of the columns, the largest first; the shares add up to 1."""
        return shares(self.code)

    def first(self, code: int) -> float:
        """The least value along the axis that ends so. Raises ValueError if none does."""
        at = np.flatnonzero(self.code == code)
        if not len(at):
            raise ValueError("No column ends so.")
        return float(self.job.across.values(self.job.columns)[at[0]])
