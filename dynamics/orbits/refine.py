"""Newton's method on the state after p steps minus the state before."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from dynamics.orbits.system import Lap, System

Array = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

STEPS = 60
HALVINGS = 12
ROUNDING = 4e-16
# singular values below this share of the largest are directions in which nothing closes or opens the orbit
SINGULAR = 1e-12
CLOSED = 1e-9  # relative residual below which an orbit is closed
SLACK = 16.0  # roundings a lap may add up to
MOVES = 2.0**20  # roundings that a coordinate of an orbit moves through at least, unless it rests


class Refined(NamedTuple):
    """residual: the largest |after p steps - before| of the active components, relative to `scale` (`System.scale`) and
    to the 10⁹-fold of what the map makes of rounding: at a steep fixed point no state comes closer."""

    lap: Lap
    scale: Array
    residual: float

    @property
    def closed(self) -> bool:
        return self.residual <= CLOSED


def refine(
    system: System, start: Array, period: int, active: Mask, pins: Array | None = None, moved: Mask | None = None
) -> Refined:
    """The closed orbit next to `start` (2, 1 + S), as near as Newton's method comes.

    active (n,): the components that are solved for and judged; the others stay as they are. moved (n,): those of them
    that are solved for, if not all. Steps are damped until the residual falls, and are of least length where the map
    leaves a direction free (a cycle that may sit anywhere along x; a maximum that no gradient reaches). The residual
    may stay large: the caller judges.
    """
    free = active if moved is None else active & moved
    state = np.array(start, np.float64)
    lap = system.lap(state, period, pins)
    for _ in range(STEPS if active.any() else 0):
        scale = system.scale(lap.states).ravel()[active]
        miss = (lap.end - state).ravel()[active] / scale
        matrix = (lap.jacobian - np.eye(system.size))[np.ix_(active, free)] * scale[free[active]] / scale[:, None]
        steep = np.maximum(np.linalg.norm(matrix, axis=1), 1.0)  # one unstable row would make all others look singular
        if not (np.all(np.isfinite(miss)) and np.all(np.isfinite(matrix))) or np.abs(miss).max() <= ROUNDING:
            break
        move = np.zeros(system.size)
        move[free] = np.linalg.lstsq(matrix / steep[:, None], -miss / steep, rcond=SINGULAR)[0] * scale[free[active]]
        for k in range(HALVINGS):
            trial = state + move.reshape(system.shape) / 2**k
            after = system.lap(trial, period, pins)
            left = (after.end - trial).ravel()[active] / scale
            if np.all(np.isfinite(left)) and np.linalg.norm(left) < np.linalg.norm(miss):
                break
        else:
            break
        state, lap = trial, after
    return _judged(system, lap, active)


def _judged(system: System, lap: Lap, active: Mask) -> Refined:
    scale, miss = system.scale(lap.states), np.abs(lap.end - lap.states[0])
    if not (np.all(np.isfinite(miss)) and np.all(np.isfinite(lap.jacobian))):
        return Refined(lap, scale, np.inf)
    unit = system.rounding(lap.states)
    rounding = np.abs(lap.jacobian) @ unit.ravel()
    # Where a lap makes more of rounding than the whole orbit, every path closes: that is no evidence of an orbit.
    extent, lost = np.ptp(lap.states[:, :, 0], axis=0), SLACK * rounding.reshape(system.shape)[:, 0]
    if np.any((extent > MOVES * unit[:, 0]) & (lost > extent) & active.reshape(system.shape)[:, 0]):
        return Refined(lap, scale, np.inf)
    relative = miss.ravel() / (scale.ravel() + SLACK * rounding / CLOSED)
    return Refined(lap, scale, float(relative[active].max(initial=0.0)))
