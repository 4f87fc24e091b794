"""Closed orbits worth seeing, each with the setting in which it is found."""

from dataclasses import dataclass
from typing import Any

from dynamics import Trajectory
from dynamics.orbits import Orbit, find_orbit
from dynamics.outcomes.repetition import MOST
from scenarios.running import run
from scenarios.scenario import Contender, Scenario

BOWL: dict[str, Any] = {
    "surface": "smooth-valley",
    "parameters": {"steepness": 1.0},
    "start": (0.5, 0.3),
    "steps": 6_000,
}  # x² + y²
ALONG: dict[str, Any] = {"steps": 6_000}


@dataclass(frozen=True)
class Cycle:
    """An optimizer on a surface (the scenario's first contender), and the period of the orbit that is looked for."""

    scenario: Scenario
    period: int = 2

    def __post_init__(self) -> None:
        if not 1 <= self.period <= MOST:
            raise ValueError(f"A period is a whole number from 1 to {MOST}; got {self.period}.")
        if self.scenario.noise or self.scenario.schedule.kind != "constant":
            raise ValueError("Under noise or a schedule nothing repeats, so there is no orbit to look for.")


def orbit_of(cycle: Cycle) -> tuple[Trajectory, Orbit]:
    """The scenario's own run, and the orbit: the one that the run ends on, else one near the start. Raises ValueError
    with a sentence if there is none."""
    scenario = cycle.scenario
    (way,) = run(scenario)
    near = way if way.outcome.period == cycle.period and way.updates == way.steps else scenario.start
    return way, find_orbit(scenario.landscape, way.optimizer, near, cycle.period)


def _on(land: dict[str, Any], optimizer: str, period: int = 2, **hyper: Any) -> Cycle:
    return Cycle(Scenario(**land, contenders=(Contender(optimizer=optimizer, hyper=hyper),)), period)


SHARP: dict[str, Any] = {"surface": "sharp-valley", "start": (0.05, 0.05)} | ALONG
RIPPLE: dict[str, Any] = {"surface": "ripple", "start": (2.0, 1.0)} | ALONG

CYCLES = {
    "A stable 2-cycle": _on(BOWL, "adam", lr=0.1, beta1=0.1, beta2=0.99),
    "Adam's defaults": _on(BOWL, "adam", lr=0.1),
    "At the edge": _on(BOWL, "adam", lr=0.1, beta1=0.1724, beta2=0.99),
    "RMSProp": _on(BOWL, "rmsprop", lr=0.1),
    "NAdam": _on(BOWL, "nadam", lr=0.1, beta1=0.1, beta2=0.99),
    "Sharp valley: twelve steps": _on(SHARP, "adam", 12, lr=0.01, bias_correction="gradient-init"),
    "Gradient descent on the ripple": _on(RIPPLE, "sgd", lr=0.09),
}
