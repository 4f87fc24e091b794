"""What becomes of a small disturbance of an orbit: the optimizer's own steps from beside it."""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from dynamics.optimizer import Optimizer
from dynamics.orbits.orbit import Orbit
from dynamics.orbits.system import System
from dynamics.outcomes.repetition import MOST
from dynamics.stepping import limit
from dynamics.trajectory import Rows
from engines.arrays import elementwise
from landscapes.landscape import Landscape

Array = npt.NDArray[np.float64]


def nearby(surface: Landscape, optimizer: Optimizer, orbit: Orbit, by: float, steps: int) -> Rows:
    """`steps` updates from the orbit's first state, its x put off by the share `by` of its `size`, its y by half of
    that, back.

    Corrections at their limit and the learning rate constant, as everywhere on an orbit. (steps + 1, 2) of each
    quantity, the moments after the gradient at each position went in (NaN where there is none). Raises ValueError for
    steps < 1 or above 511.
    """
    if not 1 <= steps < MOST:
        raise ValueError(f"steps must be between 1 and {MOST - 1}; got {steps}.")
    lap = System(surface, optimizer).lap(_beside(optimizer, orbit, by), steps + 1)
    states = np.concatenate([lap.states, lap.end[None]])
    position, state_variables = states[:-1, :, 0], states[:-1, :, 1:]
    gradient = np.asarray(surface.gradient(*position.T)).T
    return Rows(
        position,
        gradient,
        _rates(optimizer, position, gradient, state_variables),
        *_moments(optimizer, states[1:, :, 1:]),
    )


def state_beside(optimizer: Optimizer, orbit: Orbit, by: float) -> dict[str, Any]:
    """Where `nearby` begins, as the browser takes a start (static/engine/steps.js): step None is the limit of a long
    run, and powers 0 leave every correction at 1."""
    start = _beside(optimizer, orbit, by)
    return {
        "position": start[:, 0].tolist(),
        "variables": start[:, 1:].tolist(),
        "powers": [0.0, 0.0],
        "smoothness": 0.0,
        "step": None,
        "length": 0,
        "names": optimizer.state_variables,
    }


def _beside(optimizer: Optimizer, orbit: Orbit, by: float) -> Array:
    """The state (2, 1 + S)."""
    start: Array = orbit.state[0].copy()
    away = size(optimizer, orbit) * np.where(start[:, 0] < 0, -by, by)
    start[:, 0] += away * (1, -0.5)
    return start


def size(optimizer: Optimizer, orbit: Orbit) -> float:
    """What a disturbance is measured by: the amplitude; the learning rate where there is none, at a fixed point."""
    return orbit.amplitude or float(optimizer.hyper.lr)


def after_gradient(optimizer: Optimizer, orbit: Orbit) -> tuple[Array, Array]:
    """The moments m and v of each point of an orbit, once the gradient there went in, (p, 2) each; NaN where there is
    none."""
    return _moments(optimizer, np.roll(orbit.state[:, :, 1:], -1, axis=0))


class _Pair(NamedTuple):
    m: Array
    v: Array


def _moments(optimizer: Optimizer, state_variables: Array) -> _Pair:
    none = np.full(state_variables.shape[:2], np.nan)
    return _Pair(
        *(
            state_variables[:, :, optimizer.state_variables.index(name)] if name in optimizer.state_variables else none
            for name in _Pair._fields
        )
    )


def _rates(optimizer: Optimizer, position: Array, gradient: Array, state_variables: Array) -> Array:
    hyper = optimizer.numbers
    largest, signed = np.abs(gradient).max(axis=1, keepdims=True), gradient.max(axis=1, keepdims=True)
    context = limit(hyper.lr, position, largest, signed)
    with np.errstate(all="ignore"):
        rate = elementwise(optimizer.rule)(gradient, tuple(np.moveaxis(state_variables, 2, 0)), context, hyper)[1]
    return np.broadcast_to(rate, gradient.shape)
