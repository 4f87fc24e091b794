"""What a rule averages, with the rate held: a linear filter of the gradients."""

from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from dynamics.optimizer import Optimizer
from dynamics.stepping import limit
from engines.arrays import elementwise

Array = npt.NDArray[np.float64]

SETTLING = 16  # steps after which no memory of fixed length is still empty


class Filter(NamedTuple):
    """q = C s + D g and s' = A s + B g for q = step / rate: A (n, n), B (n,), C (n,), D, and which of the state
    variables the n are."""

    a: Array
    b: Array
    c: Array
    d: float
    memory: tuple[int, ...]


@lru_cache(maxsize=512)
def averaging_filter(optimizer: Optimizer) -> Filter:
    """Asked of the rule itself, which knows what it averages; weight decay is left out."""
    rule, hyper = elementwise(optimizer.rule), optimizer.numbers
    context = limit(hyper.lr, 0.0, 1.0, 1.0)

    def ask(g: float, state_variables: Array) -> tuple[float, Array]:
        step, rate, after = rule(g, tuple(state_variables), context, hyper)
        return float(step / rate), np.array(after, np.float64)

    with np.errstate(all="ignore"):
        state_variables = np.zeros(len(optimizer.state_variables))
        for k in range(SETTLING):  # away from 0, so that no denominator is
            state_variables = ask((-1.0) ** k, state_variables)[1]
        q, after = ask(1.0, state_variables)
        aside = [ask(1.0, state_variables + unit) for unit in np.eye(len(state_variables))]
        memory = [k for k, (other, _) in enumerate(aside) if abs(other - q) > 1e-9]
        a = np.array([(aside[k][1] - after)[memory] for k in memory]).reshape(len(memory), len(memory)).T
        c = np.array([aside[k][0] - q for k in memory])
        double = ask(2.0, state_variables)
        return Filter(a, (double[1] - after)[memory], c, double[0] - q, tuple(memory))
