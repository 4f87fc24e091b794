"""The bounds beside what the rule does, number for number."""

from typing import NamedTuple

import numpy as np

from dynamics.bounds.crossing import coasting_steps, crossing_bound, heavy_ball_ramp, steady_ramp
from dynamics.bounds.largest_step import correction_factor, step_bound
from dynamics.bounds.worst import coast, worst_gradients
from dynamics.on_arrays import Stepper
from dynamics.optimizer import Optimizer

RAMP = 1_000  # gradients of a steady ramp


class Check(NamedTuple):
    """A quantity in η: by the formula, and as the rule attained it."""

    what: str
    formula: float
    run: float


def against_runs(adam: Optimizer, gradients: int, soon: int, heavy_ball: Optimizer) -> list[Check]:
    """Adam's bounds and the runs that attain them; the decays must satisfy β₁² < β₂.

    gradients: of the worst sequence; soon: after so many, more add nothing to an uncorrected step.
    """
    b1 = adam.hyper.beta1
    b2 = adam.hyper.beta2
    mu = heavy_ball.hyper.momentum
    corrected, uncorrected = adam.with_(bias_correction="standard"), adam.with_(bias_correction="none")
    plain = coast(uncorrected, worst_gradients(b1, b2, soon))
    fixed = coast(corrected, worst_gradients(b1, b2, gradients))
    most = float(step_bound(b1, b2, gradients) * correction_factor(b1, b2, gradients))
    return [
        Check("Largest step, uncorrected", float(step_bound(b1, b2)), plain.last_step),
        Check(f"The same, corrected, after {gradients:,} gradients", most, fixed.last_step),
        Check(
            "Way over a flat from the last position on the slope",
            crossing_bound(b1, b2, last_step=True),
            plain.last_step + plain.after,
        ),
        Check("Way over a flat after landing", crossing_bound(b1, b2), plain.after),
        Check(
            f"After a steady ramp of {RAMP:,} steps, corrected",
            steady_ramp(b1, b2, RAMP),
            coast(corrected, np.ones(RAMP)).after,
        ),
        Check(
            "Heavy ball after the same ramp, times its slope", heavy_ball_ramp(mu, 1.0, RAMP), _heavy_ball(heavy_ball)
        ),
    ]


def _heavy_ball(optimizer: Optimizer) -> float:
    """Its rule over a steady ramp, then over zeros until rounding stops it: μ shrinks the step as q does Adam's with β₂
    = 1."""
    rule = Stepper(optimizer)
    for _ in range(RAMP):
        rule.step(np.ones(1))
    way = sum(float(rule.step(np.zeros(1))[0]) for _ in range(coasting_steps(optimizer.hyper.momentum, 1.0)))
    return float(way / optimizer.hyper.lr)
