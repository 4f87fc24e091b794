"""One sentence on what happens in a run of a scenario: for the reader who changed something."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from dynamics import Kind, Trajectory
from dynamics.outcomes.ending import VALUELESS, exit_step
from dynamics.outcomes.outcome import NEAR
from dynamics.words import count
from landscapes.typed.surface import MARK
from scenarios.arrivals import arrival, arrivals
from scenarios.forking import parent_of
from scenarios.opening import opening
from scenarios.presets import PRESETS
from scenarios.scenario import Scenario

COUNT = ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]


def sentence(scenario: Scenario, runs: Sequence[Trajectory]) -> str:
    """What stands under the title: what to watch for on a preset or the opening view of a surface that is registered,
    else what happens. What was found on a typed one stands under its text."""
    if preset := next((p for p in PRESETS.values() if p.scenario == scenario), None):
        return preset.look
    opens = not scenario.surface.startswith(MARK) and scenario == opening(scenario.surface)
    return scenario.landscape.look if opens else summary(scenario, runs)


def summary(scenario: Scenario, runs: Sequence[Trajectory]) -> str:
    """What happens from here, in plain words."""
    n, titles = len(runs), scenario.titles
    if not n:
        return "Add an optimizer to see it run."
    thrown = [t for t, run in zip(titles, runs, strict=True) if run.outcome.kind == Kind.DIVERGED]
    if len(thrown) == n and all(run.outcome.sentence.startswith(VALUELESS) for run in runs):
        return f"From here {_who(n, n)} {VALUELESS if n == 1 else VALUELESS.replace('comes', 'come')}: start elsewhere."
    if len(thrown) == n:
        return (
            f"From here {'it diverges' if n == 1 else 'both diverge' if n == 2 else 'all diverge'}: try a smaller"
            " learning rate."
        )
    if not len(scenario.landscape.minima):
        gone = [(t, r) for t, r in zip(titles, runs, strict=True) if r.outcome.kind in (Kind.LEFT, Kind.DIVERGED)]
        left = sorted((exit_step(r.surface, r.position, r.step), t) for t, r in gone)
        if not left and not len(scenario.landscape.saddles):
            resting = [r for r in runs if r.outcome.kind in (Kind.SETTLED, Kind.STOPPED)]
            who = _who(len(resting), n) if resting else "nobody"
            return f"From here {who} {'comes' if len(resting) < 2 else 'come'} to rest on the map."
        if not left:
            return "From here nobody has left the map yet: give them more steps, or start farther from the ridge."
        (step, first), leave = left[0], "leaves" if len(left) == 1 else "leave"
        return f"From here {_who(len(left), n)} {leave} the map; {first} is out first, after {count(step)}."
    came = [_Visit(at, t, run) for t, run in zip(titles, runs, strict=True) if (at := arrival(run)) is not None]
    came.sort(key=lambda visit: (visit.step, visit.title))
    also = f" {_all(thrown, 'diverges', 'diverge')}." if thrown else ""
    if not came:
        who = "it does not come" if n == 1 else "neither comes" if n == 2 else f"none of the {COUNT[n]} comes"
        return f"From here {who} within 0.001 of a minimum in {count(scenario.steps)}.{also}"
    stayed, passed = [v for v in came if v.stays], [v for v in came if not v.stays]
    if not stayed:
        verb = "passes" if len(passed) == 1 else "pass"
        first = _soonest(passed, n, "is there first")
        return f"From here {_who(len(passed), n)} {verb} within 0.001 of {_where(passed)}{first}.{also}"
    if passed:
        near = f"within 0.001 of {'it' if len(scenario.landscape.minima) == 1 else 'one'}"
        also = f" {_all([visit.title for visit in passed], f'passes {near}', f'pass {near}')}.{also}"
    verb = "reaches" if len(stayed) == 1 else "reach"
    first = _soonest(stayed, n, "is there first" if came[0].stays else "is the first of these")
    return f"From here {_who(len(stayed), n)} {verb} {_where(stayed)}{first}.{also}"


@dataclass(frozen=True)
class _Visit:
    """A run that comes within 0.001 of a minimum, first after so many updates."""

    step: int
    title: str
    run: Trajectory

    @cached_property
    def near(self) -> npt.NDArray[np.bool_]:
        near: npt.NDArray[np.bool_] = self.run.surface.within(NEAR, *self.run.position.T)
        return near

    @property
    def stays(self) -> bool:
        """Whether it is there in the end, and not to hover, to cycle or to be thrown out again."""
        kinds = (Kind.SETTLED, Kind.FROZEN, Kind.MOVING, Kind.CREEPING)
        return bool(self.near[-1]) and self.run.outcome.kind in kinds

    @property
    def minimum(self) -> int:
        """The one it was last near."""
        parent = parent_of(self.run)
        if parent and not self.near.any():
            return _Visit(self.step, self.title, parent).minimum
        at = self.run.position[np.flatnonzero(self.near)[-1]]
        return int(np.argmin(np.hypot(*(self.run.surface.minima - at).T)))


def _where(visits: Sequence[_Visit]) -> str:
    ends = {v.minimum for v in visits}
    if len(visits[0].run.surface.minima) == 1:
        return "the minimum"
    if len(ends) > 1:
        return f"minima, {COUNT[len(ends)]} different ones"
    return "the same minimum" if len(visits) > 1 else "a minimum"


def _soonest(visits: Sequence[_Visit], n: int, first: str) -> str:
    """Who of n comes within 0.001 before the others, and when: visits are in that order. first: what to call it."""
    who, after = visits[0].title, f"after {count(visits[0].step)}{', by rounding alone' * _by_rounding(visits)}"
    if len(visits) > 1:
        return f"; {who} {first}, {after}"
    return f" {after}" if n == 1 else f", {who}, {after}"


def _by_rounding(visits: Sequence[_Visit]) -> bool:
    """Whether in another arithmetic the first comes at another step, or another is first."""
    soonest = visits[0].step
    if visits[0].run.origin.step:
        return False
    found = [counts for visit in visits if (counts := arrivals(visit.run))]
    own, *others = (counts.others for counts in found)
    return set(own) != {soonest} or any(n is not None and n < soonest for each in others for n in each)


def _all(titles: Sequence[str], one: str, more: str) -> str:
    """Adam diverges; Two diverge."""
    return f"{titles[0]} {one}" if len(titles) == 1 else f"{COUNT[len(titles)].capitalize()} {more}"


def _who(some: int, n: int) -> str:
    return (
        "it"
        if n == 1
        else "both"
        if some == n == 2
        else f"all {COUNT[n]}"
        if some == n
        else f"{COUNT[some]} of {COUNT[n]}"
    )
