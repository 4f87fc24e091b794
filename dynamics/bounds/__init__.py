"""Bounds of two papers on Adam, corrected, and what optimizers do against them: steps, flats, and receding from an
optimum."""

from dynamics.bounds.claim import Claim
from dynamics.bounds.coasting import Coasting, coasting
from dynamics.bounds.crossing import CROSSING, SLOPE, crossing_bound, heavy_ball_ramp, steady_ramp
from dynamics.bounds.gate import Gate, gate
from dynamics.bounds.largest_step import STEP, correction_factor, factor_stays_below_one, failing, step_bound
from dynamics.bounds.leaving import CLOSE, EDGE, Fate, fate, fates, region, shares, starts
from dynamics.bounds.recession import (
    RECEDING,
    Prediction,
    corrected_bound,
    divisor,
    one_point_convex,
    plain_step_bound,
    predictions,
    printed_bound,
    recedes,
)
from dynamics.bounds.worst import Coast, coast, largest_steps, worst_gradients

__all__ = [
    "CLOSE",
    "CROSSING",
    "EDGE",
    "RECEDING",
    "SLOPE",
    "STEP",
    "Claim",
    "Coast",
    "Coasting",
    "Fate",
    "Gate",
    "Prediction",
    "coast",
    "coasting",
    "corrected_bound",
    "correction_factor",
    "crossing_bound",
    "divisor",
    "factor_stays_below_one",
    "failing",
    "fate",
    "fates",
    "gate",
    "heavy_ball_ramp",
    "largest_steps",
    "one_point_convex",
    "plain_step_bound",
    "predictions",
    "printed_bound",
    "recedes",
    "region",
    "shares",
    "starts",
    "steady_ramp",
    "step_bound",
    "worst_gradients",
]
