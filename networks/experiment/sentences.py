"""What was wrong with a description, and amounts of memory, in words."""

from pydantic import ValidationError

UNITS = ("kB", "MB", "GB", "TB")

FIELDS = {  # what the page calls a setting
    "batch": "Batch",
    "epochs": "Epochs",
    "model.hidden": "Hidden units",
    "model.width": "Width",
    "model.kind": "Kind of network",
    "model.initial_std": "Weights start with a standard deviation that",
    "data.subset": "Examples",
    "data.name": "Data set",
}

MESSAGES = {
    "greater_than": "must be above {gt:,.12g}",
    "greater_than_equal": "must be at least {ge:,.12g}",
    "less_than": "must be below {lt:,.12g}",
    "less_than_equal": "must be at most {le:,.12g}",
    "literal_error": "must be {expected}",
    "string_too_long": "may have at most {max_length} letters",
    "too_long": "may have at most {max_length} entries",
    **dict.fromkeys(("int_from_float", "int_parsing", "int_type"), "must be a whole number"),
    **dict.fromkeys(("float_parsing", "float_type"), "must be a number"),
    **dict.fromkeys(("bool_parsing", "bool_type"), "must be true or false"),
    "tuple_type": "must be a list",
}


def sentence(error: ValidationError) -> str:
    """The first thing that was wrong."""
    first = error.errors()[0]
    place = ".".join(str(part) for part in first["loc"])
    match first["type"]:
        case "value_error":
            return str(first["ctx"]["error"])
        case "json_invalid":
            return "This is not a saved experiment: it is not JSON."
        case "extra_forbidden":
            return f"There is no setting {place!r}."
        case _ if not place:
            return "This is not a saved experiment: its settings are missing."
    message = MESSAGES.get(first["type"], "cannot be read").format(**first.get("ctx", {}))
    named = FIELDS.get(place.rstrip(".0123456789"), place)  # an entry of a list is told by its value
    return f"{named} {message}; got {str(first['input'])[:40]}."


def memory_words(amount: float) -> str:
    """1.5e9 -> "1.5 GB"."""
    power = next((k for k in range(len(UNITS) - 1) if amount < 1000 ** (k + 2)), len(UNITS) - 1)
    return f"{amount / 1000 ** (power + 1):.2g} {UNITS[power]}"
