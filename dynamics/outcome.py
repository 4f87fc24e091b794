"""What a run ends in: a kind and a sentence."""

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from dynamics.words import number, place

if TYPE_CHECKING:
    from dynamics.optimizer import Optimizer
    from landscapes.landscape import Landscape

Array = npt.NDArray[np.float64]

NEAR = 1e-3  # "at a minimum": within this distance of one
RESTING = 1e-9  # a step shorter than this, relative to the map, is no motion that one could see
TAIL = 64  # rows at the end that are judged


class Kind(IntEnum):
    """The ways a run can end. The numbers are the codes that `endpoints` returns."""

    MOVING = 0
    SETTLED = 1
    DIVERGED = 2
    STOPPED = 3  # at rest where the slope has gone, at no known minimum
    CYCLE = 4
    HOVERING = 5
    CREEPING = 6
    LEFT = 7  # out of the map, still finite
    FROZEN = 8  # rests only because the numbers underflowed


@dataclass(frozen=True)
class Outcome:
    """kind; the step from which it holds (None: not known); the period of a cycle; a sentence without its subject."""

    kind: Kind
    step: int | None
    period: int | None
    sentence: str


def classify(
    surface: "Landscape",
    optimizer: "Optimizer",
    position: Array,
    step: npt.NDArray[np.int64],
    steps: int,
    updates: int,
    tail: Array,
) -> Outcome:
    """Judge a run: position (K, 2) at `step` (K,), of which `updates` of `steps` updates stayed finite; `tail` holds the positions of
    its last updates, one by one (at most TAIL)."""
    if updates < steps:
        undefined = getattr(optimizer.hyper, "epsilon", 1) == 0 and (surface.gradient(*position[-1]) == 0).any()
        what = f"meets 0/0 at step {updates + 1:,}: ε is 0, and so is a slope" if undefined else f"diverges at step {updates + 1:,}"
        return Outcome(Kind.DIVERGED, updates + 1, None, what)
    x, y = tail[-1]
    size = surface.half_height
    distance = surface.distance(tail[:, 0], tail[:, 1])
    minima = surface.minima
    nearest = minima[np.argmin(np.hypot(minima[:, 0] - x, minima[:, 1] - y))] if len(minima) else None
    where = f" at {place(nearest)}" if len(minima) > 1 and nearest is not None else ""
    margin = size if len(minima) else 0.0  # where there is a minimum to come back to, a step outside is not yet leaving
    if surface.outside(x, y, margin):
        left = exit_step(surface, position, step)
        return Outcome(Kind.LEFT, left, None, f"leaves the map at step {left:,}" if left else "is off the map from the start")
    if len(tail) < 4:
        return Outcome(Kind.MOVING, None, None, "is still under way")
    strides = np.hypot(*np.diff(tail, axis=0).T)
    for axes, alone in (((0, 1), ""), ((0,), " in x alone"), ((1,), " in y alone")):
        if period := _period(tail[:, axes], size):
            radius = float(np.ptp(tail[:, axes], axis=0).max()) / 2
            amplitude = f"{number(radius)}{_in_rates(radius, optimizer)}"
            return Outcome(Kind.CYCLE, None, period, f"falls into {_a(period)}-cycle{alone} of amplitude {amplitude}")
    at_rest = strides[-1] <= RESTING * size
    if nearest is not None and distance[-1] <= NEAR and (at_rest or _closing_in(distance)):
        arrived = _since(surface.distance(position[:, 0], position[:, 1]) <= NEAR, step)
        if 0 < np.abs(tail[-1] - nearest).max() < 1e-300 and not strides.any():
            return Outcome(Kind.FROZEN, arrived, None, f"stops at the minimum{where} only by underflow, at {number(distance[-1])}")
        return Outcome(Kind.SETTLED, arrived, None, f"settles at the minimum{where}")
    if at_rest and np.hypot(*surface.gradient(x, y)) <= 1e-6:
        saddle = len(surface.saddles) and np.hypot(*(surface.saddles - (x, y)).T).min() <= NEAR
        return Outcome(Kind.STOPPED, None, None, "stays on the saddle" if saddle else f"stops where the slope has gone, at {place((x, y))}")
    if nearest is None:
        return Outcome(Kind.MOVING, None, None, "is still on the map" if len(surface.saddles) else "is still under way")
    if distance.max() < 0.06 * size and np.count_nonzero(np.diff(distance) > 0) >= 8:
        return Outcome(Kind.HOVERING, None, None, f"hovers within {number(distance.max())} of the minimum{where}")
    if strides[-1] < 1e-3 * size:
        return Outcome(Kind.CREEPING, None, None, f"is still creeping, {number(distance[-1])} from the minimum{where}")
    return Outcome(Kind.MOVING, None, None, f"is still under way, {number(distance[-1])} from the minimum{where}")


def exit_step(surface: "Landscape", position: Array, step: npt.NDArray[np.int64]) -> int:
    """The step from which a run that ends outside the map stays outside; 0 if it was never inside."""
    return _since(surface.outside(position[:, 0], position[:, 1]), step)


def _closing_in(distance: Array) -> bool:
    """Within NEAR throughout, and nearer in the second half of the tail than in the first: settling, not circling."""
    half = len(distance) // 2
    return bool(distance.max() <= NEAR and (distance[half:].max() <= 0.9 * distance[:half].max() or (np.diff(distance) <= 0).all()))


def _since(holds: npt.NDArray[np.bool_], step: npt.NDArray[np.int64]) -> int:
    """The first step from which the condition holds to the end."""
    return int(step[len(holds) - np.argmin(holds[::-1])]) if not holds.all() else int(step[0])


def _period(tail: Array, size: float) -> int | None:
    """The shortest p up to a third of the tail after which each of its coordinates repeats; None if all rest, or if one does not."""
    spread = np.ptp(tail, axis=0)
    if spread.max() <= RESTING * size:
        return None
    for p in range(2, len(tail) // 3 + 1):
        if (np.abs(tail[p:] - tail[:-p]).max(axis=0) <= 1e-3 * spread + RESTING * size).all():
            return p
    return None


def _a(count: int) -> str:
    return f"{'an' if count in (8, 11, 18) else 'a'} {count}"


def _in_rates(radius: float, optimizer: "Optimizer") -> str:
    return f" ({number(radius / optimizer.hyper.lr)} η)" if optimizer.normalised else ""
