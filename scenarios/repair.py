"""Reading a scenario from outside: whatever is wrong is clamped or replaced, and each change gets a sentence."""

import json
from collections.abc import Mapping
from math import isfinite
from typing import Any

from pydantic import TypeAdapter

from dynamics import OPTIMIZERS
from dynamics.hyperparameters import Hyperparameter, Value
from dynamics.schedules import Schedule
from landscapes import LANDSCAPES
from scenarios.opening import FIRST, opening
from scenarios.scenario import FARTHEST, KINDS, MOST_CONTENDERS, MOST_STEPS, VERSION, Contender, Scenario

FIELDS = set(Scenario.model_fields)


def repair(raw: Any) -> tuple[Scenario, list[str]]:
    """The scenario that `raw` (parsed JSON) describes, as nearly as possible, and a sentence for each thing that was
    changed."""
    said: list[str] = []
    if not _ours(raw):
        return opening(FIRST), ["This does not describe a scenario, so the opening one is shown."]
    if raw.get("version", VERSION) == 1:
        raw = _from_version_1(raw, said)
    elif raw.get("version", VERSION) != VERSION:
        said.append(
            f"This was saved by version {_short(raw['version'])} of the format; version {VERSION} reads what it knows"
            " of it."
        )
    if unknown := sorted(_short(k) for k in raw if k not in FIELDS):
        said.append(f"Unknown and left out: {', '.join(unknown[:5])}{' and more' if len(unknown) > 5 else ''}.")
    name = raw.get("surface", FIRST)
    if not isinstance(name, str) or name not in LANDSCAPES:
        said.append(f"There is no surface {_short(name)}; {LANDSCAPES[FIRST].title} is shown instead.")
        name = FIRST
    base = opening(name)
    scenario = Scenario(
        surface=name,
        parameters=_parameters(name, raw.get("parameters", {}), said),
        contenders=_contenders(raw.get("contenders"), base, said),
        start=_start(raw.get("start", base.start), base, said),
        steps=int(_number("Steps", raw.get("steps", base.steps), 1, MOST_STEPS, base.steps, said, whole=True)),
        noise=_number("Noise", raw.get("noise", 0.0), 0, 1e3, 0.0, said),
        seed=int(_number("The seed", raw.get("seed", 0), 0, 2**31 - 1, 0, said, whole=True)),
        schedule=_schedule(raw.get("schedule", {}), said),
    )
    return scenario, said


def _from_version_1(raw: Mapping[str, Any], said: list[str]) -> dict[str, Any]:
    new = {"schedule" if name == "timetable" else name: value for name, value in raw.items()}
    if (_as_float(raw.get("noise", 0)) or 0) > 0:
        said.append("This was saved before noise was drawn step by step: the same setting, with other random numbers.")
    return new | {"version": VERSION}


def read_json(text: str | bytes, otherwise: Scenario | None = None) -> tuple[Scenario, list[str]]:
    """A scenario from saved JSON: one of ours, or any export that carries one under "scenario". What holds none gives
    `otherwise` (by default the opening one), and says so."""
    instead = "the opening scenario is shown" if otherwise is None else "nothing was changed"
    try:
        raw = json.loads(text)
    except (ValueError, RecursionError):
        return otherwise or opening(FIRST), [f"This is not JSON, or not all of it, so {instead}."]
    raw = raw["scenario"] if isinstance(raw, dict) and "scenario" in raw else raw
    if not _ours(raw):
        return otherwise or opening(FIRST), [f"This does not describe a scenario, so {instead}."]
    return repair(raw)


def _ours(raw: Any) -> bool:
    return isinstance(raw, Mapping) and not FIELDS.isdisjoint(raw)


def _number(
    what: str, value: Any, low: float, high: float, default: float, said: list[str], whole: bool = False
) -> float:
    number = _as_float(value)
    if number is None:
        said.append(f"{what} must be a number, not {_short(value)}; {default:g} is used.")
        return default
    kept = min(max(number, low), high)
    if whole and kept != int(kept):
        kept = float(max(round(kept), low))
    if kept != number:
        said.append(
            f"{what}: {_short(value)} is {'not a whole number' if low < number < high else 'out of range'};"
            f" {kept:,.10g} is used."
        )
    return kept


