"""How long trainings take here: by the pace of the last run of their kind on this machine, else by their operations."""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from networks.experiment import RATES, Experiment
from networks.experiment.plan import operations
from networks.results import records

# Multiply-adds a second, and seconds of an update that no arithmetic accounts for: two cores, measured with the digits
# MLP and a narrow ResNet. Only for what has never run here; the first run corrects it.
DENSE = 8e9
CONVOLUTIONAL = 4e9
OVERHEAD = 4e-5


def seconds(experiments: Iterable[Experiment]) -> float:
    """Seconds for one run of each, rough: within a factor of two or three before the first run, close after it. Raises
    RecordError."""
    known = [run for run in records.runs(most=200) if run.pace and run.text]
    beside = Counter(run.job for run in known)  # the runs of a job train at once, each at the job's pace
    paces: dict[str, float] = {}
    for run in known:
        paces.setdefault(run.text, (run.pace or 0) * beside[run.job])
    return sum(_one(experiment, paces) for experiment in experiments)


def _one(experiment: Experiment, paces: Mapping[str, float]) -> float:
    updates = experiment.steps * (1 + len(RATES) * (experiment.rate == "lipschitz"))  # trial trainings come first
    for text, pace in paces.items():
        if (other := _read(text)) and _kind(other) == _kind(experiment):
            return updates / pace
    return updates * (OVERHEAD + 3 * work(experiment) / (DENSE if experiment.model.dense else CONVOLUTIONAL))


@lru_cache(512)
def _read(text: str) -> Experiment | None:
    """None for what another release wrote."""
    try:
        return Experiment.from_json(text)
    except ValueError:
        return None


def _kind(experiment: Experiment) -> tuple[Any, ...]:
    """What an update's time goes by."""
    data = experiment.data
    return experiment.plans, experiment.batch or data.counts[0], data.picture, data.augment


def work(experiment: Experiment) -> float:
    """Multiply-adds of a forward pass over one batch; backward takes about twice as many."""
    shape, total = tuple(experiment.data.picture), 0
    for plan, size in zip(experiment.plans, experiment.sizes, strict=True):
        total += operations(plan, shape)
        shape = (size.shape[0] // 2,)
    return float(total * (experiment.batch or experiment.data.counts[0]))
