"""Bounds of three papers on Adam, corrected, and what optimizers do against them: steps, flats, receding from an
optimum, and gradients that shrink."""

from dynamics.bounds.claim import Claim
from dynamics.bounds.coasting import Coasting, coasting
from dynamics.bounds.constant_step import (
    CONSTANT_STEP,
    beside,
    constant_rate,
    gradient_bound,
    least_ratio,
    void_from,
)
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

CLAIMS = (STEP, CROSSING, SLOPE, RECEDING, CONSTANT_STEP)

__all__ = [
    "CLAIMS",
    "CLOSE",
    "CONSTANT_STEP",
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
    "beside",
    "coast",
    "coasting",
    "constant_rate",
    "corrected_bound",
    "correction_factor",
    "crossing_bound",
    "divisor",
    "factor_stays_below_one",
    "failing",
    "fate",
    "fates",
    "gate",
    "gradient_bound",
    "heavy_ball_ramp",
    "largest_steps",
    "least_ratio",
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
    "void_from",
    "worst_gradients",
]
