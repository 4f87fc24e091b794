"""AdaBelief: Adam that divides by how far gradients stray from their average."""

from typing import NamedTuple

from bibliography import Cited
from dynamics.meanings import GRADIENTS, Meaning
from dynamics.optimizer import Optimizer, Series
from engines import ops


class Hyper(NamedTuple):
    lr: float = 1e-3
    beta1: float = 0.9
    beta2: float = 0.999
    epsilon: float = 1e-16
    bias_correction: str = "standard"


def rule(g, state, context, hyper):
    m, v = state
    m = hyper.beta1 * m + (1 - hyper.beta1) * g
    v = hyper.beta2 * v + (1 - hyper.beta2) * (g - m) * (g - m) + hyper.epsilon
    root = ops.sqrt(v * context.correction2) + hyper.epsilon
    return context.lr * context.correction1 * m / root, context.lr / root, (m, v)


OPTIMIZER = Optimizer(
    name="adabelief",
    title="AdaBelief",
    short="Belief",
    latex=r"v \leftarrow \beta_2 v + (1 - \beta_2)(g - m)^2 + \varepsilon, \qquad "
    r"x \leftarrow x - \eta\,\frac{\hat m}{\sqrt{\hat v} + \varepsilon}",
    summary="Takes long steps where the gradient is as its average foretold, and short ones where it surprises.",
    source=Cited("@zhuang2020, algorithm 2"),
    conventions=(
        "Paper, the authors' code and optax: one ε enters v at every step and stays there, and is added outside the"
        " root again; 1e-16 in both codes. The authors' code may rectify the start as well, which is left out. Not in"
        " PyTorch or Keras."
    ),
    series=Series("#A2518F", "#AB7A9B", "cross", (12, 3, 4, 3)),
    rule=rule,
    Hyper=Hyper,
    state_variables=("m", "v"),
    meanings=(GRADIENTS, Meaning("average squared surprise", "beta2")),
    order=90,
)
