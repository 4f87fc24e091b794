"""One sentence on what happens in a run of a scenario: for the reader who changed something."""

from collections.abc import Sequence

import numpy as np

from dynamics import Kind, Trajectory
from dynamics.outcomes.ending import exit_step
from dynamics.outcomes.outcome import NEAR
from dynamics.words import count
from scenarios.opening import opening
from scenarios.presets import PRESETS
from scenarios.scenario import Scenario

COUNT = ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]


def arrival(run: Trajectory) -> int | None:
    """Updates until first within 1e-3 of a known minimum; None if never, or if none is known."""
    if not len(run.surface.minima):
        return None
    near = run.surface.within(NEAR, *run.position.T)
    return int(run.step[near.argmax()]) if near.any() else None


def sentence(scenario: Scenario, runs: Sequence[Trajectory]) -> str:
    """What stands under the title: what to watch for on a preset or an opening view, else what happens."""
    if preset := next((p for p in PRESETS.values() if p.scenario == scenario), None):
        return preset.look
    return scenario.landscape.look if scenario == opening(scenario.surface) else summary(scenario, runs)


def summary(scenario: Scenario, runs: Sequence[Trajectory]) -> str:
    """What happens from here, in plain words."""
    n, titles = len(runs), scenario.titles
    if not n:
        return "Add an optimizer to see it run."
    thrown = [t for t, run in zip(titles, runs, strict=True) if run.outcome.kind == Kind.DIVERGED]
    if len(thrown) == n:
        return (
            f"From here {'it diverges' if n == 1 else 'both diverge' if n == 2 else 'all diverge'}: try a smaller"
            " learning rate."
        )
    if not len(scenario.landscape.minima):
        gone = [(t, r) for t, r in zip(titles, runs, strict=True) if r.outcome.kind in (Kind.LEFT, Kind.DIVERGED)]
        left = sorted((exit_step(r.surface, r.position, r.step), t) for t, r in gone)
        if not left:
            return "From here nobody has left the map yet: give them more steps, or start farther from the ridge."
        (step, first), leave = left[0], "leaves" if len(left) == 1 else "leave"
        return f"From here {_who(len(left), n)} {leave} the map; {first} is out first, after {count(step)}."
    came = sorted((a, t, run) for t, run in zip(titles, runs, strict=True) if (a := arrival(run)) is not None)
    also = (
        f" {thrown[0]} diverges."
        if len(thrown) == 1
        else f" {COUNT[len(thrown)].capitalize()} diverge."
        if thrown
        else ""
    )
    if not came:
        who = "it does not come" if n == 1 else "neither comes" if n == 2 else f"none of the {COUNT[n]} comes"
        return f"From here {who} within 0.001 of a minimum in {count(scenario.steps)}.{also}"
    minima = scenario.landscape.minima
    ends = {int(np.argmin(np.hypot(*(minima - run.position[-1]).T))) for _, _, run in came}
    where = (
        "the minimum"
        if len(minima) == 1
        else f"minima, {COUNT[len(ends)]} different ones"
        if len(ends) > 1
        else "a minimum"
    )
    if len(ends) == 1 and len(minima) > 1 and len(came) > 1:
        where = "the same minimum"
    verb = "reaches" if len(came) == 1 else "reach"
    if n == 1:
        return f"From here it reaches {where} in {count(came[0][0])}."
    first = (
        f"; {came[0][1]} is there first, after {count(came[0][0])}"
        if len(came) > 1
        else f", {came[0][1]}, after {count(came[0][0])}"
    )
    return f"From here {_who(len(came), n)} {verb} {where}{first}.{also}"


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
