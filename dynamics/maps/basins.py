"""Basins: which minimum each start reaches, and how soon; or else what it comes to that nobody knew of."""

from dataclasses import dataclass
from math import isfinite

import numpy as np
import numpy.typing as npt

from dynamics.endpoints import endpoints
from dynamics.maps.attractors import NOTHING, Attractor, comes_to, told_apart
from dynamics.maps.axis import Axis
from dynamics.maps.setting import Cells, Parts, Setting, check_size
from dynamics.outcomes.outcome import NEAR, Kind
from landscapes.landscape import Landscape

DIVERGED, MOVING, ELSEWHERE = -1, -2, -3


@dataclass(frozen=True, kw_only=True)
class Basins(Setting):
    """Starts in the middles of ny x nx equal cells of a window (x0, x1, y0, y1; None: the surface's own), `steps`
    updates each.

    tolerance: distance to a known minimum that counts as having reached it.
    """

    window: tuple[float, float, float, float] | None = None
    cells: tuple[int, int] = (320, 480)
    steps: int = 1000
    tolerance: float = NEAR

    def __post_init__(self) -> None:
        land, _ = self.landscape, self.configured
        check_size(self.cells, self.steps)
        x0, x1, y0, y1 = self.bounds
        if not all(map(isfinite, self.bounds)) or not (x0 < x1 and y0 < y1):
            raise ValueError(f"The window is empty: x from {x0:g} to {x1:g}, y from {y0:g} to {y1:g}.")
        if not 0 < self.tolerance < np.inf:
            raise ValueError(f"The tolerance must be above 0; got {self.tolerance:g}.")
        if not len(land.minima):
            raise ValueError(f"{land.title} has no known minimum, so it has no basins.")

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """x0, x1, y0, y1."""
        return self.window or self.landscape.window

    @property
    def cost(self) -> int:
        """Updates a cell."""
        return self.steps

    def axes(self) -> tuple[Axis, Axis]:
        x0, x1, y0, y1 = self.bounds
        return Axis("x", x0, x1), Axis("y", y0, y1)

    def compute(self, cells: Cells) -> Parts:
        """(index, steps, period, centre) of some cells, by their place in the flattened map."""
        land = self.landscape
        across, up = (axis.values(n) for axis, n in zip(self.axes(), self.cells[::-1], strict=True))
        rows, columns = np.divmod(cells, self.cells[1])
        starts = np.column_stack([across[columns], up[rows]])
        ends = endpoints(land, self.configured, starts, self.steps, 1, self.tolerance)
        index = np.full(len(cells), MOVING, np.int16)
        index[ends.outcome == Kind.DIVERGED] = DIVERGED
        there = ends.outcome == Kind.SETTLED
        index[there] = _nearest(land, ends.position[there])
        period, centre = np.full(len(cells), NOTHING, np.int16), np.zeros((len(cells), 2))
        moving = np.flatnonzero(index == MOVING)  # only these are run again, by the loop that keeps tails
        period[moving], centre[moving] = comes_to(self, starts[moving], self.steps)
        return index, np.where(index >= 0, ends.steps, -1).astype(np.int32), period, centre

    def result(self, parts: Parts) -> "BasinMap":
        index, steps, period, centre = parts
        found, which = told_apart(period.ravel().astype(np.int16), centre.reshape(-1, 2).astype(float), self.landscape)
        elsewhere = (ELSEWHERE - which).reshape(index.shape).astype(np.int16)
        merged = np.where(period == NOTHING, index, elsewhere)
        return BasinMap(self, merged, steps, found)  # type: ignore[arg-type]


@dataclass(frozen=True, eq=False)
class BasinMap:
    """index (ny, nx): of the minimum in `minima` where the run ended, -1 diverged, -2 still moving, -3 - k at the k-th
    of `found`, the attractors that are no known minima; row 0 at y0.
    steps (ny, nx): updates until first within tolerance of a minimum, -1 where it ended at none."""

    job: Basins
    index: npt.NDArray[np.int16]
    steps: npt.NDArray[np.int32]
    found: tuple[Attractor, ...] = ()

    @property
    def minima(self) -> npt.NDArray[np.float64]:
        """The surface's known minima (M, 2), the deepest first."""
        return self.job.landscape.minima

    def fractions(self) -> dict[int, float]:
        """index -> share of the starts, the largest first; the shares add up to 1."""
        found, counts = np.unique(self.index, return_counts=True)
        order = np.argsort(-counts, kind="stable")
        return {int(found[i]): float(counts[i] / self.index.size) for i in order}


def _nearest(land: Landscape, at: npt.NDArray[np.float64]) -> npt.NDArray[np.int64]:
    """Index of the nearest known minimum, (N,)."""
    best, least = np.zeros(len(at), np.int64), np.full(len(at), np.inf)
    for k, (a, b) in enumerate(land.minima):
        distance = np.hypot(at[:, 0] - a, at[:, 1] - b)
        best[distance < least], least = k, np.minimum(least, distance)
    return best
