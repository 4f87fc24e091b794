"""What is wrong with a description, in words: pydantic's errors as sentences that a reader understands."""

from collections.abc import Iterable
from difflib import get_close_matches
from math import isfinite
from typing import Any

from pydantic import BaseModel, ValidationError

from dynamics.words import power

USUAL = "what is usual here"
LONGEST_NAME = 40  # of the names that are compared with ours: it costs time
BROKEN = {
    "greater_than": "must be above {gt}",
    "greater_than_equal": "must be at least {ge}",
    "less_than": "must be below {lt}",
    "less_than_equal": "must be at most {le}",
    "literal_error": "must be {expected}",
    "string_too_long": "can have at most {max_length} letters",
    **dict.fromkeys(("int_from_float", "int_parsing", "int_type", "int_parsing_size"), "must be a whole number"),
    **dict.fromkeys(("float_parsing", "float_type", "finite_number"), "must be a number"),
    **dict.fromkeys(("bool_parsing", "bool_type"), "must be true or false"),
    **dict.fromkeys(("tuple_type", "missing"), "must be a list of the right length"),
}


def sentence(model: type[BaseModel], error: ValidationError) -> str:
    """The first thing that is wrong, for a reader whose change is not taken."""
    first = error.errors()[0]
    return f"{fault(title_of(model, first['loc']), first, first['input'])}."


def spoken(value: Any) -> str:
    """A value inside a sentence: short, with thousands apart, words in quotation marks."""
    if isinstance(value, str) and number_in(value) is None:
        return repr(value if len(value) <= 40 else f"{value[:40]}…")
    if isinstance(value, list | tuple) and all(isinstance(v, int | float | str) for v in value):
        text = f"({', '.join(v if isinstance(v, str) else spoken(v) for v in value)})"
    elif isinstance(value, bool) or not isinstance(value, int | float) or number_in(value) is None:
        text = "nothing" if value is None else str(value)
    elif isinstance(value, int) and abs(value) < 10**15:
        text = f"{value:,}"
    else:
        mantissa, _, exponent = f"{value:,.10g}".partition("e")
        text = f"{mantissa} × {power(int(exponent))}" if exponent else mantissa
    if not isinstance(value, str) and text.startswith("-"):
        text = f"−{text[1:]}"
    return text if len(text) <= 60 else f"{text[:60]}…"


def title_of(model: type[BaseModel], loc: Any) -> str:
    """What the place of an error is called."""
    field = model.model_fields.get(str(loc[0])) if loc else None
    if field is None:
        return model.model_config.get("title") or model.__name__
    kind = field.annotation
    if isinstance(kind, type) and issubclass(kind, BaseModel) and len(loc) > 1:
        return title_of(kind, loc[1:])
    return field.title or str(loc[0]).replace("_", " ").capitalize()


def fault(title: str, error: Any, value: Any) -> str:
    """What is wrong, without a full stop."""
    limits = error.get("ctx", {})
    if error["type"] == "value_error":
        return str(limits["error"]).removesuffix(".").replace("; got ", ", not ")
    if error["type"] == "greater_than_equal" and 0 < limits["ge"] < 1 and (number_in(value) or 0) <= 0:
        return f"{title} must be above 0, not {spoken(value)}"
    if error["type"] == "too_long":
        return f"{title}: at most {limits['max_length']}, not {limits['actual_length'] or 'so many'}"
    words = {name: v if isinstance(v, str) else spoken(v) for name, v in limits.items()}
    return f"{title} {BROKEN.get(error['type'], 'cannot be read').format(**words)}, not {spoken(value)}"


def named(value: Any) -> str:
    """What stands in for a wrong value, inside a sentence."""
    if isinstance(value, str):
        return value
    plain = all(isinstance(v, int | float | str) for v in (value if isinstance(value, list | tuple) else (value,)))
    return spoken(value) if plain else USUAL


def left_out(what: str, name: str, known: Iterable[str]) -> str:
    """The sentence for a name that is none of those known. `what`: has it not. Of `moment.seed` the last word counts
    too."""
    words: dict[str, str] = {}
    for each in sorted(known):
        words.setdefault(each.rpartition(".")[2], each)
        words[each] = each
    near = get_close_matches(name.lower(), words, 1) if len(name) <= LONGEST_NAME else []
    asked = f"did you mean {spoken(words[near[0]])}? It" if near else "it"
    return f"{what} {spoken(name)}; {asked} is left out."


def number_in(value: Any) -> float | None:
    """The finite number that a value is, or that a text writes; None if it is none."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if isfinite(number) else None
