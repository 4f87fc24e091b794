"""Runs that come to a place: at a minimum, wherever else nothing moves them, or still on the way there."""

import numpy as np
import numpy.typing as npt

from dynamics.outcomes.judging import Regime
from dynamics.outcomes.leaving import lasting
from dynamics.outcomes.look import Look
from dynamics.outcomes.outcome import NEAR, RESTING, Kind, Outcome
from dynamics.outcomes.run import Run
from dynamics.stepping import within
from dynamics.words import number, place
from landscapes.landscape import Landscape

Array = npt.NDArray[np.float64]

FLAT = 1e-6  # a slope that has gone; and, of the larger curvature, one that has
HOVERS, TURNS = 0.06, 8  # of the map's height; the steps of 64 that lead away again
SLOW = 1e-3  # of the map: a step shorter than this creeps
CREEPS = 1e-5  # of the map: farther than this from where slope and curvature point to, it is still on its way


def resting(run: Run, tail: Array, code: int, look: Look) -> Outcome | None:
    """At a minimum, or wherever else nothing moves it."""
    surface, (x, y) = run.surface, tail[-1]
    nearest, strides = (
        nearest_minimum(surface, tail[-1]),
        np.hypot(*np.diff(tail[-min(64, len(tail) // 2) :], axis=0).T),
    )
    at_rest = bool(strides.size and strides.max() <= RESTING * surface.half_height)
    if nearest is not None and surface.within(NEAR, x, y) and (code == Regime.RESTING or at_rest):
        where = _name(surface, nearest)
        arrived = since(surface.within(NEAR, *run.position.T), run.step)
        settled = Outcome(Kind.SETTLED, arrived, None, f"settles at {where}")
        return lasting(run, nearest, settled, where, look)
    slope = surface.gradient(x, y)
    if at_rest and np.hypot(*slope) <= FLAT:
        return _stopped(run, tail[-1], slope, look)
    return None


def _stopped(run: Run, at: Array, slope: Array, look: Look) -> Outcome | None:
    """Where the slope has gone: on a saddle, on a line of minima, or on a flat."""
    surface, (x, y) = run.surface, at
    hessian = surface.hessian(x, y)
    low, high = np.linalg.eigvalsh(hessian)
    u, v = (surface.saddles - at).T
    if within(u, v, NEAR * NEAR).any():
        where, sentence = "the saddle", "stays on the saddle"
    elif high > 0 and low >= -FLAT * high:
        onward = float(np.hypot(*(np.linalg.pinv(hessian, rcond=FLAT) @ slope)))
        if onward > CREEPS * surface.half_height:
            return None
        where = f"a minimum at {place((x, y))}"
        if low <= FLAT * high:
            where = f"a line of minima, at {place((x, y))}"
        if low <= FLAT * high and surface.valley:
            where = surface.valley(x, y).removeprefix("on ")
        sentence = f"settles {'at' if low > FLAT * high else 'on'} {where}"
    else:
        where = f"a flat at {place((x, y))}"
        sentence = f"stops where the slope has gone, at {place((x, y))}"
    return lasting(run, at, Outcome(Kind.STOPPED, None, None, sentence), where, look)


def under_way(run: Run, tail: Array, unclear: bool) -> Outcome:
    """unclear: it looks like more than a way, but not for long enough."""
    surface, size = run.surface, run.surface.half_height
    nearest = nearest_minimum(surface, tail[-1])
    rest = f"; {run.steps:,} steps do not tell what it comes to" if unclear else ""
    if nearest is None:
        what = "is still on the map" if len(surface.saddles) else "is still under way"
        return Outcome(Kind.MOVING, None, None, what + rest)
    where, distance = _name(surface, nearest), surface.distance(*tail[-64:].T)
    if distance.max() < HOVERS * size and np.count_nonzero(np.diff(distance) > 0) >= TURNS:
        return Outcome(Kind.HOVERING, None, None, f"hovers within {number(distance.max())} of {where}{rest}")
    if np.hypot(*(tail[-1] - tail[-2])) < SLOW * size:
        return Outcome(Kind.CREEPING, None, None, f"is still creeping, {number(distance[-1])} from {where}{rest}")
    return Outcome(Kind.MOVING, None, None, f"is still under way, {number(distance[-1])} from {where}{rest}")


def _name(surface: Landscape, minimum: Array) -> str:
    return f"the minimum at {place(minimum.tolist())}" if len(surface.minima) > 1 else "the minimum"


def nearest_minimum(surface: Landscape, at: Array) -> Array | None:
    minima = surface.minima
    if not len(minima):
        return None
    nearest: Array = minima[np.hypot(*(minima - at).T).argmin()]
    return nearest


def since(holds: npt.NDArray[np.bool_], step: npt.NDArray[np.int64]) -> int:
    """The first step from which the condition holds to the end."""
    last = len(holds) - int(np.argmin(holds[::-1]))
    return int(step[min(last, len(step) - 1)]) if not holds.all() else int(step[0])
