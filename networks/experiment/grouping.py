"""Which runs train side by side, as one job: those that differ in nothing but seed and learning rate."""

from collections.abc import Sequence

import psutil

from jobs.store import RecordError
from networks.experiment.experiment import Experiment
from networks.experiment.sentences import memory_words

Group = tuple[tuple[Experiment, int], ...]
MOST_TOGETHER = 64


def grouped(runs: Sequence[tuple[Experiment, int]], apart: bool = False) -> list[Group]:
    """Jobs in the order of their first runs, without repetition. apart: each run by itself, to spread over a cluster.

    Raises RecordError if a run needs more memory than this machine has; a cluster's machines are their own affair.
    """
    groups: dict[str, dict[str, tuple[Experiment, int]]] = {}
    for experiment, seed in runs:
        one = f"{seed} {experiment.to_json()}"
        kind = experiment.with_(lr=1e-3).to_json() if experiment.model.dense and not apart else one
        groups.setdefault(kind, {})[one] = experiment, seed
    if apart:
        return [tuple(group.values()) for group in groups.values()]
    return [part for group in groups.values() for part in _fitting(tuple(group.values()))]


def _fitting(group: Group) -> list[Group]:
    """At most so many at once that they take half of the memory."""
    need, there = group[0][0].memory, psutil.virtual_memory().total
    if need > there:
        raise RecordError(
            f"This training needs about {memory_words(need)} of memory; this machine has {memory_words(there)}."
        )
    most = min(MOST_TOGETHER, max(1, there // (2 * need)))
    return [group[k : k + most] for k in range(0, len(group), most)]
