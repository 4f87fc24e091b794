"""Reading a scenario from outside: whatever is wrong is clamped or replaced, and each change gets a sentence."""

import json
from collections.abc import Mapping
from typing import Any

from landscapes import LANDSCAPES
from scenarios.faults import spoken
from scenarios.mending import mend
from scenarios.opening import FIRST, opening
from scenarios.scenario import VERSION, Scenario

FIELDS = set(Scenario.model_fields)


def repair(raw: Any) -> tuple[Scenario, list[str]]:
    """The scenario that `raw` (parsed JSON) describes, as nearly as possible, and a sentence for each thing that was
    changed."""
    notices: list[str] = []
    if not _ours(raw):
        return opening(FIRST), ["This does not describe a scenario, so the opening one is shown."]
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
    return scenario, notices + changes


def read_json(text: str | bytes, otherwise: Scenario | None = None) -> tuple[Scenario, list[str]]:
    """A scenario from saved JSON: one of ours, or any export that carries one under "scenario". What holds none gives
    `otherwise` (by default the opening one), and says so."""
    instead = "the opening scenario is shown" if otherwise is None else "nothing was changed"
    try:
        return repair(parsed(text))
    except ValueError as error:
        return otherwise or opening(FIRST), [f"{error}, so {instead}."]


def parsed(text: str | bytes) -> Mapping[str, Any]:
    """What saved JSON describes, unrepaired. Raises ValueError, with the start of a sentence."""
    try:
        raw = json.loads(text)
    except (ValueError, RecursionError):
        raise ValueError("This is not JSON, or not all of it") from None
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
