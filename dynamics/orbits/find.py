"""`find_orbit`: the closed orbit of an optimizer near a run's end or a point."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from dynamics.optimizer import Optimizer
from dynamics.orbits import stability
from dynamics.orbits.choice import APART, Candidate, distance, of_a_point, of_a_run
from dynamics.orbits.guesses import from_point, from_state
from dynamics.orbits.minimal_period import minimal_period
from dynamics.orbits.notes import apart, failure, note
from dynamics.orbits.orbit import Orbit
from dynamics.orbits.refine import Refined, refine
from dynamics.orbits.system import GRAIN, Lap, System
from dynamics.orbits.tail import Tail, tail
from dynamics.outcomes.kinks import rests_on_kink
from dynamics.outcomes.repetition import MOST, Repetition, repeats, repetition
from dynamics.trajectory import Trajectory, simulate
from landscapes.landscape import Landscape, Point

Array = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

TRIAL = 200_000  # updates from a point, to see where the optimizer settles
REACH = 2.0  # map heights from `near` within which an orbit counts as near


# Newton's method may try states from which the rule overflows
@np.errstate(over="ignore", invalid="ignore", divide="ignore")
def find_orbit(surface: Landscape, optimizer: Optimizer, near: Trajectory | Point, period: int | None = None) -> Orbit:
    """Solve state = F^p(state) by Newton's method on the whole state, whether stable or not, and linearise there.

    near: a Trajectory: the search starts from the state at its end, then from its last position as from a point. Or a
    point (x, y): the search starts on the orbit through that very point, its state variables those of going round it;
    for periods 1 and 2 then from theory (at rest on a stationary point nearby; to and fro across it, as far as the
    optimizer's own step carries); then from where 200,000 updates from the point lead. period: the number of steps p, 1
    to 512; the orbit found may go round more often, then its own period is given and the note says so. None: the
    smallest with which the end of the run repeats.

    Of several orbits that close, a point gets the one that passes through it, stable or not; without one the nearest,
    and the note says how far that is, if more than 0.1 % of the map's height. Of those as near (to 1 %), and of all
    that a run leads to, the first stable one is given, else the one with the smallest multipliers (on a valley x may
    swing or rest, and so may y). If only one coordinate repeats, and depends on itself alone, the orbit is of that
    coordinate (`coordinates`). A rule with state variables may have several orbits through one point, and Newton's
    method may miss one whose averages no short path from there suggests: a state, as the end of a run, is exact.

    Raises ValueError where no orbit closes (with how far it failed to), on noise or schedules, and on rules with an
    endless memory.
    """
    if period is not None and not (isinstance(period, int | np.integer) and 1 <= period <= MOST):
        raise ValueError(f"A period must be a whole number from 1 to {MOST}; got {period!r}.")
    system = System(surface, optimizer)
    point, end = _beginning(system, near)
    found = repetition(end.position) if end else Repetition(None, None, None, False)
    sought = int(period or found.period or _alone(found))
    if not sought:
        raise ValueError(
            f"The end of the run repeats with no period up to {MOST}: it has not settled yet, or never will. "
            "An orbit that it shuns can be asked for by its period."
        )
    height, best = 2 * surface.half_height, [np.inf]
    from_run = isinstance(near, Trajectory)
    candidates = _closing(system, _starts(system, end, point, sought, from_run), point, (sought, period), found, best)
    chosen = of_a_run(candidates, sought) if from_run else of_a_point(candidates, sought, height)
    if chosen is None:
        raise ValueError(failure(system, sought, point, min(best)))
    if from_run or chosen.away <= APART * height:
        return chosen.orbit
    return replace(chosen.orbit, note=" ".join(filter(None, (chosen.orbit.note, apart(point, chosen.away)))))


def _closing(
    system: System,
    starts: Iterator[tuple[Array, Mask]],
    point: Array,
    periods: tuple[int, int | None],
    found: Repetition,
    best: list[float],
) -> Iterator[Candidate]:
    """The orbits that Newton's method comes to from each start in turn, if within reach of the point. periods: sought,
    and asked for. What does not close leaves its residual in `best`."""
    sought, asked = periods
    for start, active in starts:
        result = _cleaned(system, refine(system, start, sought, active), sought, active)
        if not result.closed or not separate(result.lap, active):
            best.append(result.residual)
        elif (away := distance(result.lap.states[:, :, 0], point)) <= REACH * 2 * system.surface.half_height:
            yield Candidate(_orbit(system, result, active, asked, found), away)


@np.errstate(over="ignore", invalid="ignore", divide="ignore")
def continued(surface: Landscape, optimizer: Optimizer, orbit: Orbit) -> Orbit:
    """What an orbit becomes when hyperparameters change a little: Newton's method from its own state, ten times as
    quick as a search.

    Raises ValueError where it does not close on an orbit of the same period and, within a half, of the same extent in x
    and in y.
    """
    system, before = System(surface, optimizer), np.ptp(orbit.points, axis=0)
    active = np.ones(system.size, np.bool_) & _smooth(system, orbit.state[0], orbit.period)
    result = _cleaned(system, refine(system, orbit.state[0], orbit.period, active), orbit.period, active)
    extent = np.ptp(result.lap.states[:, :, 0], axis=0)
    if orbit.coordinates != "xy" or not (
        active.all() and result.closed and np.all(np.abs(extent - before) <= before / 2)
    ):
        raise ValueError("This orbit does not go on from there.")
    here = _orbit(system, result, active, orbit.period, Repetition(None, None, None, False))
    if here.period < orbit.period:
        raise ValueError("This orbit does not go on from there.")
    return here


def _beginning(system: System, near: Trajectory | Point) -> tuple[Array, Tail | None]:
    """The point near which to look, and the end of a run if there is one to go by."""
    if isinstance(near, Trajectory):
        end = tail(near)
        same = near.optimizer.rule is system.optimizer.rule
        return end.position[-1], end if same else None
    point = np.array(near, np.float64)
    if point.shape != (2,) or not np.all(np.isfinite(point)):
        raise ValueError(f"An orbit is looked for near a run or a point of two finite numbers; got {near!r}.")
    run = simulate(system.surface, system.optimizer, (float(point[0]), float(point[1])), TRIAL)
    return point, tail(run) if run.updates == run.steps else None


def _alone(found: Repetition) -> int:
    """The longer period of the coordinates that repeat; standing still is none."""
    return max(p if p and p > 1 else 0 for p in (found.x, found.y))


def _starts(
    system: System, end: Tail | None, point: Array, period: int, from_run: bool
) -> Iterator[tuple[Array, Mask]]:
    """States to start from and the components to solve for: the whole state first, then each coordinate that repeats by
    itself."""
    everything = np.ones(system.size, np.bool_)
    by_run = from_state(system, end.state, period) if end else iter(())
    by_theory = from_point(system, point, period)
    for guesses in (by_run, by_theory) if from_run else (by_theory, by_run):
        for guess in guesses:
            active = everything & _smooth(system, guess, period)
            if active.any():
                yield guess, active
    for k in (0, 1):
        if end and period > 1 and repeats(end.position[:, [k]], period):
            yield end.state, np.repeat(np.arange(2) == k, system.shape[1])


def _smooth(system: System, state: Array, period: int) -> Mask:
    """Without the coordinates that stand still on a kink, where there is no derivative to take."""
    path = np.concatenate([(lap := system.lap(state, period)).states, lap.end[None]])[:, :, 0]
    keep = [np.ptp(path[:, k]) > 0 or not rests_on_kink(system.surface, state[:, 0], k) for k in (0, 1)]
    return np.repeat(keep, system.shape[1])


def separate(lap: Lap, active: Mask) -> bool:
    """Whether the active components do not depend on the others."""
    return not lap.jacobian[np.ix_(active, ~active)].any()


def _cleaned(system: System, result: Refined, period: int, active: Mask) -> Refined:
    """With exact zeros for components that are smaller than rounding all the way round, if the orbit closes so too."""
    small = np.abs(result.lap.states).max(axis=0) <= np.where(
        np.arange(system.shape[1]), system.rounding(result.lap.states), GRAIN
    )
    if not result.closed or not small.any():
        return result
    again = refine(system, np.where(small, 0.0, result.lap.states[0]), period, active)
    return again if again.closed else result


def _orbit(system: System, result: Refined, active: Mask, asked: int | None, found: Repetition) -> Orbit:
    lap, which = result.lap, [k for k in (0, 1) if active[k * system.shape[1]]]
    period = minimal_period(lap.states[:, which, 0], GRAIN * system.surface.half_height)
    if period < len(lap.states):
        lap = system.lap(lap.states[0], period)
    values = stability.multipliers(lap.jacobian[np.ix_(active, active)], result.scale.ravel()[active])
    text = note(system, lap.states, values, which, asked, found)
    return Orbit(period, lap.states, values, result.residual, "".join("xy"[k] for k in which), text)
