"""The runs of a scenario's forks: when each leaves, and what is said of it."""

from collections.abc import Sequence
from weakref import WeakKeyDictionary

from dynamics import Optimizer, Trajectory, branch, fork
from scenarios.scenario import Scenario

_parents: WeakKeyDictionary[Trajectory, Trajectory] = WeakKeyDictionary()


def leave(parent: Trajectory, optimizer: Optimizer, at: int) -> Trajectory:
    """`dynamics.fork`, by a run of which it is known what it left. A step past the end counts as the end."""
    run = fork(parent, optimizer, min(at, parent.origin.step + parent.steps))
    _parents[run] = parent
    return run


def parent_of(run: Trajectory) -> Trajectory | None:
    """What a run of `leave` has left; None for all others."""
    return _parents.get(run)


def told(scenario: Scenario, runs: Sequence[Trajectory], k: int) -> str:
    """What stands behind the outcome of the k-th contender; "" where it is no fork."""
    contender, run = scenario.contenders[k], runs[k]
    if contender.fork is None:
        return ""
    parent = runs[scenario.keys.index(contender.fork.of)]
    found = branch(parent, run.optimizer, run.origin.step)
    since = f"from step {run.origin.step:,} on, after {parent.optimizer.title}"
    return f"{since}; {found.sentence}" if found.anew else since
