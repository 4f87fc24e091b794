"""What a lesson may ask of a run, by name. One list: the expressions of every lesson, and the page that explains it.

`lesson.` is the step's own run, `run.` (or nothing before it) the reader's. Then the contender, then a quantity:
`run.adam.first(1e-3)`, `lesson.heavy_ball.sharpness[0]`. Also `start.x`, `start.y`, `steps`, `noise`, `surface.` with
the surface's parameters, and `goal`, the numbers that the step's goal names. Steps count from 0; [-1] is the last that
stayed finite.
"""

from collections import ChainMap
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache
from typing import Any

import numpy as np

from dynamics import Trajectory
from dynamics.orbits.thermometer import thermometer
from dynamics.outcomes.outcome import Kind
from lessons.elsewhere import ORBIT, Elsewhere, orbit
from lessons.lesson import Step
from lessons.operations import when
from lessons.trained import PLANNED, TRAINING, planned
from scenarios.online_scenario import OnlineScenario
from scenarios.running import run
from scenarios.scenario import Scenario

AWAY = (Kind.LEFT, Kind.DIVERGED)

QUANTITIES: dict[str, tuple[str, Callable[[Trajectory], Any]]] = {
    "x": ("position, by step", lambda t: t.position[:, 0]),
    "y": ("position, by step", lambda t: t.position[:, 1]),
    "loss": ("f, by step", lambda t: t.loss),
    "gradient_x": ("the gradient's x, by step", lambda t: t.gradient[:, 0]),
    "gradient_y": ("the gradient's y, by step", lambda t: t.gradient[:, 1]),
    "distance": ("to the nearest known minimum, by step", lambda t: t.distance),
    "step_x": ("what each update adds to x", lambda t: np.diff(t.position[:, 0])),
    "step_y": ("what each update adds to y", lambda t: np.diff(t.position[:, 1])),
    "rate_x": ("effective rate of x, by step", lambda t: t.effective_lr[:, 0]),
    "rate_y": ("effective rate of y, by step", lambda t: t.effective_lr[:, 1]),
    "sharpness": ("sharpness over threshold, by step", lambda t: thermometer(t).ratio),
    "updates": ("how many stayed finite", lambda t: t.updates),
    "first": ("first(r): updates until first within r of a minimum; inf if never", lambda t: _first(t)),
    "stays": ("stays(r): updates until within r for good, as far as the run goes; inf if never", lambda t: _stays(t)),
    "repeats": ("repeats(n): whether it ends on a cycle of n steps", lambda t: _repeats(t)),
    "settles": ("whether it comes to rest at a minimum", lambda t: t.outcome.kind is Kind.SETTLED),
    "outcome": ("how it ends, in words", lambda t: t.outcome.sentence),
    "left": ("whether it leaves the map for good", lambda t: t.outcome.kind in AWAY),
}


def _near(t: Trajectory, radius: float) -> Any:
    """By step, whether it is within a radius of a minimum."""
    return t.surface.within(radius, *t.position.T)


def _first(t: Trajectory) -> Callable[[float], float]:
    return lambda radius: when(_near(t, radius))


def _stays(t: Trajectory) -> Callable[[float], float]:
    def stays(radius: float) -> float:
        away = np.flatnonzero(~_near(t, radius))
        last = int(away[-1]) + 1 if len(away) else 0
        return float(last) if last < len(t.position) else np.inf

    return stays


def _repeats(t: Trajectory) -> Callable[[float], bool]:
    return lambda period: t.outcome.kind is Kind.CYCLE and t.outcome.period == period


def in_expressions(key: str) -> str:
    """A contender's key as expressions write it: heavy_ball, since a hyphen there takes away."""
    return key.replace("-", "_")


class Measured(Mapping[str, Any]):
    """One contender's settings and quantities; each is computed when it is asked for."""

    def __init__(self, trajectory: Trajectory) -> None:
        self.trajectory = trajectory
        self.hyper = trajectory.optimizer.hyper._asdict()

    def __getitem__(self, name: str) -> Any:
        return self.hyper[name] if name in self.hyper else QUANTITIES[name][1](self.trajectory)

    def __iter__(self) -> Iterator[str]:
        return iter({**self.hyper, **QUANTITIES})

    def __len__(self) -> int:
        return len({**self.hyper, **QUANTITIES})


