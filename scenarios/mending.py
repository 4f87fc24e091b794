"""Reading what others wrote into a model: each wrong value is clamped to its limit or replaced, and gets a sentence.

What is wrong and which limit it broke comes from pydantic's ValidationError, so a range is written once, in its field.
A field's `title` is what it is called in sentences, a model's title what has no setting of an unknown name. Settings in
an open mapping (an optimizer's hyperparameters) have a model too: the one that `part` of their owner gives.
"""

from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import PydanticUndefined

from scenarios.faults import USUAL, fault, left_out, named, number_in, title_of

M = TypeVar("M", bound=BaseModel)
Notices = dict[str, None]  # sentences in their order, each once

MOST_NOTICES = 12
PASSES = 30  # of repair at one level: mending one thing may lay open another
BELOW = 1e-6  # how near a value comes to a limit that it must stay below


class HopelessError(ValueError):
    """A wrong value for which nothing stands in, with the sentence that says what is wrong, without its full stop."""


def mend(model: type[M], given: Mapping[str, Any], opens: Mapping[str, Any] | None = None) -> tuple[M, list[str]]:
    """The state that `given` describes, as nearly as possible, and a sentence for each thing that was changed. `opens`:
    what stands in for what is missing or cannot be kept, by field; the fields' own defaults where it says nothing."""
    notices: Notices = {}
    opens = opens or {}
    try:
        return model.model_validate({**opens, **given}, context=notices), list(notices)
    except ValidationError:
        notices.clear()
    try:
        state = _mended(model, given, opens, notices)
    except HopelessError as error:
        state, notices = model.model_validate(dict(opens)), {f"{error}; {USUAL} is shown.": None}
    return state, few(list(notices))


def few(notices: list[str]) -> list[str]:
    """At most MOST_NOTICES sentences, the last of which counts the others."""
    more = len(notices) - MOST_NOTICES + 1
    return notices if more <= 1 else [*notices[:-more], f"{more:,} more things were changed."]


def wrong(notice: str) -> str:
    """What a sentence of `mend` says is wrong, without what was done about it and the full stop."""
    return notice.rpartition("; ")[0] or notice.removesuffix(".")


def _mended(model: type[M], given: Mapping[str, Any], opens: Mapping[str, Any], notices: Notices) -> M:
    """The same, at one level: what lies within is mended first, so that an error names a field or an entry of it."""
    fields, owner = model.model_fields, title_of(model, ())
    for k, name in enumerate(name for name in given if name not in fields):
        notices[left_out(f"{owner} has no", str(name), fields if k < MOST_NOTICES else ())] = None
    kept, texts = dict(opens), {}
    for name, value in given.items():
        if name in fields:
            kept[name] = texts[name] = _within(model, name, value, given, notices)
    for _ in range(PASSES):
        try:
            return model.model_validate(kept, context=notices)
        except ValidationError as error:
            firsts: dict[Any, Any] = {}
            for each in error.errors():
                firsts.setdefault(each["loc"][:1], each)
            for each in firsts.values():
                if each["loc"]:
                    _fix(model, each, kept, texts, opens, notices)
                else:
                    _leave_one_out(model, each, kept, given, opens, notices)
    raise HopelessError(f"{owner} cannot be read")


def _within(model: type[BaseModel], name: str, value: Any, given: Mapping[str, Any], notices: Notices) -> Any:
    """A field's value with the models inside it mended; entries of a list for which nothing stands in are left out."""
    kind = model.model_fields[name].annotation
    part = getattr(model, "part", lambda *_: None)(name, given)
    if isinstance(value, Mapping) and part:
        return _mended(part, value, {}, notices).model_dump(exclude_unset=True)
    own = next((each for each in get_args(kind) if each is not NoneType), kind) if isinstance(kind, UnionType) else kind
    if isinstance(value, Mapping) and isinstance(own, type) and issubclass(own, BaseModel):
        return _mended(own, value, {}, notices)
    inner = next(iter(get_args(kind)), None)
    if not (isinstance(value, list | tuple) and isinstance(inner, type) and issubclass(inner, BaseModel)):
        return list(value) if isinstance(value, list | tuple) else value
    most = next((m.max_length for m in model.model_fields[name].metadata if hasattr(m, "max_length")), len(value))
    return [*_entries(inner, value[:most], notices), *value[most:]]


