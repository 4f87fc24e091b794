"""The reader's trainer: what is composed in this session, and which launches are looked at."""

from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from landscapes import LANDSCAPES
from networks import jobs, records
from networks.experiment import Experiment
from networks.preset import Preset
from networks.presets import PRESETS
from networks.slices import Kind
from networks.store import RecordError
from networks.sweep import sweep

FIRST = next(iter(PRESETS))
MOST_SEEDS = 100
VIEWS = {"curves": "Curves", "slice": "Loss slice", "bridge": "Beside the plane"}
PLANES: dict[Kind, str] = {"path": "Along the path", "around": "Around the end", "between": "Between ends"}
SURFACE = "smooth-valley"
OWN = ("epochs", "model.width")  # emptied, these are the preset's again; other fields have a meaning when empty


@dataclass
class Trainer:
    """`changes` are to the preset's experiments, by the names of `Experiment.with_`; `seeds` None: as many as the
    preset has. `refused`: for a field, what was typed there (None where it was chosen) and why it is not used.
    `settled`: the link that the address bar holds."""

    name: str = FIRST
    whole: bool = False  # the paper's own setting
    optimizers: tuple[str, ...] = ()
    rates: tuple[float, ...] = ()
    changes: dict[str, Any] = field(default_factory=dict)
    seeds: int | None = None
    address: str = ""
    shown: tuple[int, ...] = ()
    notice: str = ""
    refused: dict[str, tuple[str | None, str]] = field(default_factory=dict)
    view: str = "curves"
    plane: Kind = "path"  # of a slice
    surface: str = SURFACE  # beside a network
    settled: dict[str, str] | None = None

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
        return [
            (e, seed) for e in self.experiments for seed in (preset_seeds if self.seeds is None else range(self.seeds))
        ]

    @property
    def link(self) -> dict[str, str]:
        """Query parameters that open what is looked at; what a page opens with is left out."""
        if not self.shown:
            return {}
        link = {"runs": ",".join(map(str, self.shown))}
        if self.view != "curves":
            link["view"] = self.view
        if self.view == "slice":
            link["plane"] = self.plane
        if self.view == "bridge":
            link["surface"] = self.surface
        return link

    def follow(self, link: dict[str, str]) -> None:
        """Look at what the address names, else at the newest launch; what is not there is said. Raises RecordError."""
        self.notice, named = "", [part.strip() for part in link.get("runs", "").split(",") if part.strip()]
        numbers = [int(part) for part in named if part.isdecimal() and len(part) < 16]
        there = {number: bool(records.runs(number, most=1)) for number in numbers if number}
        self.shown = tuple(number for number, found in there.items() if found)
        gone = [part for part in named if not (part.isdecimal() and len(part) < 16 and there.get(int(part)))]
        if gone:
            words = ", ".join(part[:20] for part in gone[:5])
            self.notice = (
                f"The link names {words}: no such launch is here. It was deleted, or trained on another machine."
            )
        elif not named:
            self.shown = tuple(r.launch for r in records.runs(most=1))
        self.view = view if (view := link.get("view", "")) in VIEWS else "curves"
        self.plane = next((plane for plane in PLANES if plane == link.get("plane")), "path")
        self.surface = surface if (surface := link.get("surface", "")) in LANDSCAPES else SURFACE

    def choose(self, name: str) -> None:
        """Another preset, as it is."""
        self.name = name
        self.changes = {}
        self.optimizers = ()
        self.rates = ()
        self.seeds = None
        self.notice, self.refused = "", {}

    def set(self, name: str, value: Any) -> None:
        """A field of the trainer, or a change to its experiments. Raises ValueError with a sentence, and then nothing
        has changed."""
        before, mine = (getattr(self, name, None), dict(self.changes)), name in self.__dataclass_fields__
        if mine:
            setattr(self, name, value)
        elif value is None and name in OWN:
            self.changes.pop(name, None)
        else:
            self.changes[name] = value
        try:
            _ = self.experiments
        except ValueError:
            self.changes = before[1]
            if mine:
                setattr(self, name, before[0])
            raise

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
