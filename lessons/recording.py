"""What a page without a server cannot compute, recorded for it: the judge's sentences, the orbit that it follows from
there, online problems and trainings.

A chart is plain data: {title, across, up, ends, log, lines: [{name, light, dark, dash, points: [[x, y], ...]}]}; ends:
what the axis up holds at least; log: which axes are logarithmic, of "across" and "up".
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import numpy as np
import numpy.typing as npt

from dynamics import OPTIMIZERS, Optimizer
from lessons.elsewhere import Elsewhere, found_orbit
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
    """Of what the step shows, and of what it becomes by the changes that the lesson names: words, online problem."""
    changes = ({}, step.near, step.do) if step.goal else ({},)
    return [_recording(after(step, change), step) for change in changes] if step.scenario or step.online else []


def cycle(step: Step) -> dict[str, Any] | None:
    """The orbit that the step's page shows, by a state on it, from which the page without a server goes on
    (static/lesson/cycle.js); None where there is none."""
    if not (step.scenario and step.page and step.page.period):
        return None
    try:
        found = found_orbit(step.scenario.to_json(), step.page.period)
    except ValueError:
        return None
    of = {"period": found.period, "amplitude": found.amplitude, "state": found.state[0].tolist()}
    return {"scenario": step.scenario.model_dump(mode="json"), **of}


def _recording(shown: Scenario | OnlineScenario, step: Step) -> dict[str, Any]:
    found: dict[str, Any] = {"scenario": shown.model_dump(mode="json")}
    if isinstance(shown, OnlineScenario):
        return found | {"told": {"game": _plain(about(step, shown)["game"])}, "charts": [online_chart(shown)]}
    return found | {"book": asdict(whole_book(shown)), "ends": [each.outcome.sentence for each in run(shown)]}


def elsewhere_recorded(page: Elsewhere, trains: bool) -> dict[str, Any]:
    """What the page of a step shows beyond its recordings: a training, by charts and, if `trains`, by name."""
    told = {"training": _plain(page.trained)} if trains else {}
    return {"told": told, "charts": training_charts(page.query["preset"])} if page.trains else {}


def online_chart(state: OnlineScenario) -> dict[str, Any]:
    """Where each optimizer of an online problem is, round by round."""
    lines = [
        _line(each.optimizer.title, each.optimizer, each.round, each.position.mean(axis=1))
        for each in playing(state.runs)
    ]
    return {
        "title": "Position, a mean over the seeds",
        "across": "round",
        "up": "x",
        "ends": [state.low, state.high],
        "log": ["across"] if state.rounds > 100 else [],
        "lines": lines,
    }


def training_charts(preset: str) -> list[dict[str, Any]]:
    """Training loss and validation accuracy of each run of a preset of the page Networks, trained here."""
    found = trained(preset, RECORDED if _is_long(preset) else None)
    short = found.updates < found.whole
    part = f", the first {found.updates:,} of {found.whole:,} updates" if short else ""

    def chart(title: str, up: str, x: Array, rows: Array, more: dict[str, Any]) -> dict[str, Any]:
        runs = zip(found.titles, found.optimizers, rows, strict=True)
        lines = [_line(name, OPTIMIZERS[optimizer], x, row) for name, optimizer, row in runs]
        return {"title": f"{title}, one seed{part}", "across": "update", "up": up, "lines": lines, **more}

    updates = np.arange(1, found.updates + 1)
    return [
        chart("Training loss", "loss", updates, found.loss, {"ends": [], "log": ["up"]}),
        chart("Validation accuracy", "%", found.at, 100 * found.accuracy, {"ends": [0, 100], "log": []}),
    ]


def _is_long(preset: str) -> bool:
    from networks.experiment.training_presets import TRAINING_PRESETS

    return len(TRAINING_PRESETS[preset].experiments) > 1


def _line(name: str, optimizer: Optimizer, x: Array, y: Array) -> dict[str, Any]:
    rows = np.unique(np.linspace(0, len(x) - 1, MOST_POINTS).astype(int))
    points = [[int(a), float(f"{b:.4g}")] for a, b in zip(x[rows], y[rows], strict=True) if np.isfinite(b)]
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
