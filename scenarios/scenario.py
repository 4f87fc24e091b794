"""The Scenario: everything that defines a picture, in one typed, versioned description.

It is the cache key, the permalink, the saved JSON and what every export embeds.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    SerializerFunctionWrapHandler,
    ValidationInfo,
    create_model,
    field_validator,
    model_serializer,
    model_validator,
)

from dynamics import OPTIMIZERS, Optimizer, rule
from dynamics.hyperparameters import Value
from dynamics.schedules import CONSTANT, KINDS, Schedule
from dynamics.words import number
from landscapes import LANDSCAPES, FormulaError, Landscape, formula
from landscapes.landscape import FARTHEST
from landscapes.typed.surface import MARK
from scenarios.faults import spoken
from scenarios.forks import Fork, sound

VERSION = 2  # 1: noise from one sequential stream, `schedule` under another name
MOST_STEPS = 1_000_000
MOST_CONTENDERS = 12

Coordinate = Annotated[float, Field(ge=-FARTHEST, le=FARTHEST, allow_inf_nan=False)]


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


def known_optimizer(name: str) -> str:
    if name.startswith(MARK):
        try:
            rule(name.removeprefix(MARK))
        except FormulaError as error:
            where = f", at character {error.at + 1:,}" if error.kind != "rule_long" else ""
            raise ValueError(f"The rule {spoken(name.removeprefix(MARK))} cannot be read{where}: {error}") from None
    if name not in OPTIMIZERS:
        raise ValueError(f"There is no optimizer {name[:40]!r}.")
    return name


def listed_optimizer(name: str) -> str:
    """One that a page offers, not one that is typed."""
    if name not in list(OPTIMIZERS):
        raise ValueError(f"There is no optimizer {name[:40]!r}.")
    return name


def some_optimizers(names: tuple[str, ...]) -> tuple[str, ...]:
    """Each once. Raises ValueError with a sentence where there is none, or one that is not known."""
    if not names:
        raise ValueError("Choose at least one optimizer.")
    return tuple(dict.fromkeys(map(listed_optimizer, names)))


def known_surface(name: str) -> str:
    if name.startswith(MARK):
        try:
            formula(name.removeprefix(MARK))
        except FormulaError as error:
            where = f", at character {error.at + 1:,}" if error.kind != "long" else ""
            raise ValueError(f"The formula {spoken(name.removeprefix(MARK))} cannot be read{where}: {error}") from None
    if name not in LANDSCAPES:
        raise ValueError(f"There is no surface {name[:40]!r}.")
    return name


def listed_surface(name: str) -> str:
    """One that a page offers, not one that was kept elsewhere."""
    if name not in list(LANDSCAPES):
        raise ValueError(f"There is no surface {name[:40]!r}.")
    return name


@lru_cache(maxsize=64)
def settings_of(optimizer: str) -> type[BaseModel]:
    """The hyperparameters of an optimizer as fields with their ranges."""
    own = OPTIMIZERS[optimizer]
    fields: dict[str, Any] = {}
    for h, default in zip(own.hyperparameters.values(), own.hyper, strict=True):
        end = {"le": h.most} if h.closed else {"lt": h.most}
        limits: Any = {} if h.choices else {"ge": h.least, "allow_inf_nan": False, **end}
        kind: Any = Literal[h.choices] if h.choices else float
        fields[h.name] = (kind, Field(default, title=f"{h.title} of {own.title}", **limits))
    return create_model(optimizer, __config__=ConfigDict(title=own.title), **fields)


@lru_cache(maxsize=64)
def parameters_of(surface: str) -> type[BaseModel]:
    """The parameters of a surface as fields with their ranges."""
    own = LANDSCAPES[surface]
    fields: dict[str, Any] = {}
    for q in own.parameters:
        limits: Any = {"ge": q.low, "le": q.high, "allow_inf_nan": False}
        fields[q.name] = (float, Field(q.default, title=f"{q.title} of {own.title}", **limits))
    return create_model(surface, __config__=ConfigDict(title=own.title), **fields)


def open_part(name: str, given: Mapping[str, Any]) -> type[BaseModel] | None:
    """The model behind `hyper` or `parameters` of a description that names an optimizer or a surface; None where the
    name is not known."""
    owner = given.get({"hyper": "optimizer", "parameters": "surface"}.get(name, ""))
    if not isinstance(owner, str):
        return None
    if name == "hyper":
        return settings_of(owner) if owner in OPTIMIZERS else None
    return parameters_of(owner) if owner in LANDSCAPES else None


class Contender(Frozen):
    """An optimizer in the race, with what differs from its own defaults."""

    model_config = ConfigDict(title="An optimizer")

    optimizer: Annotated[str, AfterValidator(known_optimizer)]
    hyper: dict[str, Value] = Field({}, title="The settings of an optimizer")
    fork: Fork | None = Field(None, title="What a fork leaves")

    @classmethod
    def part(cls, name: str, given: Mapping[str, Any]) -> type[BaseModel] | None:
        """The model behind an open field, for `mend`."""
        return open_part(name, given)

    @field_validator("hyper")
    @classmethod
    def _what_differs(cls, hyper: dict[str, Value], info: ValidationInfo) -> dict[str, Value]:
        if "optimizer" not in info.data:
            return hyper
        own = OPTIMIZERS[info.data["optimizer"]].hyper
        order = {name: place for place, name in enumerate(own._fields)}  # equal settings have equal texts
        differing = {name: value for name, value in hyper.items() if getattr(own, name, None) != value}
        return dict(sorted(differing.items(), key=lambda item: order.get(item[0], len(order))))

    @model_validator(mode="after")
    def _settable(self) -> "Contender":
        OPTIMIZERS[self.optimizer].with_(**self.hyper)
        return self

    @model_serializer(mode="wrap")
    def _without_no_fork(self, written: SerializerFunctionWrapHandler) -> dict[str, Any]:
        return {name: value for name, value in written(self).items() if name != "fork" or value is not None}

    @property
    def configured(self) -> Optimizer:
        return OPTIMIZERS[self.optimizer].with_(**self.hyper)


class Scenario(Frozen):
    """A surface, a start, up to twelve contenders and how long they run. Steps are updates; noise is a standard
    deviation."""

    model_config = ConfigDict(title="A scenario")

    version: Literal[2] = 2
    surface: Annotated[str, AfterValidator(known_surface)]
    parameters: dict[str, float] = Field({}, title="The surface's parameters")  # what differs from its own
    contenders: tuple[Contender, ...] = Field(title="Optimizers", max_length=MOST_CONTENDERS)
    start: tuple[Coordinate, Coordinate]
    steps: int = Field(ge=1, le=MOST_STEPS)
    noise: float = Field(0.0, ge=0, le=1e3, allow_inf_nan=False)
    seed: int = Field(0, ge=0, le=2**31 - 1)
    schedule: Schedule = CONSTANT

    @classmethod
    def part(cls, name: str, given: Mapping[str, Any]) -> type[BaseModel] | None:
        """The model behind an open field, for `mend`."""
        return open_part(name, given)

    @field_validator("parameters")
    @classmethod
    def _what_differs(cls, parameters: dict[str, float], info: ValidationInfo) -> dict[str, float]:
        known = LANDSCAPES[info.data["surface"]].parameters if "surface" in info.data else ()
        usual = {q.name: q.default for q in known}
        return {name: value for name, value in parameters.items() if usual.get(name) != value}

    @model_validator(mode="after")
    def _settable(self) -> "Scenario":
        LANDSCAPES[self.surface].with_(**self.parameters)
        return self

    @model_validator(mode="after")
    def _links_hold(self, info: ValidationInfo) -> "Scenario":
        """Mended where `mend` gathers what is said; else refused."""
        titles = [OPTIMIZERS[c.optimizer].title for c in self.contenders]
        forks, notices = sound([c.fork for c in self.contenders], self.keys, titles, self.steps)
        if notices:
            if info.context is None:
                raise ValueError(notices[0])
            info.context.update(dict.fromkeys(notices))
            linked = (c.model_copy(update={"fork": f}) for c, f in zip(self.contenders, forks, strict=True))
            object.__setattr__(self, "contenders", tuple(linked))
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
        uncorrected", "Adam β₁ 0.1") or, where that does not tell them apart, by number ("Adam 2"); forks by their step
        ("Adam forked at 120")."""
        return tuple(self._title(c, key) for c, key in zip(self.contenders, self.keys, strict=True))

    def _title(self, contender: Contender, key: str) -> str:
        optimizer, at = contender.configured, contender.fork and contender.fork.at
        kin = [c for c in self.contenders if c.optimizer == contender.optimizer and (c.fork and c.fork.at) == at]
        rows, forked = [c.configured.hyper for c in kin], "" if at is None else f" forked at {at:,}"
        apart = [
            h
            for h, values in zip(optimizer.hyperparameters.values(), zip(*rows, strict=True), strict=True)
            if len(set(values)) > 1
        ]
        if len(apart) == 1 and len(set(rows)) == len(rows):
            h, value = apart[0], getattr(optimizer.hyper, apart[0].name)
            own = h.behind[h.choices.index(value)] if h.choices else f"{h.symbol} {number(value)}"
        else:
            own = key.partition("~")[2] if len(rows) > 1 else ""
        return f"{optimizer.title} {own}".strip() + forked

    def to_json(self) -> str:
        """The saved form: plain JSON, defaults left out, always with its version."""
        return self.model_dump_json(exclude_defaults=True).replace("{", f'{{"version":{VERSION},', 1)


__all__ = ["FARTHEST", "KINDS", "MOST_CONTENDERS", "MOST_STEPS", "VERSION", "Contender", "Scenario"]
