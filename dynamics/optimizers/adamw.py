"""AdamW: Adam, and apart from it a pull towards zero."""

from typing import NamedTuple

from bibliography import Cited
from dynamics.meanings import GRADIENTS, SQUARES
from dynamics.optimizer import Optimizer, Series
from engines import ops


class Hyper(NamedTuple):
    lr: float = 1e-3
    beta1: float = 0.9
    beta2: float = 0.999
    epsilon: float = 1e-8
    weight_decay: float = 0.01
    bias_correction: str = "standard"
    epsilon_placement: str = "outside"


def rule(g, state, context, hyper):
    m, v = state
    m = hyper.beta1 * m + (1 - hyper.beta1) * g
    v = hyper.beta2 * v + (1 - hyper.beta2) * g * g
    inside = hyper.epsilon_placement
    root = ops.sqrt(v * context.correction2 + inside * hyper.epsilon) + (1 - inside) * hyper.epsilon
    step = context.lr * context.correction1 * m / root + context.lr * hyper.weight_decay * context.position
    return step, context.lr / root, (m, v)


OPTIMIZER = Optimizer(
    name="adamw",
    title="AdamW",
    short="AdamW",
    latex=r"x \leftarrow x - \eta \left( \frac{\hat m}{\sqrt{\hat v} + \varepsilon} + \lambda\, x \right)",
    summary=(
        "Adam plus a pull towards the origin that the averages never see, so that it rests a little short of a minimum"
        " elsewhere."
    ),
    source=Cited("@loshchilov2019, algorithm 2"),
    conventions=(
        "PyTorch, Keras and optax: η multiplies the decay too, as here; by default λ is 0.01, 0.004 and 1e-4. "
        "Paper: only the schedule multiplies λ, not η."
    ),
    series=Series("#903D55", "#E67E89", "hollow triangle down", (22, 4)),
    rule=rule,
    Hyper=Hyper,
    state_variables=("m", "v"),
    meanings=(GRADIENTS, SQUARES),
    order=130,
)
