"""Where an exported file comes from: the scenario, its link, the versions that ran it, and the conventions of each
optimizer."""

import json
import platform
from typing import Any

import numba
import numpy

from dynamics import OPTIMIZERS
from dynamics.hyperparameters import Value
from dynamics.words import number, place
from scenarios.permalink import encode
from scenarios.scenario import Scenario
from scenarios.version import PRODUCT, RELEASE

QUERY = "s"  # the query parameter that holds a permalink


def versions() -> dict[str, str]:
    return {
        "descent-explorer": RELEASE,
        "python": platform.python_version(),
        "numpy": numpy.__version__,
        "numba": numba.__version__,
    }


def conventions(scenario: Scenario) -> dict[str, dict[str, Any]]:
    """For each contender: its source, what libraries do, and every hyperparameter as it was run."""
    return {
        key: {
            "title": title,
            "source": c.configured.source,
            "conventions": c.configured.conventions,
            "hyperparameters": c.configured.hyper._asdict(),
        }
        for key, title, c in zip(scenario.keys, scenario.titles, scenario.contenders, strict=True)
    }


def provenance(scenario: Scenario) -> dict[str, Any]:
    """All of it, as plain JSON values; `scenarios.read_json` reads the scenario back."""
    return {
        "software": f"{PRODUCT} {RELEASE}",
        "scenario": json.loads(scenario.to_json()),
        "link": f"?{QUERY}={encode(scenario)}",
        "versions": versions(),
        "conventions": conventions(scenario),
    }


def as_text(scenario: Scenario) -> str:
    """The provenance as one line of JSON, in ASCII: safe in any file's comment."""
    return json.dumps(provenance(scenario), allow_nan=False)


def settings(scenario: Scenario) -> list[str]:
    """One phrase for each contender, "Adam η 0.2, β₂ 0.99": its learning rate, and what else differs from its defaults
    or a copy's."""
    out = []
    for title, c in zip(scenario.titles, scenario.contenders, strict=True):
        optimizer = c.configured
        rows = [
            OPTIMIZERS[c.optimizer].hyper,
            *(other.configured.hyper for other in scenario.contenders if other.optimizer == c.optimizer),
        ]
        words = []
        for h in optimizer.hyperparameters.values():
            value = getattr(optimizer.hyper, h.name)
            if h.name == "lr" or any(value != getattr(row, h.name) for row in rows):
                words.append(f"{h.symbol or h.name.replace('_', ' ')} {_plain(value)}")
        out.append(f"{title} {', '.join(words)}".strip())
    return out


def _plain(value: Value) -> str:
    return value if isinstance(value, str) else number(value).replace(".0 ×", " ×")


def conditions(scenario: Scenario) -> str:
    """From where, how long, on what surface, and under what noise and schedule: "From (3, −1.85), 200 steps, a = 1, b =
    100"."""
    land = scenario.landscape
    words = [f"From {place(scenario.start)}", f"{scenario.steps:,} step{'s' if scenario.steps > 1 else ''}"]
    words += [f"{q.symbol} = {number(v)}" for q, v in zip(land.parameters, land.settings.values(), strict=True)]
    if scenario.noise:
        words.append(f"noise {number(scenario.noise)} with seed {scenario.seed}")
    if scenario.schedule.kind != "constant":
        end = f" to {number(scenario.schedule.final)}" if scenario.schedule.kind == "exponential" else ""
        words.append(f"{scenario.schedule.kind} schedule{end}")
    return ", ".join(words)
