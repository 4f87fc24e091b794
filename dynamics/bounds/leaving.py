"""A grid of starts on the ripple: which of them leave the region around the optimum, and whether they had come close
before.

The ripple is δ-one-point convex towards its centre where 2 sin r² > δ: for δ = 0 within r² < π, for a larger δ on a
ring that ends sooner and leaves out the middle, where the slope fades. A run has left once it is past the outer edge.
"""

from enum import IntEnum

import numpy as np
import numpy.typing as npt

from dynamics import stepping
from dynamics.on_arrays import Stepper
from dynamics.optimizer import Optimizer
from dynamics.trajectory import Trajectory
from engines.arrays import elementwise
from landscapes import LANDSCAPES

CLOSE = 0.01  # r² up to which a run has come close: a tenth of a unit from the optimum


def region(delta: float = 0.0) -> tuple[float, float]:
    """The least and the greatest r² of the innermost ring where the ripple is δ-one-point convex, 0 <= δ < 2."""
    least = float(np.arcsin(delta / 2))
    return least, float(np.pi - least)


EDGE = region()[1]


class Fate(IntEnum):
    OUTSIDE = -1  # the start is not in the region
    STAYS = 0
    LEAVES_FAR = 1  # without having come close
    LEAVES_AFTER = 2  # after having come close


def starts(side: int, delta: float = 0.0) -> npt.NDArray[np.float64]:
    """(2, side²): the middles of a square grid over the region."""
    reach = np.sqrt(region(delta)[1])
    line = (np.arange(side) + 0.5) / side * 2 * reach - reach
    return np.stack(np.meshgrid(line, line)).reshape(2, -1)


def fates(
    optimizer: Optimizer, steps: int, side: int = 41, close: float = CLOSE, delta: float = 0.0
) -> npt.NDArray[np.int8]:
    """Codes of `Fate`, (side, side), row 0 at the lowest y: what becomes of each start within that many steps. A run
    that has left is not followed any further. `close`: the r² up to which it has come close."""
    surface, at, edge = LANDSCAPES["ripple"], starts(side, delta), region(delta)[1]
    out = np.full(at.shape[1], Fate.OUTSIDE, np.int8)
    held = np.flatnonzero((at**2).sum(axis=0) < edge)
    out[held] = Fate.STAYS
    x, came = at[:, held], (at[:, held] ** 2).sum(axis=0) <= close
    left = np.zeros(len(held), bool)
    rule = Stepper(optimizer)
    smoothness = np.zeros(len(held))
    before = slope = np.full_like(x, np.nan)
    follow, length = elementwise(stepping.steeper), elementwise(stepping.length)
    with np.errstate(all="ignore"):  # what has left may go anywhere
        for _ in range(steps):
            g = surface.gradient(*x)
            smoothness = follow(smoothness, length(*(x - before)), length(*(g - slope)))
            before, slope = x, g
            x = x - rule.step(g, x, np.abs(g).max(axis=0), g.max(axis=0), smoothness)
            square = (x * x).sum(axis=0)
            leaving = ~left & ~(square < edge)
            out[held[leaving]] = np.where(came[leaving], Fate.LEAVES_AFTER, Fate.LEAVES_FAR)
            left |= leaving
            came |= ~left & (square <= close)
    return out.reshape(side, side)


def fate(run: Trajectory, close: float = CLOSE, delta: float = 0.0) -> Fate:
    """The same of one recorded run."""
    square = (run.position**2).sum(axis=1)
    out = ~(square < region(delta)[1])
    left = int(out.argmax()) if out.any() else len(square)
    if left == 0:
        return Fate.OUTSIDE
    if left == len(square) == run.steps + 1:
        return Fate.STAYS
    return Fate.LEAVES_AFTER if (square[:left] <= close).any() else Fate.LEAVES_FAR


def shares(codes: npt.NDArray[np.int8]) -> dict[Fate, float]:
    """The share of the starts in the region that each fate takes."""
    inside = codes[codes != Fate.OUTSIDE]
    return {fate: float((inside == fate).mean()) for fate in (Fate.STAYS, Fate.LEAVES_FAR, Fate.LEAVES_AFTER)}
