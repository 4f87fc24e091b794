"""What the runs of a launch came to, as the papers print it: mean and standard deviation over the seeds."""

from collections.abc import Sequence
from math import nan
from typing import NamedTuple

import numpy as np

from networks import records
from networks.records import Record
from networks.states import DAMAGED


class Line(NamedTuple):
    """Runs that differ in nothing but the seed. `values`: quantity -> (mean, sample standard deviation; NaN for a single run)."""

    runs: tuple[Record, ...]
    values: dict[str, tuple[float, float]]


def summary_table(launch: int) -> list[Line]:
    """In the order of their first runs; a run without results yet counts as none."""
    groups: dict[str, list[Record]] = {}
    for run in records.runs(launch):
        if run.state != DAMAGED:
            groups.setdefault(run.text, []).append(run)
    return [Line(tuple(group), _values(group)) for group in groups.values()]


def rate(run: Record) -> float:
    """The learning rate a run starts with: the one given, or what its Lipschitz estimate came to; NaN until its trial trainings are done.
    Raises RecordError where the file is damaged."""
    if run.experiment.rate == "given":
        return float(run.experiment.optimizer.record.hyper.lr)
    _, found = records.readings(run.id, "learning_rate")
    return float(f"{found.item(0):.6g}") if len(found) else nan


def _values(group: Sequence[Record]) -> dict[str, tuple[float, float]]:
    found = {}
    for name in dict.fromkeys(name for run in group for name in run.summary):
        found[name] = over_seeds([run.summary[name] for run in group if name in run.summary])
    return found


def over_seeds(values: Sequence[float]) -> tuple[float, float]:
    """Mean and sample standard deviation; NaN for that of a single value."""
    with np.errstate(invalid="ignore", over="ignore"):
        return float(np.mean(values)), float(np.std(values, ddof=1)) if len(values) > 1 else nan
