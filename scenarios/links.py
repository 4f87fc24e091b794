"""Links to a page: its state as readable query parameters, only what differs from what the page opens with, and back.

A page's state is a frozen pydantic model whose fields all have defaults. A field is a parameter of its name; a model or
a mapping within gives one for each of its entries, `paths.steps`. Entries of a list have commas between them.
"""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import cache
from typing import Any, TypeVar, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from scenarios.faults import LONGEST_NAME, left_out, number_in
from scenarios.mending import few, mend

M = TypeVar("M", bound=BaseModel)

LONGEST = 8_000  # characters of a query; ours stay under 2,200
LIKE = 0.8  # how near a name comes to one of ours before it counts as meant
MOST_CLOSE = 50  # names that are looked at so closely: comparing costs time


def link(state: BaseModel) -> dict[str, str]:
    """Query parameters that open this state; none where the page opens with it anyway."""
    found: dict[str, str] = {}
    for name, value in state.model_dump(exclude_defaults=True).items():
        if isinstance(value, Mapping):
            found |= {f"{name}.{entry}": _text(v) for entry, v in value.items()}
        else:
            found[name] = _text(value)
    return found


def read(model: type[M], query: Mapping[str, str], others: Iterable[str] = ()) -> tuple[M, list[str]]:
    """The state that a query describes, and a sentence for each thing in it that was changed. Never raises. Parameters
    that are not ours stay unread; `others` are names that other pages read: here they are mistaken."""
    not_ours = set(foreign(model, query, others))
    mine = {name: text for name, text in query.items() if name not in not_ours}
    length = sum(len(name) + len(text) for name, text in mine.items())
    if length > LONGEST:
        return model(), [f"This link has {length:,} characters, more than any of ours. The page opens as usual."]
    given: dict[str, Any] = {}
    notices = []
    for k, (name, text) in enumerate(mine.items()):
        owner, _, entry = name.partition(".")
        field = model.model_fields.get(owner)
        if field is None or bool(entry) != _has_entries(field):
            notices.append(left_out("This page has no setting", name, names(model) if k < MOST_CLOSE else ()))
        elif entry:
            given.setdefault(owner, {})[entry] = _entry(field, entry, text)
        else:
            given[owner] = _parted(field.annotation, text)
    state, changes = mend(model, given)
    return state, few(notices + changes)


def foreign(model: type[BaseModel], query: Iterable[str], others: Iterable[str] = ()) -> list[str]:
    """The names in a query that are not ours, not even misspelt: the address keeps their parameters."""
    ours, elsewhere = names(model), frozenset(others)
    kept = [name for name in query if name.partition(".")[0] not in model.model_fields and name not in elsewhere]
    return [name for k, name in enumerate(kept) if k >= MOST_CLOSE or not _meant(name, ours)]


def _meant(name: str, ours: Iterable[str]) -> bool:
    return len(name) <= LONGEST_NAME and bool(get_close_matches(name.lower(), ours, 1, LIKE))


@cache
def names(model: type[BaseModel]) -> frozenset[str]:
    """The parameters of a page; of a mapping, only its own name."""
    found: set[str] = set()
    for name, field in model.model_fields.items():
        entries: Any = getattr(field.annotation, "model_fields", {}) if _has_entries(field) else {}
        found |= {f"{name}.{entry}" for entry in entries} or {name}
    return frozenset(found)


def _has_entries(field: FieldInfo) -> bool:
    """Whether a field's parameters are those of its entries. A model with a text of its own is one parameter."""
    kind = field.annotation
    return get_origin(kind) is dict or (isinstance(kind, type) and issubclass(kind, BaseModel) and not field.metadata)


def _entry(field: FieldInfo, entry: str, text: str) -> Any:
    """A mapping's entry is a number where it can be one."""
    within: Any = getattr(field.annotation, "model_fields", {})
    if entry in within:
        return _parted(within[entry].annotation, text)
    number = number_in(text)
    return text if number is None else number


def _parted(kind: Any, text: str) -> Any:
    """A list's entries, where a list is what is asked for."""
    listed = any(get_origin(each) is tuple for each in (kind, *get_args(kind)))
    return [part for part in text.split(",") if part] if listed else text


def _text(value: Any) -> str:
    if isinstance(value, list | tuple):
        return ",".join(map(_text, value))
    if isinstance(value, bool):
        return str(value).lower()
    return repr(value).removesuffix(".0") if isinstance(value, float) else str(value)
