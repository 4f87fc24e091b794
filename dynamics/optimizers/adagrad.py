"""AdaGrad: the gradient over the root of the sum of all squared gradients."""

from typing import NamedTuple

from bibliography import Cited
from dynamics.meanings import Meaning
from dynamics.optimizer import Optimizer, Series
from engines import ops


class Hyper(NamedTuple):
    lr: float = 1e-2
    epsilon: float = 1e-10
    epsilon_placement: str = "outside"


def rule(g, state, context, hyper):
    (v,) = state
    v = v + g * g
    inside = hyper.epsilon_placement
    root = ops.sqrt(v + inside * hyper.epsilon) + (1 - inside) * hyper.epsilon
    rate = context.lr / root
    return rate * g, rate, (v,)


OPTIMIZER = Optimizer(
    name="adagrad",
    title="AdaGrad",
    short="AdaGrad",
    latex=r"v \leftarrow v + g^2, \qquad x \leftarrow x - \eta\,\frac{g}{\sqrt{v} + \varepsilon}",
    summary=(
        "Divides each coordinate by the root of all its squared gradients so far, so that its rates only ever fall."
    ),
    source=Cited("@duchi2011, figure 1"),
    conventions=(
        "Paper and PyTorch: the sum from 0, ε outside the root (PyTorch: 1e-10, η = 0.01). "
        "Keras (η = 0.001) and optax: the sum from 0.1, ε = 1e-7 inside the root."
    ),
    series=Series("#20521E", "#419F38", "triangle", (2.5, 2.5)),
    rule=rule,
    Hyper=Hyper,
    state_variables=("v",),
    meanings=(Meaning("sum of squared gradients"),),
    opening=4.0,
    order=30,
)
