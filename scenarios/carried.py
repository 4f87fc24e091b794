"""Surfaces that a saved file carries, since they are only known on the machine that kept them."""

from collections.abc import Mapping
from typing import Any

from landscapes import LANDSCAPES
from landscapes.own_data import adopt, keep


def with_surface(raw: Any) -> Any:
    """A saved file, its scenario on a surface that is known here: one that is not is taken from the file and kept.
    Raises ValueError, with the start of a sentence, where it cannot be."""
    carried, scenario = (raw.get(part) if isinstance(raw, Mapping) else None for part in ("surfaces", "scenario"))
    if not isinstance(carried, Mapping) or not isinstance(scenario, Mapping):
        return raw
    name = scenario.get("surface")
    if not isinstance(name, str) or name in LANDSCAPES or not isinstance(carried.get(name), Mapping):
        return raw
    surface = adopt(carried[name])
    try:
        keep(surface)
    except OSError as error:
        raise ValueError(f"The surface that this file carries cannot be kept here ({error.strerror})") from None
    return {**raw, "scenario": {**scenario, "surface": surface.name}}