def _as_float(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if isfinite(number) else None


def _start(value: Any, base: Scenario, said: list[str]) -> tuple[float, float]:
    if not isinstance(value, list | tuple) or len(value) != 2:
        said.append(f"A start is two numbers, not {_short(value)}; {base.start} is used.")
        return base.start
    x, y = (
        _number(f"Start {axis}", v, -FARTHEST, FARTHEST, b, said)
        for axis, v, b in zip("xy", value, base.start, strict=True)
    )
    return x, y


def _parameters(surface: str, given: Any, said: list[str]) -> dict[str, float]:
    known, kept = {q.name: q for q in LANDSCAPES[surface].parameters}, {}
    if not isinstance(given, Mapping):
        said.append("The surface's parameters cannot be read; its own are used.")
        given = {}
    for name, value in given.items():
        if name not in known:
            said.append(f"{LANDSCAPES[surface].title} has no parameter {_short(name)}; it is left out.")
            continue
        q = known[name]
        kept[name] = _number(q.title, value, q.low, q.high, q.default, said)
    return kept


def _contenders(given: Any, base: Scenario, said: list[str]) -> tuple[Contender, ...]:
    if given is None:
        return base.contenders
    if not isinstance(given, list | tuple):
        said.append("The list of optimizers cannot be read; the opening ones are used.")
        return base.contenders
    kept = []
    for entry in given[:MOST_CONTENDERS]:
        name = entry.get("optimizer") if isinstance(entry, Mapping) else entry
        if not isinstance(name, str) or name not in OPTIMIZERS:
            said.append(f"There is no optimizer {_short(name)}; it is left out.")
            continue
        hyper = entry.get("hyper", {}) if isinstance(entry, Mapping) else {}
        kept.append(Contender(optimizer=name, hyper=_hyper(name, hyper, said)))
    if len(given) > MOST_CONTENDERS:
        said.append(f"{len(given)} optimizers are more than one picture holds; the first {MOST_CONTENDERS} are shown.")
    return tuple(kept)


def _hyper(optimizer: str, given: Any, said: list[str]) -> dict[str, Value]:
    record, kept = OPTIMIZERS[optimizer], {}
    if not isinstance(given, Mapping):
        said.append(f"The settings of {record.title} cannot be read; its own are used.")
        return {}
    for name, value in given.items():
        if name not in record.hyperparameters:
            said.append(f"{record.title} has no {_short(name)}; it is left out.")
            continue
        kept[name] = nearest(record.hyperparameters[name], value, getattr(record.hyper, name), record.title, said)
    return kept


def nearest(h: Hyperparameter, value: Any, default: Value, of: str, said: list[str]) -> Value:
    """The legal value nearest to the one given; what was changed is said."""
    if h.choices:
        if isinstance(value, str) and value in h.choices:
            return value
        said.append(f"{h.title} of {of} is one of {', '.join(h.choices)}, not {_short(value)}; {default} is used.")
        return default
    number = _as_float(value)
    # what nears zero from the wrong side is better replaced than clamped
    if h.least > 0 and number is not None and number <= 0:
        said.append(f"{h.title} of {of} must be above 0, not {_short(value)}; {float(default):g} is used.")
        return default
    below = number is not None and number < h.most
    most = h.most if h.closed or below else h.most - 1e-6
    return _number(f"{h.title} of {of}", value, h.least, most, float(default), said)


def _schedule(given: Any, said: list[str]) -> Schedule:
    if not isinstance(given, Mapping):
        said.append("The schedule cannot be read; the rate is constant.")
        return Schedule()
    kind = given.get("kind", "constant")
    if not isinstance(kind, str) or kind not in KINDS:
        said.append(f"There is no schedule {_short(kind)}; the rate is constant.")
        kind = "constant"
    final = _number("The schedule's end", given.get("final", 0.01), 1e-9, 1, 0.01, said)
    try:
        given = {name: given[name] for name in ("at", "by") if name in given}
        return TypeAdapter(Schedule).validate_python({"kind": kind, "final": final, **given})
    except ValueError:
        said.append("Where the schedule steps cannot be read; it falls to a tenth at half and at three quarters.")
        return Schedule(kind=kind, final=final)


def _short(value: Any) -> str:
    text = value if isinstance(value, str) else repr(value)
    return repr(text[:40] + "…") if len(text) > 40 else repr(text) if isinstance(value, str) else text
