"""Lion: the sign of an average gradient, so that every step has the same length."""

from typing import NamedTuple

from bibliography import Cited
from dynamics.meanings import GRADIENTS
from dynamics.optimizer import Optimizer, Series
from engines import ops


class Hyper(NamedTuple):
    lr: float = 1e-4
    beta1: float = 0.9
    beta2: float = 0.99


def rule(g, state, context, hyper):
    (m,) = state
    u = hyper.beta1 * m + (1 - hyper.beta1) * g
    m = hyper.beta2 * m + (1 - hyper.beta2) * g
    size = ops.absolute(u)
    return context.lr * ops.sign(u), ops.where(size > 0, context.lr / ops.where(size > 0, size, 1.0), ops.nan), (m,)


OPTIMIZER = Optimizer(
    name="lion",
    title="Lion",
    short="Lion",
    latex=(
        r"x \leftarrow x - \eta \operatorname{sign}(\beta_1 m + (1 - \beta_1)\, g), \qquad m \leftarrow \beta_2 m + (1"
        r" - \beta_2)\, g"
    ),
    summary=(
        "Steps by exactly η in every coordinate, along the sign of the average gradient, and so circles a minimum for"
        " ever."
    ),
    source=Cited("@chen2023, algorithm 2"),
    conventions=(
        "Paper, Keras and optax agree on the rule; their decoupled weight decay (by default 0.001 in optax, none in"
        " Keras) is left out here. Not in PyTorch. Its effective rate is η / |u|, where u is what the sign is taken of;"
        " it has none where u is 0."
    ),
    series=Series("#2C3DA4", "#8085FD", "hexagon", (1.5, 3)),
    rule=rule,
    Hyper=Hyper,
    state_variables=("m",),
    meanings=(GRADIENTS._replace(decay="beta2"),),
    opening=0.4,
    order=100,
)
