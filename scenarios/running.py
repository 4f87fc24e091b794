"""Running a scenario: one trajectory for each contender."""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from dynamics import Trajectory, simulate
from scenarios.scenario import Contender, Scenario

T = TypeVar("T")

# One core stays free for the server, or a long run would stall every other session.
pool = ThreadPoolExecutor(max(1, (os.cpu_count() or 2) - 1), thread_name_prefix="run")
SHORT = 20_000  # steps of all contenders together that are run at once, without waiting for a place


def run(scenario: Scenario) -> list[Trajectory]:
    """The contenders' trajectories, in order."""
    land = scenario.landscape

    def one(contender: Contender) -> Trajectory:
        return simulate(
            land,
            contender.configured,
            scenario.start,
            scenario.steps,
            noise=scenario.noise,
            seed=scenario.seed,
            schedule=scenario.schedule,
        )

    if scenario.steps * len(scenario.contenders) <= SHORT:
        return [one(c) for c in scenario.contenders]
    return spread(one, scenario.contenders)


def spread(work: Callable[[Contender], T], contenders: Sequence[Contender]) -> list[T]:
    """The work done for each contender, in order, in the pool that all sessions share."""
    return list(pool.map(work, contenders))
