"""Running a scenario: one trajectory for each contender."""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from dynamics import Trajectory, simulate
from scenarios.forking import leave
from scenarios.scenario import Contender, Scenario

T = TypeVar("T")

# One core stays free for the server, or a long run would stall every other session.
pool = ThreadPoolExecutor(max(1, (os.cpu_count() or 2) - 1), thread_name_prefix="run")
SHORT = 20_000  # steps of all contenders together that are run at once, without waiting for a place


def run(scenario: Scenario) -> list[Trajectory]:
    """The contenders' trajectories, in order. A fork's begins where it leaves its parent. Raises ValueError where that
    is not there: then nobody has repaired the scenario."""
    land, made = scenario.landscape, dict[str, Trajectory]()
    waiting = dict(zip(scenario.keys, scenario.contenders, strict=True))

    def one(contender: Contender) -> Trajectory:
        if contender.fork:
            return leave(made[contender.fork.of], contender.configured, contender.fork.at)
        return simulate(
            land,
            contender.configured,
            scenario.start,
            scenario.steps,
            noise=scenario.noise,
            seed=scenario.seed,
            schedule=scenario.schedule,
        )

    short = scenario.steps * len(scenario.contenders) <= SHORT
    while waiting:
        now = [key for key, c in waiting.items() if c.fork is None or c.fork.of in made]
        if not now:
            raise ValueError("A fork has nothing that it leaves. Remove it, or let it run from the start.")
        ready = [waiting.pop(key) for key in now]
        made |= zip(now, map(one, ready) if short else spread(one, ready), strict=True)
    return [made[key] for key in scenario.keys]


def spread(work: Callable[[Contender], T], contenders: Sequence[Contender]) -> list[T]:
    """The work done for each contender, in order, in the pool that all sessions share."""
    return list(pool.map(work, contenders))
