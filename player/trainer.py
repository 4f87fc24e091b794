"""The reader's trainer: what is composed in this session, and which launches are looked at."""

from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from networks import jobs
from networks.experiment import Experiment
from networks.preset import Preset
from networks.presets import PRESETS
from networks.store import RecordError
from networks.sweep import sweep

FIRST = next(iter(PRESETS))
MOST_SEEDS = 100


@dataclass
class Trainer:
    """`changes` are to the preset's experiments, by the names of `Experiment.with_`; `seeds` None: as many as the preset has."""

    name: str = FIRST
    whole: bool = False  # the paper's own setting
    optimizers: tuple[str, ...] = ()
    rates: tuple[float, ...] = ()
    changes: dict[str, Any] = field(default_factory=dict)
    seeds: int | None = None
    address: str = ""
    shown: tuple[int, ...] = ()
    notice: str = ""

    @property
    def preset(self) -> Preset:
        return PRESETS[self.name]

    @property
    def own(self) -> tuple[Experiment, ...]:
        """The preset's experiments, before any change."""
        return self.preset.full if self.whole else self.preset.experiments

    @property
    def experiments(self) -> list[Experiment]:
        return sweep(self.own, self.optimizers, self.rates, self.changes)

    @property
    def runs(self) -> list[tuple[Experiment, int]]:
        preset_seeds = self.preset.full_seeds if self.whole else self.preset.seeds
        return [(e, seed) for e in self.experiments for seed in (preset_seeds if self.seeds is None else range(self.seeds))]

    def choose(self, name: str) -> None:
        """Another preset, as it is."""
        self.name, self.changes, self.optimizers, self.rates, self.seeds, self.notice = name, {}, (), (), None, ""

    def set(self, name: str, value: Any) -> None:
        """A field of the trainer, or a change to its experiments; what cannot be is said, and nothing changes."""
        before, self.notice = (getattr(self, name, None), dict(self.changes)), ""
        if name in self.__dataclass_fields__:
            setattr(self, name, value)
        else:
            self.changes[name] = value
        try:
            _ = self.experiments
        except ValueError as error:
            self.notice, self.changes = str(error), before[1]
            if name in self.__dataclass_fields__:
                setattr(self, name, before[0])

    def launch(self) -> None:
        """Train what is composed, and look at it alone."""
        self.notice = ""
        try:
            self.shown = (jobs.launch(self.preset.titled(self.experiments), self.runs, self.address),)
        except (RecordError, ValueError) as error:
            self.notice = str(error)


def trainer() -> Trainer:
    """This session's trainer."""
    if "trainer" not in st.session_state:
        st.session_state.trainer = Trainer()
    known: Trainer = st.session_state.trainer
    return known
