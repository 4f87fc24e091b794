"""What the single precision that networks train in cannot tell apart."""

import numpy as np

from dynamics.words import number
from networks.experiment.experiment import Experiment

LEAST = float(np.finfo(np.float32).tiny)  # XLA takes what is smaller for 0


def check(experiment: Experiment) -> None:
    """Raises ValueError, with a plain sentence, where a decay becomes 1, so that its average would never move, or ε
    becomes 0, so that a weight without a gradient would be divided by 0. Not part of `Experiment`: what an earlier
    release trained with such numbers can still be read."""
    optimizer = experiment.optimizer.configured
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
