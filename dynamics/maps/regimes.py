"""Regimes: what one start comes to, under two numbers that vary."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from dynamics.maps.axis import Axis
from dynamics.maps.setting import Cells, Parts, Setting, check_point, check_size
from dynamics.maps.tails import tails
from dynamics.outcomes.judging import TAIL, Codes, Regime
from landscapes.landscape import Point


@dataclass(frozen=True, kw_only=True)
class Regimes(Setting):
    """ny x nx settings, `across` along x and `up` along y, each run for `steps` updates from `start`."""

    across: Axis
    up: Axis
    start: Point
    cells: tuple[int, int] = (160, 240)
    steps: int = 4000

    def __post_init__(self) -> None:
        check_size(self.cells, self.steps, TAIL)
        check_point(self.start)
        if self.across.name == self.up.name:
            raise ValueError(f"Both axes are {self.across.name}; choose two different numbers.")
        self.check_axis(self.across)
        self.check_axis(self.up)

    @property
    def cost(self) -> int:
        """Updates a cell."""
        return self.steps

    def axes(self) -> tuple[Axis, Axis]:
        return self.across, self.up

    def compute(self, cells: Cells) -> Parts:
        """(code, end) of some cells, by their place in the flattened map."""
        rows, columns = np.divmod(cells, self.cells[1])
        values = {
            self.across.name: self.across.values(self.cells[1])[columns],
            self.up.name: self.up.values(self.cells[0])[rows],
        }
        code, end = np.empty(len(cells), np.int16), np.empty((len(cells), 2))
        for t in tails(self, values, np.array(self.start), self.steps, TAIL):
            code[t.which], end[t.which] = t.codes, t.end
        return code, end

    def result(self, parts: Parts) -> "RegimeMap":
        return RegimeMap(self, *parts)  # type: ignore[arg-type]


@dataclass(frozen=True, eq=False)
class RegimeMap:
    """code (ny, nx): a `Regime`, or a period from 2 on; row 0 at the low end of `up`. end (ny, nx, 2): the last
    position."""

    job: Regimes
    code: Codes
    end: npt.NDArray[np.float64]

    def fractions(self) -> dict[int, float]:
        """code -> share of the settings, the largest first; the shares add up to 1."""
        return shares(self.code)

    @cached_property
    def minimum(self) -> npt.NDArray[np.int64]:
        """(ny, nx): at which of the surface's minima each setting settles; -1 where it does not, where there is but
        one, and where an axis moves them."""
        land, moved = self.job.landscape, {axis.name for axis in self.job.axes()}
        out = np.full(self.code.shape, -1)
        if len(land.minima) > 1 and not moved & land.settings.keys():
            rest = self.code == Regime.RESTING
            away = self.end[rest][:, None] - np.asarray(land.minima)
            out[rest] = np.hypot(away[..., 0], away[..., 1]).argmin(axis=1)
        return out


def shares(codes: npt.NDArray[np.signedinteger[Any]]) -> dict[int, float]:
    found, counts = np.unique(codes, return_counts=True)
    return {int(found[i]): float(counts[i] / codes.size) for i in np.argsort(-counts, kind="stable")}
