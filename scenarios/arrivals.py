"""When each run is first within 0.001 of a minimum, and whether rounding decides that."""

from weakref import WeakKeyDictionary

from dynamics import Trajectory
from dynamics.outcomes.outcome import NEAR
from dynamics.rounding import Counts, counts_to_a_minimum
from dynamics.words import count
from scenarios.forking import parent_of

_known: WeakKeyDictionary[Trajectory, Counts | None] = WeakKeyDictionary()


def arrival(run: Trajectory) -> int | None:
    """Updates until first within 1e-3 of a known minimum, of a fork on the way that it shares too; None if never, or if
    none is known."""
    if not len(run.surface.minima):
        return None
    parent = parent_of(run)
    if parent and (before := arrival(parent)) is not None and before <= run.origin.step:
        return before
    near = run.surface.within(NEAR, *run.position.T)
    return int(run.step[near.argmax()]) if near.any() else None


def arrivals(run: Trajectory) -> Counts | None:
    """The same count in other arithmetics too; None where there is none, and for a fork."""
    if run not in _known:
        step = arrival(run)
        whole = run.origin.step == 0  # what came before a fork was rounded already
        _known[run] = counts_to_a_minimum(run, step) if step is not None and whole else None
    return _known[run]


def by_rounding(run: Trajectory) -> str | None:
    """What rounding makes of the count; None where all arithmetics agree."""
    found = arrivals(run)
    if found is None or found.survives or found.own is None:
        return None
    return f"first within 0.001 after {count(found.own)} by rounding alone, in other arithmetics {found.told}"
