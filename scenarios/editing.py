"""Changing a scenario: one event from the page in, the next scenario out, and a sentence for whatever could not be
taken as given."""

from typing import Any

from dynamics import OPTIMIZERS
from landscapes import LANDSCAPES
from scenarios.opening import contender, opening, suited
from scenarios.presets import PRESETS
from scenarios.repair import repair
from scenarios.scenario import MOST_CONTENDERS, Scenario


def edit(scenario: Scenario, kind: str, value: Any) -> tuple[Scenario, list[str]]:
    """Kinds: surface (name), preset (name), parameter ({name: value}), start ([x, y]), hyper ({key, hyper or None}),
    add (optimizer), drop, only, copy (key), set ({field: value}). Anything else, and anything malformed, changes
    nothing and says so."""
    try:
        if kind == "surface":
            return _on(str(value), scenario), []
        if kind == "preset":
            return PRESETS[value].scenario, []
        raw = scenario.model_dump()
        _change(raw, scenario, kind, value)
    except (KeyError, TypeError, ValueError, IndexError, AttributeError):
        return scenario, ["That change could not be read, so nothing was changed."]
    return repair(raw)


def _on(surface: str, scenario: Scenario) -> Scenario:
    """The same optimizers on another surface, from its own start, with rates that suit it."""
    usual = opening(surface)
    names = dict.fromkeys(c.optimizer for c in scenario.contenders)
    return usual.model_copy(update={"contenders": tuple(contender(surface, name) for name in names)})


def _change(raw: dict[str, Any], scenario: Scenario, kind: str, value: Any) -> None:
    listed = list(raw["contenders"])
    if kind == "parameter":
        raw["parameters"] = raw["parameters"] | dict(value)
        own = {q.name: q.default for q in LANDSCAPES[scenario.surface].parameters}
        raw["parameters"] = {name: v for name, v in raw["parameters"].items() if v != own.get(name)}
    elif kind == "start":
        raw["start"] = list(value)
    elif kind == "hyper":
        i = scenario.keys.index(value["key"])
        name = listed[i]["optimizer"]
        given = suited(scenario.surface, name) if value["hyper"] is None else listed[i]["hyper"] | dict(value["hyper"])
        listed[i] = {
            "optimizer": name,
            "hyper": {k: v for k, v in given.items() if v != getattr(OPTIMIZERS[name].hyper, k, None)},
        }
    elif kind == "add":
        listed.append(contender(scenario.surface, OPTIMIZERS[value].name).model_dump())
    elif kind == "drop":
        del listed[scenario.keys.index(value)]
    elif kind == "only":
        listed = [listed[scenario.keys.index(value)]]
    elif kind == "copy":
        if len(listed) < MOST_CONTENDERS:
            i = scenario.keys.index(value)
            listed.insert(i + 1, listed[i])
    elif kind == "set":
        raw |= dict(value)
    else:
        raise KeyError(kind)
    raw["contenders"] = listed
