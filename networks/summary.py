"""What the runs of a launch came to, as the papers print it: mean and standard deviation over the seeds."""

from collections.abc import Sequence
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


def _values(group: Sequence[Record]) -> dict[str, tuple[float, float]]:
    found = {}
    for name in dict.fromkeys(name for run in group for name in run.summary):
        values = np.array([run.summary[name] for run in group if name in run.summary])
        with np.errstate(invalid="ignore", over="ignore"):
            found[name] = float(values.mean()), float(values.std(ddof=1)) if len(values) > 1 else float("nan")
    return found
