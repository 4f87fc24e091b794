"""A step that stands on another page: the link that opens it with the lesson's settings, and what comes of them there.

`game.adam.end`, `regret` and `falls` of an online problem, with its settings by name, `game.rare`; and
`lesson.orbit.amplitude` of a closed orbit; `training.accuracy[0]` of a short preset of the page Networks.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pydantic import BaseModel

from dynamics.online import Play
from dynamics.orbits import Orbit
from lessons.trained import training
from scenarios.cycles import Cycle, orbit_of
from scenarios.links import link
from scenarios.mending import mend, wrong
from scenarios.online_scenario import OnlineScenario, playing
from scenarios.page_links import BY_PAGE, NETWORKS
from scenarios.scenario import Scenario

ORBIT: dict[str, tuple[str, Callable[[Orbit], Any]]] = {
    "period": ("steps until it repeats", lambda o: o.period),
    "amplitude": ("half its extent", lambda o: o.amplitude),
    "modulus": ("of its largest multiplier; above 1 it is unstable", lambda o: float(abs(o.multipliers[0]))),
    "stable": ("whether what begins beside it comes to it", lambda o: o.stable),
}
GAME: dict[str, tuple[str, Callable[[Play], Any]]] = {
    "end": ("where it stands after the last round, a mean over the seeds", lambda p: float(p.position[-1].mean())),
    "regret": ("what it lost beside the best fixed point", lambda p: float(p.regret[-1].mean())),
    "falls": ("in what share of its rounds what it divides by falls", lambda p: float(p.budget_falls.mean())),
}


@dataclass(frozen=True)
class Elsewhere:
    """page: its name in addresses; query: what opens it so; state: its model, None on Networks, which has one of its
    own."""

    page: str
    query: Mapping[str, str]
    state: BaseModel | None = None

    @property
    def period(self) -> int:
        """Of the orbit that is looked for; 0 where none is."""
        return int(getattr(self.state, "period", 0)) if self.page == "orbits" else 0

    @property
    def online(self) -> Mapping[str, Any] | None:
        """What each optimizer comes to in the online problem, if it is one."""
        return _comes_to(self.state) if isinstance(self.state, OnlineScenario) else None

    @property
    def trained(self) -> Mapping[str, Any] | None:
        """What the preset of the page Networks comes to."""
        return training(self.query["preset"]) if self.trains else None

    @property
    def trains(self) -> bool:
        return self.page == "networks" and "preset" in self.query

    @property
    def played(self) -> Mapping[str, Any] | None:
        """The names of what `game` holds."""
        if not isinstance(self.state, OnlineScenario):
            return None
        names = (run.optimizer.name.replace("-", "_") for run in self.state.runs)
        return {**dict.fromkeys(type(self.state).model_fields), **{name: dict.fromkeys(GAME) for name in names}}


def elsewhere(page: str, settings: Mapping[str, Any], scenario: Scenario | None) -> Elsewhere:
    """A page by name, with settings; one that shows a scenario shows the step's. Raises ValueError with a sentence."""
    if page == "networks":
        if unknown := sorted(set(settings) - NETWORKS):
            raise ValueError(f"The page Networks has no setting {unknown[0]!r}.")
        return Elsewhere(page, {name: str(value) for name, value in settings.items()})
    if page not in BY_PAGE:
        raise ValueError(f"There is no page {page!r}: {', '.join((*BY_PAGE, 'networks'))}.")
    model = BY_PAGE[page]
    shown = {"s": scenario} if "s" in model.model_fields and scenario else {}
    state, notices = mend(model, {**shown, **settings})
    if notices:
        raise ValueError(wrong(notices[0]))
    return Elsewhere(page, link(state), state)


@lru_cache(maxsize=64)
def found_orbit(scenario: str, period: int) -> Orbit:
    """Of a scenario's first optimizer. Raises ValueError with a sentence where there is none."""
    return orbit_of(Cycle(Scenario.model_validate_json(scenario), period))[1]


def orbit(scenario: str, period: int) -> Mapping[str, Any]:
    """The same, as ORBIT names it."""
    found = found_orbit(scenario, period)
    return {name: of(found) for name, (_, of) in ORBIT.items()}


@lru_cache(maxsize=64)
def _comes_to(state: OnlineScenario) -> Mapping[str, Any]:
    ends = {
        run.optimizer.name.replace("-", "_"): {name: of(play) for name, (_, of) in GAME.items()}
        for run, play in zip(state.runs, playing(state.runs), strict=True)
    }
    return {**state.model_dump(), **ends}
