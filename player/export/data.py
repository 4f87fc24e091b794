"""A scenario with its results as JSON: outcomes, final values, and the paths at the steps that the player shows."""

import json
from collections.abc import Sequence
from typing import Any

import numpy as np

from dynamics import Trajectory
from player.export.provenance import provenance
from player.frames import frames
from scenarios.scenario import Scenario
from scenarios.summary import arrival


def render_json(scenario: Scenario, runs: Sequence[Trajectory]) -> bytes:
    """Strict JSON: what is not a finite number is null. `scenarios.read_json` reads the scenario back."""
    steps = frames(runs, scenario.steps)
    results = [
        _result(key, title, run, steps) for key, title, run in zip(scenario.keys, scenario.titles, runs, strict=True)
    ]
    return json.dumps(
        _strict(provenance(scenario) | {"results": results}), allow_nan=False, ensure_ascii=False
    ).encode()


def _result(key: str, title: str, run: Trajectory, steps: Any) -> dict[str, Any]:
    outcome, rows = run.outcome, steps[steps < len(run.position)]
    at = run.at(rows)
    return {
        "key": key,
        "title": title,
        "outcome": {
            "kind": outcome.kind.name.lower(),
            "step": outcome.step,
            "period": outcome.period,
            "sentence": outcome.sentence,
        },
        "updates": run.updates,
        "final": {"step": int(run.step[-1]), "position": run.position[-1], "loss": float(run.loss[-1])},
        "steps_to_1e-3": arrival(run),
        "path": {
            "step": run.step[rows],
            "position": at.position,
            "loss": run.loss[rows],
            "effective_lr": at.effective_lr,
        },
    }


def _strict(value: Any) -> Any:
    """Arrays as lists, and null for NaN and infinity."""
    if isinstance(value, np.ndarray):
        return _strict(value.tolist())
    if isinstance(value, float):
        return value if np.isfinite(value) else None
    if isinstance(value, dict):
        return {k: _strict(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_strict(v) for v in value]
    return value
