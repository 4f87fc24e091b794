"""Runs that come to a place: at a minimum, wherever else nothing moves them, or still on the way there."""

import numpy as np
import numpy.typing as npt

from dynamics.outcomes.judging import Regime
from dynamics.outcomes.outcome import NEAR, RESTING, Kind, Outcome
from dynamics.outcomes.run import Run
from dynamics.stepping import within
from dynamics.words import number, place
from landscapes.landscape import Landscape, Point

Array = npt.NDArray[np.float64]

ONWARD = 10_000  # updates after the last for which a settled run must stay: averages forget, and rates grow


def resting(run: Run, tail: Array, code: int) -> Outcome | None:
    """At a minimum, or wherever else nothing moves it."""
    surface, (x, y) = run.surface, tail[-1]
    nearest, strides = _nearest(surface, tail[-1]), np.hypot(*np.diff(tail[-64:], axis=0).T)
    at_rest = bool(strides[-1] <= RESTING * surface.half_height)
    if nearest is not None and surface.within(NEAR, x, y) and (code == Regime.RESTING or at_rest):
        where = f" at {place(nearest)}" if len(surface.minima) > 1 else ""
        arrived = since(surface.within(NEAR, *run.position.T), run.step)
        if 0 < np.abs(tail[-1] - nearest).max() < 1e-300 and not strides.any():
            away = number(float(surface.distance(x, y)))
            return Outcome(Kind.FROZEN, arrived, None, f"stops at the minimum{where} only by underflow, at {away}")
        if run.optimizer.normalised and not run.noise and run.schedule.kind == "constant":
            onward = run.onward(ONWARD)
            # nearly always there is none: the other minima, of which there may be a hundred, are asked about few points
            leaves = np.flatnonzero(~within(onward[:, 0] - nearest[0], onward[:, 1] - nearest[1], NEAR * NEAR))
            leaves = leaves[~surface.within(NEAR, *onward[leaves].T)]
            if len(leaves):
                thrown = run.origin.step + run.steps + int(leaves[0]) + 1
                reach = number(_farthest(surface, onward[leaves], nearest))
                sentence = f"rests at the minimum{where} only until step {thrown:,}, then is thrown out to {reach}"
                return Outcome(Kind.BURSTING, thrown, None, sentence)
        return Outcome(Kind.SETTLED, arrived, None, f"settles at the minimum{where}")
    if at_rest and np.hypot(*surface.gradient(x, y)) <= 1e-6:
        return _stopped(surface, float(x), float(y))
    return None


def _farthest(surface: Landscape, points: Array, minimum: Point) -> float:
    """The largest distance of these points (N, 2) to a minimum: none is farther than from this one."""
    most = np.hypot(points[:, 0] - minimum[0], points[:, 1] - minimum[1])
    found = float(surface.distance(*points[most.argmax()]))
    return float(surface.distance(*points[most > found].T).max(initial=found))


def _stopped(surface: Landscape, x: float, y: float) -> Outcome:
    """Where the slope has gone: on a saddle, on a line of minima, or on a flat."""
    low, high = np.linalg.eigvalsh(surface.hessian(x, y))
    u, v = (surface.saddles - (x, y)).T
    if within(u, v, NEAR * NEAR).any():
        sentence = "stays on the saddle"
    elif high > 0 and low >= -1e-6 * high:
        line = surface.valley(x, y) if surface.valley else f"on a line of minima, at {place((x, y))}"
        sentence = f"settles {line}" if low <= 1e-6 * high else f"settles at a minimum at {place((x, y))}"
    else:
        sentence = f"stops where the slope has gone, at {place((x, y))}"
    return Outcome(Kind.STOPPED, None, None, sentence)


def under_way(surface: Landscape, tail: Array) -> Outcome:
    nearest, size = _nearest(surface, tail[-1]), surface.half_height
    if nearest is None:
        return Outcome(Kind.MOVING, None, None, "is still on the map" if len(surface.saddles) else "is still under way")
    where = f" at {place(nearest)}" if len(surface.minima) > 1 else ""
    distance = surface.distance(*tail[-64:].T)
    if distance.max() < 0.06 * size and np.count_nonzero(np.diff(distance) > 0) >= 8:
        return Outcome(Kind.HOVERING, None, None, f"hovers within {number(distance.max())} of the minimum{where}")
    if np.hypot(*(tail[-1] - tail[-2])) < 1e-3 * size:
        return Outcome(Kind.CREEPING, None, None, f"is still creeping, {number(distance[-1])} from the minimum{where}")
    return Outcome(Kind.MOVING, None, None, f"is still under way, {number(distance[-1])} from the minimum{where}")


def _nearest(surface: Landscape, at: Array) -> Point | None:
    minima = surface.minima
    if not len(minima):
        return None
    x, y = minima[np.hypot(*(minima - at).T).argmin()]
    return float(x), float(y)


def since(holds: npt.NDArray[np.bool_], step: npt.NDArray[np.int64]) -> int:
    """The first step from which the condition holds to the end."""
    last = len(holds) - int(np.argmin(holds[::-1]))
    return int(step[min(last, len(step) - 1)]) if not holds.all() else int(step[0])
