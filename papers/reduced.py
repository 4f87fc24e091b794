"""Trainings that the papers did on large data, reduced to the handwritten digits: seconds in place of days, the same
optimizers at the same rates, decays and schedules.

A reduced run is labelled as one wherever it is shown: it can contradict what a paper says of optimizers in general, and
it cannot reproduce the paper's numbers.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from networks.experiment import Experiment
from networks.experiment.training_preset import TrainingPreset
from networks.experiment.training_presets import TRAINING_PRESETS
from networks.here import Trained, train_here
from networks.results import records
from networks.results.estimate import seconds
from networks.results.reproducing import Comparison, comparisons
from networks.results.summary import Line, by_setting
from papers.underway import tell

DIGITS: dict[str, Any] = {"data.name": "digits", "data.augment": False, "data.subset": None}


def reduced(preset: TrainingPreset, **smaller: Any) -> tuple[Experiment, ...]:
    """The preset's full experiments on the digits with a small network: `smaller` says which and how long."""
    return tuple(experiment.with_(**DIGITS | {"model.kind": "mlp"} | smaller) for experiment in preset.full)


@lru_cache(maxsize=32)
def trained(name: str, seeds: int, smaller: tuple[tuple[str, Any], ...]) -> dict[str, Trained]:
    """Title -> what a preset's reduced experiments came to; the same call again costs nothing."""
    return train_here(reduced(TRAINING_PRESETS[name], **dict(smaller)), range(seeds), tell)


def accuracies_of(runs: Mapping[str, Trained]) -> dict[str, float]:
    """NAME, NAME_sd: mean and standard deviation over the seeds of the validation accuracy after the last epoch, in %;
    NAME_loss: the mean of the training loss over the last epoch. runs: by NAME."""
    out: dict[str, float] = {}
    for name, each in runs.items():
        mean, deviation = each.over_seeds("validation_accuracy")
        out |= {name: 100 * mean, f"{name}_sd": 100 * deviation, f"{name}_loss": each.over_seeds("loss")[0]}
    return out


def recorded(name: str) -> list[Line]:
    """The finished launches here of a preset's full setting: runs of the very same experiments, by their text."""
    full = {experiment.to_json() for experiment in TRAINING_PRESETS[name].full}
    return by_setting(run for run in records.runs() if run.text in full and run.summary)


def compared(name: str) -> list[Comparison]:
    """These beside the numbers that the paper prints, where as many seeds have run as it has."""
    seeds = len(TRAINING_PRESETS[name].full_seeds)
    return comparisons([line for line in recorded(name) if len(line.runs) >= seeds])


def days(names: Iterable[str]) -> float:
    """What the full settings would take on this machine, all seeds, in days; rough."""
    presets = [TRAINING_PRESETS[name] for name in names]
    return sum(seconds(preset.full) * len(preset.full_seeds) for preset in presets) / 86_400
