"""The runs of a scenario's forks: when each leaves, and what is said of it."""

from collections.abc import Sequence

from dynamics import Trajectory, branch
from scenarios.scenario import Scenario


def leaving(parent: Trajectory, at: int) -> int:
    """The step at which a fork leaves: where its parent ends, if that is sooner."""
    return min(at, parent.origin.step + parent.updates)


def told(scenario: Scenario, runs: Sequence[Trajectory], k: int) -> str:
    """What stands behind the outcome of the k-th contender; "" where it is no fork."""
    contender, run = scenario.contenders[k], runs[k]
    if contender.fork is None:
        return ""
    parent = runs[scenario.keys.index(contender.fork.of)]
    found = branch(parent, run.optimizer, run.origin.step)
    since = f"from step {run.origin.step:,} on, after {parent.optimizer.title}"
    return f"{since}; {found.sentence}" if found.anew else since
