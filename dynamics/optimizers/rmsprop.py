"""RMSProp: the gradient over the root of the average squared gradient."""

from typing import NamedTuple

from bibliography import Cited
from dynamics.meanings import SQUARES
from dynamics.optimizer import Optimizer, Series
from engines import ops


class Hyper(NamedTuple):
    lr: float = 1e-3
    beta2: float = 0.9
    epsilon: float = 1e-8
    bias_correction: str = "none"
    epsilon_placement: str = "outside"


def rule(g, state, context, hyper):
    (v,) = state
    v = hyper.beta2 * v + (1 - hyper.beta2) * g * g
    inside = hyper.epsilon_placement
    root = ops.sqrt(v * context.correction2 + inside * hyper.epsilon) + (1 - inside) * hyper.epsilon
    rate = context.lr / root
    return rate * g, rate, (v,)


OPTIMIZER = Optimizer(
    name="rmsprop",
    title="RMSProp",
    short="RMSProp",
    latex=(
        r"v \leftarrow \beta_2 v + (1 - \beta_2)\, g^2, \qquad x \leftarrow x - \eta\,\frac{g}{\sqrt{\hat v} +"
        r" \varepsilon}"
    ),
    summary=(
        "Divides the gradient by the root of its average square, coordinate by coordinate: every slope gets steps of"
        " about η."
    ),
    source=Cited("@hinton2012"),
    conventions=(
        "Lecture: β₂ = 0.9, no ε, v as it is. PyTorch: ε outside the root, β₂ = 0.99, η = 0.01. "
        "Keras and optax: ε inside the root, β₂ = 0.9 (Keras: η = 0.001). None corrects v unless asked (optax can)."
    ),
    series=Series("#3C6BBB", "#A0C6FE", "diamond", (9, 3, 2, 3)),
    rule=rule,
    Hyper=Hyper,
    state_variables=("v",),
    meanings=(SQUARES,),
    opening=0.4,
    order=40,
)
