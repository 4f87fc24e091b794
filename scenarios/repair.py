"""Reading a scenario from outside: whatever is wrong is clamped or replaced, and each change gets a sentence."""

import json
from collections.abc import Mapping
from typing import Any

from landscapes import LANDSCAPES
from scenarios.carried import with_surface
from scenarios.faults import spoken
from scenarios.mending import MOST_NOTICES, mend, wrong
from scenarios.opening import FIRST, opening
from scenarios.scenario import VERSION, Scenario

FIELDS = set(Scenario.model_fields)


def repair(raw: Any) -> tuple[Scenario, list[str]]:
    """The scenario that `raw` (parsed JSON) describes, as nearly as possible, and a sentence for each thing that was
    changed."""
    if not _ours(raw):
        return opening(FIRST), ["This does not describe a scenario, so the opening one is shown."]
    scenario, notices, changes = _repaired(raw)
    return scenario, notices + changes


def changed(raw: Any, before: Scenario) -> tuple[Scenario, list[str]]:
    """The scenario that a gesture ended with, repaired; the one before where `raw` describes none."""
    return repair(raw) if _ours(raw) else (before, ["That change could not be read, so nothing was changed."])


def _repaired(raw: Mapping[str, Any]) -> tuple[Scenario, list[str], list[str]]:
    """The scenario, what is to be said of its version, and a sentence for each thing that was wrong."""
    notices: list[str] = []
    if raw.get("version", VERSION) == 1:
        raw = _from_version_1(raw, notices)
    elif raw.get("version", VERSION) != VERSION:
        notices.append(
            f"This was saved by version {spoken(raw['version'])} of the format; version {VERSION} reads what it knows"
            " of it."
        )
    surface = raw.get("surface")
    usual = opening(surface if isinstance(surface, str) and surface in LANDSCAPES else FIRST)
    opens = {name: getattr(usual, name) for name in ("surface", "contenders", "start", "steps")}
    scenario, changes = mend(Scenario, {**raw, "version": VERSION}, opens)
    return scenario, notices, changes


def read_json(text: str | bytes, otherwise: Scenario | None = None) -> tuple[Scenario, list[str]]:
    """A scenario from saved JSON: one of ours, or any export that carries one under "scenario". What holds none gives
    the opening one, and what is wrong in it is mended. With `otherwise`, that is what anything wrong gives, untouched.
    Either way it is said."""
    try:
        raw = parsed(text)
        if otherwise is None:
            return repair(raw)
        if "surface" not in raw:
            raise ValueError("This does not say on which surface it runs")
    except ValueError as error:
        instead = "the opening scenario is shown" if otherwise is None else "nothing was changed"
        return otherwise or opening(FIRST), [f"{error}, so {instead}."]
    scenario, notices, changes = _repaired(raw)
    if not changes:
        return scenario, notices
    *first, last = map(wrong, changes[: MOST_NOTICES - 1])
    return otherwise, [*(f"{each}." for each in first), f"{last}, so nothing was changed."]


def parsed(text: str | bytes) -> Mapping[str, Any]:
    """What saved JSON describes, unrepaired. Raises ValueError, with the start of a sentence."""
    try:
        raw = json.loads(text)
    except (ValueError, RecursionError):
        raise ValueError("This is not JSON, or not all of it") from None
    raw = with_surface(raw)
    raw = raw["scenario"] if isinstance(raw, dict) and "scenario" in raw else raw
    if not _ours(raw):
        raise ValueError("This does not describe a scenario")
    return raw  # type: ignore[no-any-return]


def _from_version_1(raw: Mapping[str, Any], notices: list[str]) -> dict[str, Any]:
    """Version 1 called the schedule `timetable` and drew noise in another order."""
    new = {"schedule" if name == "timetable" else name: value for name, value in raw.items()}
    try:
        noisy = float(raw.get("noise", 0)) > 0
    except (TypeError, ValueError, OverflowError):
        noisy = False
    if noisy:
        notices.append("This was saved before noise was drawn step by step: the same setting, other random numbers.")
    return new


def _ours(raw: Any) -> bool:
    return isinstance(raw, Mapping) and not FIELDS.isdisjoint(raw)
