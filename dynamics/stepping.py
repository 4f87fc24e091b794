"""What a step is told and what is remembered for the next: one definition for the kernels, for NumPy and for JAX.

Each function is pure and elementwise, written with `engines.ops` and calling nothing else, as rules are: `compiled`
makes it part of a kernel, `elementwise` puts it on arrays. At update t = 1, 2, ... a gradient g is met; the powers of
the decays go on by `decayed`, the smoothness by `steeper`, and `context` is what the rule sees of them all.
"""

from typing import Any

import numpy as np

from dynamics.hyperparameters import STANDARD
from dynamics.optimizer import StepContext
from engines import ops


def first_power(convention: Any) -> Any:
    """beta^0 where averages are corrected. 0 where they are not: from 0 on, every correction is exactly 1."""
    return 1.0 * (convention == STANDARD)


def decayed(power: Any, beta: Any) -> Any:
    """beta^(t + 1) from beta^t; 0 once 1 - beta^t is 1 exactly: denormal numbers, where it would end up, cost 150
    cycles a step."""
    return ops.where(power > 1e-30, power * beta, 0.0)


def corrections(power1: Any, power2: Any, beta1: Any) -> Any:
    """1 / (1 - beta1^t), 1 / (1 - beta2^t) and 1 / (1 - beta1^(t + 1)), from the powers at t."""
    return 1 / (1 - power1), 1 / (1 - power2), 1 / (1 - power1 * beta1)


def steeper(smoothness: Any, moved: Any, change: Any) -> Any:
    """The running maximum of |g' - g| / |x' - x|. Where nothing moved, or nothing is remembered yet (NaN), it stays;
    kernels test that before calling, since a branch lets the processor run ahead."""
    slope = change / moved
    return ops.where(slope > smoothness, ops.where(moved > 0, slope, smoothness), smoothness)


def context(step: Any, lr: Any, position: Any, corrected: Any, largest: Any, signed: Any, smoothness: Any) -> Any:
    """The StepContext of update `step` (1, 2, ...); corrected: three numbers from `corrections`."""
    correction1, correction2, next1 = corrected
    return StepContext(step, lr, position, correction1, correction2, next1, largest, signed, smoothness)


def limit(lr: Any, position: Any, largest: Any, signed: Any) -> Any:
    """The StepContext that a constant rate leads to as t -> infinity, for rules that do not follow the smoothness."""
    return context(np.inf, lr, position, corrections(0.0, 0.0, 0.0), largest, signed, 0.0)


def squared(u: Any, v: Any) -> Any:
    """The square of the length of (u, v)."""
    return u * u + v * v


def within(u: Any, v: Any, square: Any) -> Any:
    """Whether (u, v) is no longer than the root of `square`. The one test of nearness: a root, rounded, may say
    otherwise."""
    return u * u + v * v <= square


def length(u: Any, v: Any) -> Any:
    """Of the vector (u, v)."""
    return ops.sqrt(u * u + v * v)
