"""What a page without a server cannot compute, recorded for it: the judge's sentences, orbits, online problems and
trainings.

A chart is plain data: {title, across, up, ends, log, lines: [{name, light, dark, dash, points: [[x, y], ...]}]}; ends:
what the axis up holds at least; log: whether the axis across is logarithmic.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import numpy as np
import numpy.typing as npt

from dynamics import OPTIMIZERS, Optimizer
from lessons.elsewhere import Elsewhere, orbit
from lessons.lesson import Step
from lessons.parts import after
from lessons.quantities import about
from lessons.trained import RECORDED, trained
from scenarios.book import whole_book
from scenarios.online_scenario import OnlineScenario, playing
from scenarios.running import run
from scenarios.scenario import Scenario

Array = npt.NDArray[Any]

MOST_POINTS = 240  # of a line


def recordings(step: Step) -> list[dict[str, Any]]:
    """Of what the step shows, and of what it becomes by the changes that the lesson names: words, orbit, online
    problem."""
    changes = ({}, step.near, step.do) if step.goal else ({},)
    return [_recording(after(step, change), step) for change in changes] if step.scenario or step.online else []


def _recording(shown: Scenario | OnlineScenario, step: Step) -> dict[str, Any]:
    found: dict[str, Any] = {"scenario": shown.model_dump(mode="json")}
    if isinstance(shown, OnlineScenario):
        return found | {"told": {"game": _plain(about(step, shown)["game"])}, "chart": _online_chart(shown)}
    found |= {"book": asdict(whole_book(shown)), "ends": [each.outcome.sentence for each in run(shown)]}
    if step.page and step.page.period:
        try:
            found["told"] = {"orbit": dict(orbit(shown.to_json(), step.page.period))}
        except ValueError:  # there is none at these settings
            found["told"] = {}
    return found


def elsewhere_recorded(page: Elsewhere, trains: bool) -> dict[str, Any]:
    """What the page of a step shows beyond its recordings: a training, by a chart and, if `trains`, by name."""
    told = {"training": _plain(page.trained)} if trains else {}
    return {"told": told, "chart": _training_chart(page.query["preset"])} if page.trains else {}


def _online_chart(state: OnlineScenario) -> dict[str, Any]:
    lines = [
        _line(each.optimizer.title, each.optimizer, each.round, each.position.mean(axis=1))
        for each in playing(state.runs)
    ]
    return {
        "title": "Position, a mean over the seeds",
        "across": "round",
        "up": "x",
        "ends": [state.low, state.high],
        "log": state.rounds > 100,
        "lines": lines,
    }


def _training_chart(preset: str) -> dict[str, Any]:
    """Validation accuracy of each run of the preset."""
    found = trained(preset, RECORDED if _is_long(preset) else None)
    lines = [
        _line(title, OPTIMIZERS[name], found.at, 100 * accuracy)
        for title, name, accuracy in zip(found.titles, found.optimizers, found.accuracy, strict=True)
    ]
    short = found.updates < found.whole
    part = f", the first {found.updates:,} of {found.whole:,} updates" if short else ""
    title = f"Validation accuracy, one seed{part}"
    return {"title": title, "across": "update", "up": "%", "ends": [0, 100], "log": False, "lines": lines}


def _is_long(preset: str) -> bool:
    from networks.experiment.training_presets import TRAINING_PRESETS

    return len(TRAINING_PRESETS[preset].experiments) > 1


def _line(name: str, optimizer: Optimizer, x: Array, y: Array) -> dict[str, Any]:
    rows = np.unique(np.linspace(0, len(x) - 1, MOST_POINTS).astype(int))
    points = [[int(a), float(f"{b:.4g}")] for a, b in zip(x[rows], y[rows], strict=True)]
    look = optimizer.series
    return {"name": name, "light": look.light, "dark": look.dark, "dash": look.dash, "points": points}


def _plain(value: Any) -> Any:
    """As JSON holds it."""
    if isinstance(value, Mapping):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, np.ndarray):
        return value.tolist()
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_plain(each) for each in value]
    return value.item() if isinstance(value, np.generic) else value
