"""Adam: the average gradient over the root of the average squared gradient."""

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
    bias_correction: str = "standard"
    epsilon_placement: str = "outside"
    denominator: str = "root"


def rule(g, state, context, hyper):
    m, v = state
    m = hyper.beta1 * m + (1 - hyper.beta1) * g
    v = hyper.beta2 * v + (1 - hyper.beta2) * g * g
    inside = hyper.epsilon_placement
    corrected = v * context.correction2 + inside * hyper.epsilon
    divisor = ops.where(hyper.denominator == 1, corrected, ops.sqrt(corrected)) + (1 - inside) * hyper.epsilon
    return context.lr * context.correction1 * m / divisor, context.lr / divisor, (m, v)


OPTIMIZER = Optimizer(
    name="adam",
    title="Adam",
    short="Adam",
    latex=r"x \leftarrow x - \eta\,\frac{\hat m}{\sqrt{\hat v} + \varepsilon}",
    summary="Divides the average gradient by the root of the average squared gradient, coordinate by coordinate.",
    source=Cited("@kingma2015, algorithm 1"),
    conventions=(
        "Paper, PyTorch and optax: both averages from 0 and corrected, ε outside the root. Keras: the same, with ε"
        " added before the correction of v (so that it acts as ε / √(1 − β₂ᵗ) here), and 1e-7 by default. The AdaFix"
        " paper prints v̂ where the root of v̂ is meant; both are a choice here."
    ),
    series=Series("#903D55", "#E67E89", "triangle down", (14, 4)),
    rule=rule,
    Hyper=Hyper,
    state_variables=("m", "v"),
    meanings=(GRADIENTS, SQUARES),
    variants=(("denominator", "v", r"\sqrt{\hat v}", r"\hat v"),),
    order=50,
)
