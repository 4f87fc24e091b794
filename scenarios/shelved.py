"""What the reader kept on the shelf, opened over the scenario on screen: a scenario, a surface or a typed rule."""

import json
from collections.abc import Mapping
from typing import Any

from landscapes import LANDSCAPES
from landscapes.typed.surface import MARK
from scenarios.forks import forks_stay
from scenarios.opening import contender
from scenarios.repair import read_json
from scenarios.scenario import MOST_CONTENDERS, Scenario


def offers(scenario: Scenario) -> list[dict[str, Any]]:
    """What of a scenario can be kept, as {kind, title}: itself; its surface, where it is the reader's own; each typed
    rule, with its `place` among the contenders."""
    surface, own = scenario.surface, [("surface", "the surface")]
    if not surface.startswith(MARK) and LANDSCAPES.keeper(surface) is None:
        own = []
    rules = [
        {"kind": "rule", "title": f"the rule “{title}”", "place": place}
        for place, (one, title) in enumerate(zip(scenario.contenders, scenario.titles, strict=True))
        if one.optimizer.startswith(MARK)
    ]
    return [{"kind": kind, "title": title} for kind, title in [("scenario", "this picture"), *own]] + rules


def shelved(kind: str, holds: Any, before: Scenario) -> tuple[Scenario, list[str]]:
    """The scenario that an entry of the shelf opens over `before`, and what is to be said: a surface with the
    optimizers that race, a rule behind them. One that cannot be read changes nothing, and it is said why."""
    if not isinstance(holds, Mapping):
        return before, ["This entry of the shelf cannot be read, so nothing was changed."]
    if kind == "rule":
        if len(before.contenders) >= MOST_CONTENDERS:
            return before, [f"At most {MOST_CONTENDERS} optimizers at once."]
        raw = json.loads(before.to_json())
        return read_json(json.dumps(raw | {"contenders": [*raw["contenders"], dict(holds)]}), before)
    if kind != "surface":
        return read_json(json.dumps(holds), before)
    scenario = {name: holds[name] for name in ("surface", "parameters") if name in holds}
    opened, notices = read_json(json.dumps({"surfaces": holds.get("surfaces"), "scenario": scenario}), before)
    if opened is before:
        return before, notices
    names = dict.fromkeys(one.optimizer for one in before.contenders)
    titles = [one.configured.title for one in before.contenders]
    notices += forks_stay([one.fork for one in before.contenders], [one.optimizer for one in before.contenders], titles)
    return opened.model_copy(update={"contenders": tuple(contender(opened.surface, name) for name in names)}), notices