class Told(Mapping[str, Any]):
    """What is known of a scenario: its settings, and its contenders by key. It runs when a contender is asked for."""

    def __init__(self, scenario: Scenario, period: int = 0) -> None:
        self.scenario, self.period = scenario, period
        land = scenario.landscape
        self.settings: dict[str, Any] = {
            "start": {"x": scenario.start[0], "y": scenario.start[1]},
            "steps": scenario.steps,
            "noise": scenario.noise,
            "surface": dict(land.settings),
        }
        self.names = [in_expressions(key) for key in scenario.keys]
        self.also = ["orbit"] if period else []

    @cached_property
    def runs(self) -> dict[str, Measured]:
        return {key: Measured(each) for key, each in zip(self.names, run(self.scenario), strict=True)}

    def __getitem__(self, name: str) -> Any:
        if name in self.also:
            return orbit(self.scenario.to_json(), self.period)
        return self.settings[name] if name in self.settings else self.runs[name]

    def __iter__(self) -> Iterator[str]:
        return iter((*self.settings, *self.also, *self.names))

    def __len__(self) -> int:
        return len(self.settings) + len(self.also) + len(self.names)

    def __contains__(self, name: object) -> bool:
        return name in self.settings or name in self.also or name in self.names


@lru_cache(maxsize=128)
def told(scenario: str, period: int = 0) -> Told:
    """Of a scenario as JSON; shared by all who look at the same."""
    return Told(Scenario.model_validate_json(scenario), period)


class Trains(Mapping[str, Any]):
    """What the preset of a page comes to, trained when it is asked for what no plan tells."""

    def __init__(self, page: Elsewhere) -> None:
        self.page = page

    def __getitem__(self, name: str) -> Any:
        return planned(self.page.query["preset"])[name] if name in PLANNED else (self.page.trained or {})[name]

    def __iter__(self) -> Iterator[str]:
        return iter(TRAINING)

    def __len__(self) -> int:
        return len(TRAINING)

    def __contains__(self, name: object) -> bool:
        return name in TRAINING


class Both(Mapping[str, Any]):
    """The step's own scenario as `lesson`, the reader's as `run` and by its own names; `game` where another page plays
    one."""

    def __init__(
        self,
        own: Scenario | None,
        readers: Scenario | None = None,
        page: Elsewhere | None = None,
        goal: Sequence[float] = (),
    ) -> None:
        period = page.period if page else 0
        self.goal, self.page, self.own = goal, page, told(own.to_json(), period) if own else None
        self.readers = told(readers.to_json(), period) if readers else self.own

    @property
    def alone(self) -> "Both":
        """The lesson's own, for both."""
        return Both(self.own.scenario if self.own else None, None, self.page, self.goal)

    @cached_property
    def _all(self) -> Mapping[str, Any]:
        own = {"lesson": self.own, "run": self.readers} if self.own else {}
        online = self.page.online if self.page else None
        there: dict[str, Any] = {"game": online} if online else {}
        if self.goal:
            there["goal"] = np.array(self.goal)
        if self.page and self.page.trains:
            there["training"] = Trains(self.page)
        return ChainMap(own, there, self.readers or {})  # type: ignore[arg-type]

    def __getitem__(self, name: str) -> Any:
        return self._all[name]

    def __contains__(self, name: object) -> bool:
        return name in self._all

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)


def about(step: Step, readers: Scenario | OnlineScenario | None = None) -> Both:
    """What a step's expressions are asked of; readers: the run of the reader, or the online problem."""
    goal, page = step.goal.constants if step.goal else (), step.page
    if isinstance(readers, OnlineScenario):
        return Both(step.scenario, None, replace(page, state=readers) if page else None, goal)
    return Both(step.scenario, readers, page, goal)


def unknown(path: Sequence[str], step: Step) -> str | None:
    """The sentence that says where a path leaves what the step's runs are asked for; None if it does not."""
    here: Any = _vocabulary(step)
    for k, name in enumerate(path):
        if not isinstance(here, Mapping) or name not in here:
            known = ", ".join(sorted(here)) if isinstance(here, Mapping) else "nothing"
            return f"{'.'.join(path[: k + 1])} is not known; here are {known}."
        here = here[name]
    return None


def _vocabulary(step: Step) -> dict[str, Any]:
    """The names alone, without a run."""
    own: dict[str, Any] = {}
    if step.scenario:
        own = {"start": dict.fromkeys("xy"), "steps": None, "noise": None}
        own["surface"] = dict.fromkeys(step.scenario.landscape.settings)
        for key, contender in zip(step.scenario.keys, step.scenario.contenders, strict=True):
            own[in_expressions(key)] = dict.fromkeys((*contender.configured.hyper._fields, *QUANTITIES))
        if step.page and step.page.period:
            own["orbit"] = dict.fromkeys(ORBIT)
    online = step.page.played if step.page else None
    there: dict[str, Any] = {"game": online} if online else {}
    if step.goal:
        there["goal"] = None
    if step.page and step.page.trains:
        there["training"] = dict.fromkeys(TRAINING)
    return {**own, **({"lesson": own, "run": own} if own else {}), **there}
