"""What networks cannot be trained by: what single precision cannot tell apart, and typed rules that are too large."""

import numpy as np

from dynamics.optimizer import Optimizer
from dynamics.words import number
from engines.typed.rule import TypedRule
from networks.experiment.experiment import Experiment

LEAST = float(np.finfo(np.float32).tiny)  # XLA takes what is smaller for 0
MOST = float(np.finfo(np.float32).max)
MOST_STATES = 4  # of a typed rule: each is as large as the network


def check(experiment: Experiment) -> None:
    """Raises ValueError, with a plain sentence, where a decay becomes 1, so that its average would never move, or ε
    becomes 0, so that a weight without a gradient would be divided by 0. Not part of `Experiment`: what an earlier
    release trained with such numbers can still be read."""
    optimizer = experiment.optimizer.configured
    if isinstance(optimizer.rule, TypedRule):
        _check_typed(optimizer.rule, optimizer)
    for name, described in optimizer.hyperparameters.items():
        value = getattr(optimizer.numbers, name)
        if described.scale == "decay" and np.float32(value) == 1:
            raise ValueError(
                f"Networks train in single precision, which cannot tell {described.symbol} = {value!r} from 1. Up to"
                " 0.99999997 it can."
            )
        if name == "epsilon" and 0 < value < LEAST:
            raise ValueError(
                f"Networks train in single precision, in which ε = {number(value)} is 0. From {number(LEAST)} on it is"
                " kept."
            )


def _check_typed(rule: TypedRule, optimizer: Optimizer) -> None:
    count = len(optimizer.state_variables)
    if count > MOST_STATES:
        raise ValueError(f"A rule that trains a network keeps at most {MOST_STATES} states; this one keeps {count}.")
    formulas = [rule.formula, rule.start] if rule.start else [rule.formula]
    given = [value for formula in formulas for value in formula.constants]
    for value in (*given, *optimizer.numbers):
        if abs(value) > MOST:
            raise ValueError(f"Networks train in single precision, in which {number(value)} is infinite.")
        if 0 < abs(value) < LEAST:
            raise ValueError(
                f"Networks train in single precision, in which {number(value)} is 0. From {number(LEAST)} on a number"
                " is kept."
            )
