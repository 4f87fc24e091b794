"""What the runs of a launch came to, as the papers print it: mean and standard deviation over the seeds."""

from collections.abc import Iterable, Sequence
from math import floor, isfinite, log10, nan
from typing import NamedTuple

import numpy as np

from dynamics.words import number, power
from jobs.states import DAMAGED
from jobs.store import RecordError
from networks.results import records
from networks.results.records import Record


class Line(NamedTuple):
    """Runs that differ in nothing but the seed. `values`: quantity -> (mean, sample standard deviation; NaN for a
    single run), of those that did not diverge; NaN if all did."""

    runs: tuple[Record, ...]
    values: dict[str, tuple[float, float]]

    @property
    def finite(self) -> tuple[Record, ...]:
        """Its runs that did not diverge."""
        return tuple(run for run in self.runs if run.diverged is None)

    @property
    def diverged(self) -> str:
        """How many did, as "1 of 3"; nothing if none."""
        count = len(self.runs) - len(self.finite)
        return f"{count} of {len(self.runs)}" if count else ""


def summary_table(launch: int) -> list[Line]:
    """The runs of a launch, those of one setting together."""
    return by_setting(records.runs(launch))


def by_setting(runs: Iterable[Record]) -> list[Line]:
    """In the order of their first runs; a run without results yet counts as none, a damaged one is left out."""
    groups: dict[str, list[Record]] = {}
    for run in runs:
        if run.state != DAMAGED:
            groups.setdefault(run.text, []).append(run)
    return [Line(tuple(group), _values(group)) for group in groups.values()]


def title(record: Record) -> str:
    """Of its experiment, or of its launch where that cannot be read."""
    try:
        return record.experiment.title or record.experiment.optimizer.configured.title
    except RecordError:
        return record.title


def rate(run: Record) -> float:
    """The learning rate a run starts with: the one given, or what its Lipschitz estimate came to; NaN until its trial
    trainings are done. Raises RecordError where the file is damaged."""
    if run.experiment.rate == "given":
        return float(run.experiment.optimizer.configured.hyper.lr)
    _, found = records.measurements(run.id, "learning_rate")
    return float(f"{found.item(0):.6g}") if len(found) else nan


def lipschitz(run: Record) -> tuple[float, float] | None:
    """K behind a rate by the Lipschitz estimate, and the rate of the trial training that gave it; None where there is
    none (yet). Raises RecordError where the file is damaged."""
    if run.experiment.rate == "given":
        return None
    found = [records.measurements(run.id, name)[1] for name in ("lipschitz_constant", "trial_rate")]
    both = tuple(float(f"{each.item(0):.6g}") for each in found if len(each))
    return (both[0], both[1]) if len(both) == 2 else None


def _values(group: Sequence[Record]) -> dict[str, tuple[float, float]]:
    found = {}
    for name in dict.fromkeys(name for run in group for name in run.summary):
        values = [run.summary[name] for run in group if name in run.summary and run.diverged is None]
        found[name] = over_seeds(values) if values else (nan, nan)
    return found


def over_seeds(values: Sequence[float]) -> tuple[float, float]:
    """Mean and sample standard deviation; NaN for that of a single value."""
    with np.errstate(invalid="ignore", over="ignore"):
        return float(np.mean(values)), float(np.std(values, ddof=1)) if len(values) > 1 else nan


def spread_words(mean: float, deviation: float) -> str:
    """As the papers print it, the deviation with two digits and the mean to the same place: "98.72 ± 0.02"; the mean
    alone without one."""
    if not isfinite(mean) or not isfinite(deviation):
        return number(mean)
    if not deviation:
        return f"{number(mean)} ± 0"
    size = floor(log10(max(abs(mean), deviation)))
    shift = 0 if -4 < size < 4 else size
    places = max(0, 1 - floor(log10(deviation)) + shift)
    plain = " ± ".join(f"{value / 10.0**shift:.{places}f}" for value in (mean, deviation)).replace("-", "−")
    return f"({plain}) × {power(shift)}" if shift else plain


def together(values: Sequence[float]) -> str:
    """Numbers of some seeds in words: the one that all share, else as `spread_words`."""
    return number(values[0]) if len(set(values)) == 1 else spread_words(*over_seeds(values))


def lipschitz_words(line: Line) -> tuple[str, str] | None:
    """K over the seeds, and the rates of the trial trainings that gave it; None where no estimate was made (yet)."""
    found = [estimate for run in line.runs if (estimate := lipschitz(run))]
    if not found:
        return None
    constants, trials = zip(*found, strict=True)
    return together(constants), ", ".join(map(number, sorted(set(trials))))
