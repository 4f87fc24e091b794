"""Python code that makes the same runs with the packages of this repository."""

import json
from collections.abc import Sequence

from dynamics import OPTIMIZERS, Trajectory
from landscapes import LANDSCAPES
from player.export.provenance import QUERY, versions
from scenarios.permalink import encode
from scenarios.scenario import Contender, Scenario
from scenarios.version import PRODUCT, RELEASE


def render_code(scenario: Scenario, runs: Sequence[Trajectory]) -> bytes:
    """It prints each outcome and final position, and shows the map. Run it from the root of the repository."""
    return code(scenario).encode()


def code(scenario: Scenario) -> str:
    """The code, as text."""
    scheduled, keeper = scenario.schedule.kind != "constant", LANDSCAPES.keeper(scenario.surface)
    lines = [
        *(f"# {' '.join(line.split())}" for line in _told(scenario)),
        "",
        *([f"import {keeper}  # finds this surface, on this machine"] if keeper else []),
        f"from dynamics import OPTIMIZERS, {'Schedule, ' if scheduled else ''}simulate",
        "from figures import map_2d",
        "from landscapes import LANDSCAPES",
        "",
        f"surface = {_surface(scenario)}",
        f"settings = {_settings(scenario)}",
        "runs = [",
        *(f"    simulate(surface, {_optimizer(c)}, **settings)," for c in scenario.contenders),
        "]",
        "for run in runs:",
        '    print(f"{run.optimizer.title} {run.outcome.sentence}: {run.position[-1].tolist()!r}")',
    ]
    return "\n".join(lines + (["map_2d(*runs).show()"] if scenario.contenders else [])) + "\n"


def _told(scenario: Scenario) -> list[str]:
    """What the comments say: where this comes from, and the conventions."""
    optimizers = {c.optimizer: c.configured for c in scenario.contenders}
    return [
        f"{scenario.landscape.title}, made with {PRODUCT} {RELEASE}. Run this from the root of the repository.",
        f"Made with: {', '.join(f'{name} {version}' for name, version in versions().items())}",
        f"scenario: {scenario.to_json()}",
        f"link: ?{QUERY}={encode(scenario)}",
        *(f"{optimizer.title}: {optimizer.source}. {optimizer.conventions}" for optimizer in optimizers.values()),
    ]


def _surface(scenario: Scenario) -> str:
    usual = LANDSCAPES[scenario.surface].settings
    return _with(
        f"LANDSCAPES[{_literal(scenario.surface)}]", {k: v for k, v in scenario.parameters.items() if v != usual[k]}
    )


def _optimizer(contender: Contender) -> str:
    usual = OPTIMIZERS[contender.optimizer].hyper._asdict()
    hyper = contender.configured.hyper._asdict()
    return _with(f"OPTIMIZERS[{_literal(contender.optimizer)}]", {k: v for k, v in hyper.items() if v != usual[k]})


def _settings(scenario: Scenario) -> str:
    given = [f"start={scenario.start!r}", f"steps={scenario.steps}"]
    if scenario.noise:
        given += [f"noise={scenario.noise!r}", f"seed={scenario.seed}"]
    if scenario.schedule.kind != "constant":
        t = scenario.schedule
        given.append(f"schedule=Schedule({_literal(t.kind)}, final={t.final!r}, at={t.at!r}, by={t.by!r})")
    return f"dict({', '.join(given)})"


def _with(expression: str, changed: dict[str, object]) -> str:
    return (
        f"{expression}.with_({', '.join(f'{k}={_literal(v)}' for k, v in changed.items())})" if changed else expression
    )


def _literal(value: object) -> str:
    return json.dumps(value) if isinstance(value, str) else repr(value)
