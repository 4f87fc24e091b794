"""The page of maps as a link: the map that is open, by what sets it apart from the one its kind opens with."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from dynamics.hyperparameters import Value
from dynamics.maps import Axis
from scenarios.mapped import EXAMPLES, Map, suggested
from scenarios.scenario import Coordinate, Frozen, known_optimizer, known_surface, open_part

Number = Annotated[float, Field(allow_inf_nan=False)]
Count = Annotated[int, Field(ge=1, le=720)]  # a link must not ask for more work than the page's own controls do
Range = tuple[str, Number, Number, Literal["linear", "log", "decay"]]  # of an axis: name, from, to, scale

PLAIN = ("steps", "window", "cells", "start", "coordinate")  # fields of a map that are what the link says
AXES = ("across", "up")


class MapLink(Frozen):
    """A map's kind and what is changed in it; None: as a map of that kind, surface and optimizer opens."""

    model_config = ConfigDict(title="A map")

    map: Literal["Basins", "Regimes", "Bifurcation"] = "Basins"
    surface: Annotated[str, AfterValidator(known_surface)] | None = None
    optimizer: Annotated[str, AfterValidator(known_optimizer)] | None = None
    hyper: dict[str, Value] = {}
    parameters: dict[str, float] = {}
    steps: int | None = Field(None, ge=1, le=100_000)
    window: tuple[Number, Number, Number, Number] | None = None
    cells: tuple[Count, Count] | None = None
    start: tuple[Coordinate, Coordinate] | None = None
    across: Range | None = None
    up: Range | None = None
    coordinate: Literal["x", "y"] | None = None

    @classmethod
    def part(cls, name: str, given: Mapping[str, Any]) -> type[BaseModel] | None:
        """The model behind an open field, for `mend`."""
        kind = given.get("map")
        example = EXAMPLES[kind if isinstance(kind, str) and kind in EXAMPLES else "Basins"]
        return open_part(name, {"surface": example.surface, "optimizer": example.optimizer, **given})

    @model_validator(mode="after")
    def _possible(self) -> "MapLink":
        _ = self.job
        return self

    @property
    def usual(self) -> Map:
        """What a map of this kind, surface and optimizer opens with. Raises ValueError where there is none."""
        example = EXAMPLES[self.map]
        surface, optimizer = self.surface or example.surface, self.optimizer or example.optimizer
        same = (surface, optimizer) == (example.surface, example.optimizer)
        return example if same else suggested(self.map, surface, optimizer)

    @property
    def job(self) -> Map:
        """The map. Raises ValueError where it cannot be."""
        usual = self.usual
        changes: dict[str, Any] = {name: getattr(self, name) for name in PLAIN}
        changes |= {name: Axis(*end) for name in AXES if (end := getattr(self, name)) is not None}
        changes = {name: value for name, value in changes.items() if value is not None}
        if stray := [name for name in changes if not hasattr(usual, name)]:
            raise ValueError(f"A map of this kind has no {stray[0]}.")
        changes |= {"hyper": {**usual.hyper, **self.hyper}} if self.hyper else {}
        changes |= {"parameters": {**usual.parameters, **self.parameters}} if self.parameters else {}
        job: Map = replace(usual, **changes)
        _ = job.landscape, job.configured
        return job


def linked(job: Map) -> MapLink:
    """A map as its link says it."""
    kind = next(name for name, example in EXAMPLES.items() if type(example) is type(job))
    example = EXAMPLES[kind]
    names = {
        name: getattr(job, name) for name in ("surface", "optimizer") if getattr(job, name) != getattr(example, name)
    }
    usual = MapLink(map=kind, **names).usual  # type: ignore[arg-type]
    given: dict[str, Any] = {
        name: getattr(job, name) for name in PLAIN if getattr(job, name, None) != getattr(usual, name, None)
    }
    for name in AXES:
        if (axis := getattr(job, name, None)) and axis != getattr(usual, name):
            given[name] = (axis.name, axis.low, axis.high, axis.scale)
    was, now = usual.configured.hyper._asdict(), job.configured.hyper._asdict()
    given["hyper"] = {name: value for name, value in now.items() if value != was[name]}
    lay, lies = usual.landscape.settings, job.landscape.settings
    given["parameters"] = {name: value for name, value in lies.items() if value != lay[name]}
    return MapLink(map=kind, **names, **given)  # type: ignore[arg-type]
