"""Whether an effective rate stays while a disturbance grows: what the edge of stability takes for granted."""

from functools import lru_cache

import numpy as np

from dynamics.optimizer import Optimizer
from dynamics.stepping import limit
from engines.arrays import elementwise
from engines.parsing import parse

SETTLING = 1000  # alternating gradients, after which a sum over all of them hardly notices one
AFTER = 16  # updates over which the answer is looked for: some rules divide by gradients of ten updates ago
NUDGE = 1e-3
STAYS = 0.0105  # β₂ = 0.99: one gradient is a hundredth of v (and AdaBelief's a little more)


def takes_sign(optimizer: Optimizer) -> bool:
    """Whether the step is a sign, whatever the gradient's size. Such a rule has no rate for a disturbance to meet."""
    return "sign" in parse(optimizer.rule).calls


def rate_stays(optimizer: Optimizer) -> bool:
    """Whether one gradient that is 1 % larger changes the effective rate by no more than 0.01 %: the condition under
    which a sharpness above the threshold can mean growth. True of plain methods and β₂ >= 0.99, not of sign rules."""
    return not takes_sign(optimizer) and rate_response(optimizer) <= STAYS


@lru_cache(maxsize=512)
def rate_response(optimizer: Optimizer) -> float:
    """By how many percent the effective rate falls or rises, within 16 updates, if one gradient is 1 % larger; 0 if it
    is fixed, 1 - β₂ for averages, infinite where the rule gives none. Asked of the rule itself, after 1,000 gradients
    of +1 and -1 in turn."""
    # Two clocks: bounds that close in are wide at step 1; a rule that waits for ten gradients does nothing then.
    return max(_response(optimizer, step) for step in (1.0, np.inf))


def _response(optimizer: Optimizer, step: float) -> float:
    rule, hyper = elementwise(optimizer.rule), optimizer.numbers
    context = limit(hyper.lr, 0.0, 1.0, 1.0)._replace(step=step)
    found = []
    with np.errstate(all="ignore"):
        state = tuple(np.zeros(2) for _ in optimizer.state_variables)
        for k in range(SETTLING + AFTER):
            gradient = (-1.0) ** k * np.array([1.0, 1.0 + NUDGE * (k == SETTLING)])
            _, rate, state = rule(gradient, state, context, hyper)
            if k >= SETTLING:
                usual, moved = np.broadcast_to(rate, 2)
                found.append(abs(np.log(moved / usual)) / NUDGE if usual != moved else 0.0)
    return float(max((value for value in found if not np.isnan(value)), default=np.inf))