def _entries(model: type[M], values: Any, notices: Notices) -> Iterator[M]:
    for value in values:
        try:
            yield _mended(model, value if isinstance(value, Mapping) else {}, {}, notices)
        except HopelessError as error:
            notices[f"{error}; it is left out."] = None


def _fix(
    model: type[BaseModel], error: Any, kept: dict[str, Any], texts: dict[str, Any], opens: Any, notices: Notices
) -> None:
    """Clamp or replace the field, or the entry of a list, that an error names."""
    (name, *inside), kind = error["loc"], error["type"]
    value, title = kept.get(name, PydanticUndefined), title_of(model, (name, *inside))
    default = opens.get(name, model.model_fields[name].get_default(call_default_factory=True))
    at = inside[0] if inside and isinstance(value, list) and isinstance(inside[0], int) else None
    if at is not None and at < len(value):
        one, stands_in = value[at], default[at] if isinstance(default, list | tuple) and at < len(default) else None
    else:
        at, one, stands_in = None, value, default
    text = texts.get(name, one) if at is None else one
    if kind == "missing" and at is None and value is PydanticUndefined:
        raise HopelessError(f"{title} is missing")
    new, rest = _nearest(error, one), _without_one(model, name, value)
    number = number_in(text)
    silent = kind.startswith("int_") and number is not None and number == int(number)
    if new is PydanticUndefined:
        new = stands_in if rest is PydanticUndefined else rest
    if new is PydanticUndefined:
        raise HopelessError(fault(title, error, text))
    if not silent:
        used = f"{named(new)} is used"
        if kind == "too_long":
            used = f"the first {len(new):,} are used"
        elif new is rest:
            used = "the rest is kept"
        elif at is not None and new is None:
            used = "it is left out"
        notices[f"{fault(title, error, text)}; {used}."] = None
    if at is None:
        kept[name] = new
    elif new is None:
        del value[at]
    else:
        value[at] = new


def _nearest(error: Any, value: Any) -> Any:
    """The allowed value nearest to a wrong one; undefined where the default is better. What nears zero from the wrong
    side is replaced: a learning rate of 1e-12 is not what -1 meant."""
    limits, number = error.get("ctx", {}), number_in(value)
    match error["type"]:
        case "less_than_equal":
            return limits["le"]
        case "less_than":
            return limits["lt"] - BELOW
        case "greater_than_equal" if not 0 < limits["ge"] < 1 or (number or 0) > 0:
            return limits["ge"]
        case "too_long" if isinstance(value, list):
            return value[: limits["max_length"]]
        case "int_from_float" | "int_parsing" | "int_type" | "int_parsing_size" if number is not None:
            return round(number)
    return PydanticUndefined


def _without_one(model: type[BaseModel], name: str, value: Any) -> Any:
    """A dataclass's settings, made valid by leaving one out; undefined where that does not do it."""
    kind: Any = model.model_fields[name].annotation
    for unwanted in value if is_dataclass(kind) and isinstance(value, Mapping) else ():
        try:
            return TypeAdapter(kind).validate_python({k: v for k, v in value.items() if k != unwanted})
        except ValidationError:
            continue
    return PydanticUndefined


def _leave_one_out(
    model: type[BaseModel], error: Any, kept: dict[str, Any], given: Any, opens: Any, notices: Notices
) -> None:
    """Where single values are right and do not go together: give one of those given its default, or else all."""
    wrong = fault(title_of(model, ()), error, error["input"])
    mine = [name for name in given if name in kept]
    for name in mine:
        trial = {k: v for k, v in kept.items() if k != name} | ({name: opens[name]} if name in opens else {})
        try:
            model.model_validate(trial, context=notices)
        except ValidationError:
            continue
        field = model.model_fields[name]
        default = opens.get(name, field.get_default(call_default_factory=True))
        notices[f"{wrong}; {field.title or name}: {named(default)} is used."] = None
        mine = [name]
        break
    else:
        notices[f"{wrong}; {USUAL} is used."] = None
    for name in mine:
        del kept[name]
    kept |= {name: opens[name] for name in mine if name in opens}
