"""The Networks page's state in this session: what Train would start, what is looked at, and what is to be said."""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any, ClassVar, Self, get_args

import streamlit as st
from pydantic import BaseModel, Field, ValidationError, model_validator

from jobs.store import RecordError
from networks.experiment import Experiment
from networks.experiment.sweep import sweep
from networks.experiment.training_preset import TrainingPreset
from networks.experiment.training_presets import TRAINING_PRESETS
from networks.launching import launch, recording
from networks.results import records
from player.networks_link import MOST_SEEDS, NetworksLink, Setting
from scenarios.links import link, read
from scenarios.page_links import elsewhere
from scenarios.scenario import Frozen

SETTING = dict(zip((False, True), get_args(Setting), strict=True))
RECORDED = (
    "The same runs, of the same settings and seeds, were trained here before: this is their recording. Train, pressed"
    " now, trains them anew."
)
OWN = ("epochs", "model.width")  # emptied, these are the preset's again; other fields have a meaning when empty


class Composed(Frozen):
    """What Train starts: a preset, with changes. `whole`: the paper's own setting. `changes` are to the preset's
    experiments, by the names of `Experiment.with_`. `seeds` None: as many as the preset has. `address`: of a Dask
    scheduler. Raises ValueError with a sentence where these make no experiments."""

    name: str = next(iter(TRAINING_PRESETS))
    whole: bool = False
    optimizers: tuple[str, ...] = ()
    rates: tuple[float, ...] = ()
    changes: dict[str, Any] = {}
    seeds: int | None = Field(None, ge=1, le=MOST_SEEDS)
    address: str = ""

    @model_validator(mode="after")
    def _possible(self) -> Self:
        _ = self.experiments
        return self

    @property
    def preset(self) -> TrainingPreset:
        return TRAINING_PRESETS[self.name]

    @property
    def own(self) -> tuple[Experiment, ...]:
        """The preset's experiments, before any change."""
        return self.preset.full if self.whole else self.preset.experiments

    @property
    def own_seeds(self) -> tuple[int, ...]:
        return self.preset.full_seeds if self.whole else self.preset.seeds

    @cached_property
    def experiments(self) -> list[Experiment]:
        return sweep(self.own, self.optimizers, self.rates, self.changes)

    @property
    def runs(self) -> list[tuple[Experiment, int]]:
        seeds = self.own_seeds if self.seeds is None else range(self.seeds)
        return [(experiment, seed) for experiment in self.experiments for seed in seeds]

    def with_(self, name: str, value: Any) -> "Composed":
        """With another field, or another change to its experiments. Raises ValueError with a sentence."""
        if name in Composed.model_fields:
            fields = {name: value}
        elif value is None and name in OWN:
            fields = {"changes": {key: kept for key, kept in self.changes.items() if key != name}}
        else:
            fields = {"changes": {**self.changes, name: value}}
        try:
            return Composed(**{**{key: getattr(self, key) for key in Composed.model_fields}, **fields})
        except ValidationError as error:
            first = error.errors()[0]
            raise ValueError(str(first.get("ctx", {}).get("error", first["msg"]))) from None


class NetworksState(BaseModel):
    """`value`: what is looked at, and how; what it says of Train is `composed`'s to say. `refused`: for a
    field, what was typed there (None where it was chosen) and why it is not used. `settled`: what the address says,
    None before it was read."""

    composed: Composed = Composed()
    value: NetworksLink = NetworksLink()
    notice: str = ""
    refused: dict[str, tuple[str | None, str]] = {}
    settled: dict[str, str] | None = None
    model: ClassVar = NetworksLink

    @property
    def shown(self) -> tuple[int, ...]:
        """The launches that are looked at."""
        return tuple(map(int, self.value.runs))

    @property
    def link(self) -> dict[str, str]:
        """Query parameters that open what is looked at and what Train would start, but for the drawer's changes."""
        composed = self.composed
        starts = {"preset": composed.name, "setting": SETTING[composed.whole], "seeds": composed.seeds}
        return link(self.value.model_copy(update=starts))

    def look(self, **changes: Any) -> None:
        """At other launches (`runs`, numbers), or in another `view`, `plane` or `surface`, or at other `quantities`."""
        if "runs" in changes:
            changes["runs"] = tuple(map(str, changes["runs"]))
        self.value = NetworksLink(**{**self.value.model_dump(), **changes})

    def open(self) -> None:
        """At first, look at the newest launch. Raises RecordError."""
        if self.settled is None and not self.value.runs:
            self.look(runs=[run.launch for run in records.runs(most=1)])

    def follow(self, query: Mapping[str, str]) -> None:
        """Open what the address says; where it names no launch, the newest. What was replaced and what is not here is
        said. Raises RecordError."""
        asked, notices = read(NetworksLink, query, elsewhere(NetworksLink))
        starts = {"name": asked.preset, "whole": asked.setting == SETTING[True], "seeds": asked.seeds}
        if starts != {name: getattr(self.composed, name) for name in starts}:
            self.composed, self.refused = Composed(**starts, address=self.composed.address), {}
        self.value = asked
        named = {name: _launch(name) for name in asked.runs}
        if gone := [name for name, there in named.items() if there is None]:
            words = ", ".join(name[:20] for name in gone[:5])
            notices.append(
                f"The link names {words}: no such launch is here. It was deleted, or trained on another machine."
            )
        newest = [] if named else [run.launch for run in records.runs(most=1)]
        self.look(runs=dict.fromkeys([there for there in named.values() if there is not None] or newest))
        self.notice = " ".join(notices)

    def choose(self, name: str) -> None:
        """Another preset, as it is."""
        self.composed = Composed(name=name, whole=self.composed.whole, address=self.composed.address)
        self.notice, self.refused = "", {}

    def set(self, name: str, value: Any) -> None:
        """A field of what Train starts. Raises ValueError with a sentence, and then nothing has changed."""
        self.composed = self.composed.with_(name, value)

    def take(self, name: str, given: str | None, use: Callable[[], None], still: str = "") -> None:
        """Uses what was given in a field, or keeps it there with the reason why not."""
        self.notice = ""
        self.refused = {key: why for key, why in self.refused.items() if key != name and why[0] is not None}
        try:
            use()
        except ValueError as error:
            self.refused[name] = given, f"{error}{still}"

    def train(self) -> None:
        """Train what is composed, and look at it alone; what was trained before is shown first."""
        self.notice, composed = "", self.composed
        try:
            found = recording(composed.runs, composed.address)
            if found is not None and self.shown != (found,):
                self.look(runs=[found])
                self.notice = RECORDED
                return
            self.look(runs=[launch(composed.preset.titled(composed.experiments), composed.runs, composed.address)])
        except (RecordError, ValueError) as error:
            self.notice = str(error)


def _launch(name: str) -> int | None:
    """The launch that a link names; None if it is not here."""
    number = int(name) if name.isdecimal() and len(name) < 16 else 0  # SQLite's integers have 19 digits
    return number if number and records.runs(number, most=1) else None


def networks_state() -> NetworksState:
    """This session's."""
    if "networks" not in st.session_state:
        st.session_state.networks = NetworksState()
    known: NetworksState = st.session_state.networks
    return known
