"""The Scenario: everything that defines a picture, in one typed, versioned description.

It is the cache key, the permalink, the saved JSON and what every export embeds.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from dynamics import OPTIMIZERS, Optimizer
from dynamics.hyperparameters import Value
from dynamics.schedules import CONSTANT, KINDS, Schedule
from dynamics.words import number
from landscapes import LANDSCAPES, Landscape

VERSION = 2  # 1: noise from one sequential stream, `schedule` under another name
MOST_STEPS = 1_000_000
MOST_CONTENDERS = 12
FARTHEST = 1e6

Coordinate = Annotated[float, Field(ge=-FARTHEST, le=FARTHEST, allow_inf_nan=False)]


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Contender(Frozen):
    """An optimizer in the race, with what differs from its own defaults."""

    optimizer: str
    hyper: dict[str, Value] = {}

    @model_validator(mode="after")
    def _known(self) -> "Contender":
        if self.optimizer not in OPTIMIZERS:
            raise ValueError(f"There is no optimizer {self.optimizer!r}.")
        OPTIMIZERS[self.optimizer].with_(**self.hyper)
        return self

    @property
    def configured(self) -> Optimizer:
        return OPTIMIZERS[self.optimizer].with_(**self.hyper)


class Scenario(Frozen):
    """A surface, a start, up to twelve contenders and how long they run. Steps are updates; noise is a standard
    deviation."""

    version: Literal[2] = 2
    surface: str
    parameters: dict[str, float] = {}
    contenders: tuple[Contender, ...] = Field(max_length=MOST_CONTENDERS)
    start: tuple[Coordinate, Coordinate]
    steps: int = Field(ge=1, le=MOST_STEPS)
    noise: float = Field(0.0, ge=0, le=1e3, allow_inf_nan=False)
    seed: int = Field(0, ge=0, le=2**31 - 1)
    schedule: Schedule = CONSTANT

    @model_validator(mode="after")
    def _known(self) -> "Scenario":
        if self.surface not in LANDSCAPES:
            raise ValueError(f"There is no surface {self.surface!r}.")
        LANDSCAPES[self.surface].with_(**self.parameters)
        return self

    @property
    def landscape(self) -> Landscape:
        return LANDSCAPES[self.surface].with_(**self.parameters)

    @property
    def keys(self) -> tuple[str, ...]:
        """A name for each contender, unique: "adam", and "adam~2" for a second one."""
        names = [c.optimizer for c in self.contenders]
        return tuple(n if (k := names[:i].count(n)) == 0 else f"{n}~{k + 1}" for i, n in enumerate(names))

    @property
    def titles(self) -> tuple[str, ...]:
        """What each contender is called on screen ("Adam"); copies by the one setting that sets them apart ("Adam
        uncorrected", "Adam β₁ 0.1") or, where that does not tell them apart, by number ("Adam 2")."""
        return tuple(self._title(c, key) for c, key in zip(self.contenders, self.keys, strict=True))

    def _title(self, contender: Contender, key: str) -> str:
        optimizer = contender.configured
        rows = [c.configured.hyper for c in self.contenders if c.optimizer == contender.optimizer]
        apart = [
            h
            for h, values in zip(optimizer.hyperparameters.values(), zip(*rows, strict=True), strict=True)
            if len(set(values)) > 1
        ]
        if len(apart) == 1 and len(set(rows)) == len(rows):
            h, value = apart[0], getattr(optimizer.hyper, apart[0].name)
            return (
                f"{optimizer.title} {h.behind[h.choices.index(value)] if h.choices else f'{h.symbol} {number(value)}'}"
            )
        return optimizer.title + (f" {key.partition('~')[2]}" if "~" in key else "")

    def to_json(self) -> str:
        """The saved form: plain JSON, defaults left out, always with its version."""
        return self.model_dump_json(exclude_defaults=True).replace("{", f'{{"version":{VERSION},', 1)


__all__ = ["FARTHEST", "KINDS", "MOST_CONTENDERS", "MOST_STEPS", "VERSION", "Contender", "Scenario"]
