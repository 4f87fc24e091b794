"""What a preset is: an experiment of a paper, run by run, scaled to a laptop and in full."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from networks.experiment.experiment import Experiment
from scenarios.scenario import Contender

CHANGED = ", changed"
Choice = tuple[str, dict[str, float | str]]  # optimizer, what differs from its defaults


@dataclass(frozen=True)
class TrainingPreset:
    """`experiments` with `seeds` suit a laptop's processor; `full` with `full_seeds` are the paper's own."""

    name: str
    title: str
    source: str
    look: str
    experiments: tuple[Experiment, ...]
    seeds: tuple[int, ...]
    full: tuple[Experiment, ...]
    full_seeds: tuple[int, ...]

    def titled(self, experiments: Iterable[Experiment]) -> str:
        """What a launch of these is called: where they are not the preset's own, it must not pass for it."""
        own = {e.to_json() for e in (*self.experiments, *self.full)}
        return self.title if {e.to_json() for e in experiments} <= own else f"{self.title}{CHANGED}"

    def launched(self, title: str) -> bool:
        """Whether a launch of that title is one of these, changed or not."""
        return title.removesuffix(CHANGED) == self.title


def scaled(
    name: str,
    title: str,
    source: str,
    look: str,
    full: tuple[Experiment, ...],
    seeds: int,
    full_seeds: int,
    **smaller: Any,
) -> TrainingPreset:
    smaller_ones = tuple(experiment.with_(**smaller) for experiment in full)
    return TrainingPreset(name, title, source, look, smaller_ones, tuple(range(seeds)), full, tuple(range(full_seeds)))


def raced(base: Experiment, *contenders: Choice) -> tuple[Experiment, ...]:
    """One experiment for each optimizer, titled by it."""
    made = []
    for name, hyper in contenders:
        optimizer = Contender(optimizer=name, hyper=hyper)
        made.append(base.model_copy(update={"optimizer": optimizer, "title": optimizer.configured.title}))
    return tuple(made)
