"""Which runs train together: those that differ in nothing but seed and learning rate, as lanes of one job."""

from collections.abc import Sequence

import psutil

from networks.experiment import Experiment
from networks.sentences import memory_words
from networks.store import RecordError

Lanes = tuple[tuple[Experiment, int], ...]
MOST_LANES = 64


def grouped(runs: Sequence[tuple[Experiment, int]], apart: bool = False) -> list[Lanes]:
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
    return [lanes for group in groups.values() for lanes in _fitting(tuple(group.values()))]


def _fitting(lanes: Lanes) -> list[Lanes]:
    """At most so many at once that they take half of the memory."""
    need, there = lanes[0][0].memory, psutil.virtual_memory().total
    if need > there:
        raise RecordError(
            f"This training needs about {memory_words(need)} of memory; this machine has {memory_words(there)}."
        )
    most = min(MOST_LANES, max(1, there // (2 * need)))
    return [lanes[k : k + most] for k in range(0, len(lanes), most)]
