"""What theory says a map should show: the lines where a fixed point or a 2-cycle loses its stability."""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from dynamics.maps.bifurcation import BifurcationMap
from dynamics.maps.regimes import RegimeMap, Regimes
from dynamics.optimizer import Optimizer
from dynamics.orbits import beta1_boundary, threshold
from dynamics.outcomes.judging import Regime
from landscapes.landscape import Landscape, Point

Array = npt.NDArray[np.float64]

FORK = "rest loses its stability"


class Curve(NamedTuple):
    """A line of theory over a map, x (n,) and y (n,) in the axes' values; on a bifurcation x is one value and y is
    empty."""

    label: str
    x: Array
    y: Array


def theory(picture: RegimeMap | BifurcationMap) -> list[Curve]:
    """The curves that are known for a map and lie in it."""
    if isinstance(picture, BifurcationMap):
        at = _limit(picture.job, {}, picture.code, picture.end) if picture.job.across.name == "lr" else np.nan
        inside = picture.job.across.low < at < picture.job.across.high
        return [Curve(FORK, np.array([at]), np.empty(0))] if inside else []
    names = {axis.name for axis in picture.job.axes()}
    if names == {"beta1", "beta2"}:
        return _two_cycle(picture.job)
    return _thresholds(picture) if "lr" in names else []


def _two_cycle(job: Regimes) -> list[Curve]:
    """Adam's 2-cycle on f = c x^2 as epsilon goes to 0: stable iff 1 - 3 b1 - b1 (3 - b1) b2 > 0. Runs may still miss
    it."""
    if job.optimizer != "adam" or job.configured.hyper.denominator != "root" or not _even(job.landscape):
        return []
    first, second = (job.across, job.up) if job.across.name == "beta1" else (job.up, job.across)
    b2 = second.values(400)
    b1 = np.array([beta1_boundary(float(b)) for b in b2])
    inside = (b1 >= first.low) & (b1 <= first.high)
    x, y = (b1[inside], b2[inside]) if first is job.across else (b2[inside], b1[inside])
    return [Curve("2-cycle loses its stability", x, y)] if len(x) > 1 else []


def _even(land: Landscape) -> bool:
    """Whether the surface is quadratic in each coordinate by itself, at its minimum: there the analysis in one
    dimension holds."""
    if not len(land.minima):
        return False
    (xx, xy), (_, yy) = land.hessian(*land.minima[0])
    return bool(min(xx, yy) > 0 and abs(xy) < 1e-9 * max(xx, yy))


def _thresholds(picture: RegimeMap) -> list[Curve]:
    """The greatest learning rate with a stable rest, row by row along the other axis."""
    job = picture.job
    code = picture.code
    end = picture.end
    if job.across.name == "lr":
        rates, other = job.across, job.up
    else:
        rates = job.up
        other = job.across
        code = code.T
        end = end.swapaxes(0, 1)
    values = other.values(len(code))
    limit = np.array(
        [_limit(job, {other.name: float(v)}, *row) for v, row in zip(values, zip(code, end, strict=True), strict=True)]
    )
    inside = (limit >= rates.low) & (limit <= rates.high)
    jumps = np.abs(np.diff(rates.mark(np.where(inside, limit, rates.low)), prepend=np.nan)) > 0.04 * np.ptp(
        rates.mark([rates.low, rates.high])
    )
    # where the rows come to rest at another minimum the line is broken
    shown = np.where(inside & ~jumps, limit, np.nan)
    x, y = (shown, values) if rates is job.across else (values, shown)
    return [Curve(FORK, x, y)] if np.count_nonzero(np.isfinite(shown)) > 1 else []


def _limit(job: Any, values: dict[str, float], code: npt.NDArray[np.int16], end: Array) -> float:
    """The greatest stable rate at the place where the smallest rate that settles came to rest; NaN if none is known."""
    settled = np.flatnonzero((code == Regime.RESTING) | (code == Regime.ELSEWHERE))
    if not len(settled):
        return np.nan
    land, optimizer = job.at(values)
    curvature = _steepest(land, tuple(end[settled[0]]))
    return _held(optimizer) * threshold(optimizer) / curvature if curvature > 0 else np.nan


def _held(optimizer: Optimizer) -> float:
    """By what the learning rate is divided at rest: nothing, or in Adam epsilon alone, for v has gone. NaN where that
    is not known."""
    if not optimizer.normalised:
        return 1.0
    outside = optimizer.name == "adam" and optimizer.hyper.epsilon_placement == "outside"
    return float(optimizer.hyper.epsilon) if outside else np.nan


def _steepest(land: Landscape, at: Point) -> float:
    return float(np.linalg.eigvalsh(land.hessian(*at)).max())
