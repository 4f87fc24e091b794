"""The average of squares two gradients after AMSGrad has discarded one: who forgets the discarded gradient.

Reddi's AMSGrad keeps its average apart from the maximum, and so forgets nothing. Only the maximum that equation 16
feeds back into the average does; and AdamAL forgets the same, as max(g², v) = v is what it then takes in.

Source: A new perspective in understanding of Adam-type algorithms and beyond, equations 16 to 18.
"""

from typing import NamedTuple

import numpy as np

from dynamics.on_arrays import Stepper
from dynamics.online.identity import EQUATION_16
from dynamics.optimizer import Optimizer
from dynamics.optimizers.adamal import OPTIMIZER as ADAMAL
from dynamics.optimizers.amsgrad import OPTIMIZER as AMSGRAD


class Alignment(NamedTuple):
    """v after the last of three gradients. real: β₂² v + (1 - β₂) β₂ g₁² + (1 - β₂) g₂²; printed: with g₂ where
    equation 17 lost the square; the others by the rules. swapped: whether equation 16 discarded g₁."""

    real: float
    printed: float
    equation_16: float
    adamal: float
    amsgrad: float
    swapped: bool


def averages(optimizer: Optimizer, gradients: tuple[float, ...], beta2: float) -> list[float]:
    """v after each gradient, without correction."""
    rule = Stepper(optimizer.with_(beta2=beta2, bias_correction="none"))
    out = []
    for g in gradients:
        rule.step(np.array([g]))
        out.append(float(rule.state[1][0]))
    return out


def after_a_swap(gradients: tuple[float, float, float], beta2: float) -> Alignment:
    """`gradients`: the one that fills v, g₁ that may be discarded, g₂."""
    first, g1, g2 = gradients
    v = (1 - beta2) * first**2
    real = beta2**2 * v + (1 - beta2) * beta2 * g1**2
    sixteen, own, kept = (averages(rule, gradients, beta2) for rule in (EQUATION_16, ADAMAL, AMSGRAD))
    return Alignment(
        real + (1 - beta2) * g2**2,
        real + (1 - beta2) * g2,
        sixteen[2],
        own[2],
        kept[2],
        sixteen[1] == sixteen[0],
    )
