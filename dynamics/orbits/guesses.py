"""Where Newton's method is to start from, likeliest first."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from dynamics.orbits.refine import refine
from dynamics.orbits.system import System
from dynamics.outcomes.repetition import MOST

Array = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

ROUNDS = 60
SETTLED = 1e-3
AFRESH = 4  # times that the state variables of an orbit through a point are made to fit the path they lead along
SIZES = (1 / 16, 1 / 4, 4, 16)  # of what standing at the point gives: averages of an orbit are seldom those
MET = (1, 2, 4, 8)  # rounds after which the path from the point is asked for its averages


def from_state(system: System, state: Array, period: int) -> Iterator[Array]:
    """The end of a run as it stands, and the moment of the next 512 steps that comes nearest to repeating."""
    yield state
    ahead = system.lap(state, MOST).states
    if period < MOST and np.all(np.isfinite(ahead)):
        misses = np.abs((ahead[period:] - ahead[:-period]) / system.scale(ahead)).max(axis=(1, 2))
        yield ahead[int(misses.argmin())]


def through(system: System, point: Array, period: int) -> Iterator[Array]:
    """On the orbit that starts at that very point, for any period.

    Without state variables there is one guess. Others depend on a path that depends on them: at first they are those of
    standing at the point, then those of going round where this led, for ever. Then each of these with the position
    held, until the state comes back as nearly as it can.
    """
    begun = []
    state = _with_slots(system, point[None])
    for k in range(AFRESH if system.shape[1] > 1 else 1):
        if k:
            path = system.lap(state, period).states[:, :, 0]
            if not np.all(np.isfinite(path)):
                break
            state = _with_slots(system, path)
        begun.append(state)
        yield state
    for state in begun if system.shape[1] > 1 else ():
        yield _held_there(system, state, period)


def through_with_others(system: System, point: Array, period: int) -> Iterator[Array]:
    """The same, from state variables of other sizes than standing there gives, and from those that the path meets."""
    if system.shape[1] == 1:
        return
    standing = _with_slots(system, point[None])
    rows = [k * period for k in MET if k * period < MOST]
    met = system.lap(standing, rows[-1] + 1).states[rows, :, 1:] if rows else ()
    for each in (*(size * standing[:, 1:] for size in SIZES), *met):
        if np.all(np.isfinite(each)):
            yield _held_there(system, np.concatenate([standing[:, :1], each], axis=1), period)


def _held_there(system: System, state: Array, period: int) -> Array:
    """With state variables that come back as nearly as they can, at the same position."""
    found: Array = refine(system, state, period, np.ones(system.size, np.bool_), moved=_slots(system)).lap.states[0]
    return found


def from_point(system: System, point: Array, period: int) -> Iterator[Array]:
    """The orbit through the point; then, by theory, at rest on a stationary point nearby, or to and fro across one,
    with the state variables that such a motion leads to.

    Theory is for periods 1 and 2; at rest it comes first, since it has the exact place. To and fro: the amplitude is
    followed from the point's own distance to where the step it causes is as long as the way across; x and y swing
    together, against each other, or one of them alone.
    """
    if period > 1:
        yield from through(system, point, period)
    if period > 2:
        yield from through_with_others(system, point, period)
        return
    for centre in stationary_points(system, point):
        if period == 1:
            yield _with_slots(system, centre[None])
            continue
        for share in ((1.0, 1.0), (1.0, -1.0), (1.0, 0.0), (0.0, 1.0)):
            swing = _swing(system, centre, (point - centre) * share)
            if swing is not None:
                yield _with_slots(system, swing)
    if period == 1:
        yield from through(system, point, period)


def stationary_points(system: System, point: Array) -> Iterator[Array]:
    """Where the gradient vanishes: the known point nearest by, and what Newton's method finds from here if that is
    another; the nearer one first."""
    surface = system.surface
    known = np.concatenate([surface.minima, surface.saddles])
    nearest = known[np.argmin(np.hypot(*(known - point).T))] if len(known) else None
    here = np.array(point, np.float64)
    for _ in range(ROUNDS):
        step = np.linalg.lstsq(surface.hessian(*here), surface.gradient(*here), rcond=1e-12)[0]
        here = here - step * min(1.0, surface.half_height / 2 / max(float(np.hypot(*step)), 1e-300))
    flat = np.abs(surface.gradient(*here)).max() <= 1e-9 * np.abs(surface.hessian(*here)).max() * surface.half_height
    found = [] if nearest is None else [nearest]
    if flat and (nearest is None or np.hypot(*(here - nearest)) > 1e-6 * surface.half_height):
        found.append(here)
    yield from sorted(found, key=lambda centre: float(np.hypot(*(centre - point))))


def _with_slots(system: System, pins: Array) -> Array:
    """The state at the first of the positions `pins` (p, 2) once the state variables have settled to going round them
    for ever."""
    settled: Array = refine(system, _start(system, pins[0]), len(pins), _slots(system), pins).lap.states[0]
    return settled


def _swing(system: System, centre: Array, half: Array) -> Array | None:
    """The two positions (2, 2) centre +- a between which the optimizer swings; None if there is no such a within
    reach."""
    for _ in range(ROUNDS):
        pins = np.array([centre + half, centre - half])
        answer = refine(system, _start(system, pins[0]), 2, _slots(system), pins)
        after = (answer.lap.end[:, 0] - pins[1]) / 2  # half the step that leaves the second point
        if not np.all(np.isfinite(after)) or np.abs(after).max() > 10 * system.surface.half_height:
            return None
        if np.all(np.abs(after - half) <= SETTLED * np.abs(after)):
            break
        half = after
    return np.array([centre + after, centre - after])


def _start(system: System, position: Array) -> Array:
    state = np.zeros(system.shape)
    state[:, 0] = position
    return state


def _slots(system: System) -> Mask:
    """Which of the flattened components are state variables."""
    mask: Mask = np.arange(system.size) % system.shape[1] > 0
    return mask
