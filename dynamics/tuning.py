"""A fair comparison: the learning rate of each optimizer tuned under an equal budget."""

from dataclasses import dataclass

import numpy as np

from dynamics.optimizer import Optimizer
from dynamics.schedules import CONSTANT, Schedule
from dynamics.trajectory import Trajectory, simulate
from landscapes.landscape import Landscape, Point

RATES = tuple(float(f"{r:.2g}") for r in np.geomspace(1e-5, 10.0, 31))
HORIZON = 5_000  # longest trial
OBJECTIVE = "the lowest loss, averaged over the last tenth of the steps"


@dataclass(frozen=True)
class Tuned:
    optimizer: Optimizer
    score: float  # the objective at the chosen rate: mean loss above the minimum


def score(run: Trajectory) -> float:
    """Mean loss over the last tenth of the steps; infinite where the run diverged."""
    if run.updates < run.steps:
        return np.inf
    return float(np.mean(run.loss[-max(1, run.steps // 10) :]))


def tune(
    surface: Landscape,
    optimizer: Optimizer,
    start: Point,
    steps: int,
    noise: float = 0.0,
    seed: int = 0,
    schedule: Schedule = CONSTANT,
) -> Tuned:
    """Try every rate in RATES over min(steps, HORIZON) steps and keep the best by OBJECTIVE; the first of equals.

    Where every rate diverges the optimizer keeps its own, and the score is infinite.
    Raises ValueError on a surface without a known minimum: there is no lowest loss to tune for.
    """
    if surface.lowest is None:
        raise ValueError(f"{surface.title} has no lowest point, so there is nothing to tune the rates for.")
    trials = [optimizer.with_(lr=rate) for rate in RATES]
    scores = [
        score(simulate(surface, t, start, min(steps, HORIZON), noise=noise, seed=seed, schedule=schedule))
        for t in trials
    ]
    best = int(np.argmin(scores))
    return Tuned(trials[best] if np.isfinite(scores[best]) else optimizer, scores[best] - surface.lowest)
