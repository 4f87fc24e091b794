"""Optimizers and their dynamics in the plane.

run = simulate(LANDSCAPES["ripple"], OPTIMIZERS["adam"].with_(lr=0.1), start=(1.0, 0.3), steps=500)
"""

from dynamics import optimizers
from dynamics.branching import Branch, branch, fork
from dynamics.endpoints import Endpoints, endpoints
from dynamics.optimizer import Optimizer
from dynamics.orbits import Orbit, find_orbit
from dynamics.outcomes.outcome import Kind, Outcome
from dynamics.parting import Parting, parting
from dynamics.rule_text import rule_text
from dynamics.schedules import Schedule
from dynamics.state import State
from dynamics.trajectory import Trajectory, simulate
from dynamics.typed import find, rule
from engines.formula import FormulaError
from engines.registry import Gallery, collect

OPTIMIZERS: Gallery[Optimizer] = Gallery(collect(optimizers, "OPTIMIZER"))
OPTIMIZERS.sources.append(find)

__all__ = [
    "OPTIMIZERS",
    "Branch",
    "Endpoints",
    "FormulaError",
    "Kind",
    "Optimizer",
    "Orbit",
    "Outcome",
    "Parting",
    "Schedule",
    "State",
    "Trajectory",
    "branch",
    "endpoints",
    "find_orbit",
    "fork",
    "parting",
    "rule",
    "rule_text",
    "simulate",
]
