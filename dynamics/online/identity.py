"""AMSGrad as equation 16 prints it, so that AdamAL's identity with it can be measured.

max(b v + (1 - b) g^2, v) = b v + (1 - b) max(g^2, v): a maximum that feeds back into the average is AdamAL's. Reddi's
AMSGrad keeps the average and its maximum apart, and differs.

Source: Anonymous, A new perspective in understanding of Adam-type algorithms and beyond, equation 16 and algorithm 1.
"""

from dataclasses import replace
from typing import NamedTuple

import numpy as np

from dynamics.online.play import Play
from dynamics.optimizer import Optimizer
from dynamics.optimizers.adamal import OPTIMIZER as ADAMAL
from dynamics.optimizers.amsgrad import OPTIMIZER as AMSGRAD
from engines import ops


def rule(g, state, context, hyper):  # type: ignore[no-untyped-def]
    m, v = state
    m = hyper.beta1 * m + (1 - hyper.beta1) * g
    v = ops.maximum(hyper.beta2 * v + (1 - hyper.beta2) * g * g, v)
    root = ops.sqrt(v * context.correction2) + hyper.epsilon
    return context.lr * context.correction1 * m / root, context.lr / root, (m, v)


EQUATION_16 = replace(ADAMAL, name="equation-16", title="AMSGrad, equation 16", rule=rule)
TRIO: tuple[Optimizer, ...] = (EQUATION_16, ADAMAL, AMSGRAD)


class Apart(NamedTuple):
    """How far two plays of one game come apart, over all marks and seeds: in x, and in B relative to B."""

    position: float
    divisor: float


def apart(one: Play, other: Play) -> Apart:
    """The largest differences between two plays that were recorded alike."""
    a, b = one.divisor[1:], other.divisor[1:]
    return Apart(
        float(np.abs(one.position - other.position).max()),
        float((np.abs(a - b) / np.maximum(np.abs(a), np.abs(b))).max()),
    )
