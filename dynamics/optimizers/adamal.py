"""AdamAL: Adam whose denominator follows the squared gradient upwards only."""

from typing import NamedTuple

from bibliography import Cited
from dynamics.hyperparameters import choice
from dynamics.meanings import GRADIENTS, Meaning
from dynamics.optimizer import Optimizer, Series
from engines import ops


class Hyper(NamedTuple):
    lr: float = 1e-3
    beta1: float = 0.9
    beta2: float = 0.999
    epsilon: float = 1e-8
    bias_correction: str = "none"
    second_decay: str = "beta2"
    epsilon_placement: str = "outside"


def rule(g, state, context, hyper):
    m, v = state
    m = hyper.beta1 * m + (1 - hyper.beta1) * g
    first = hyper.second_decay == 1
    # b v + (1 - b) max(g^2, v), written so that rounding cannot lower v.
    v = v + ops.where(first, 1 - hyper.beta1, 1 - hyper.beta2) * ops.maximum(g * g - v, 0.0)
    inside = hyper.epsilon_placement
    corrected = v * ops.where(first, context.correction1, context.correction2)
    root = ops.sqrt(corrected + inside * hyper.epsilon) + (1 - inside) * hyper.epsilon
    return context.lr * context.correction1 * m / root, context.lr / root, (m, v)


OPTIMIZER = Optimizer(
    name="adamal",
    title="AdamAL",
    short="AdamAL",
    latex=(
        r"v \leftarrow \beta_2 v + (1 - \beta_2) \max(g^2, v), \qquad x \leftarrow x - \eta\,\frac{\hat m}{\sqrt{\hat"
        r" v} + \varepsilon}"
    ),
    summary=(
        "Adam that lets a gradient into its denominator only if it is larger than the average, so that v never falls."
    ),
    source=Cited("@adamal, algorithm 1"),
    conventions=(
        "Paper: no correction and no ε; line 7 of the algorithm prints β₁ for v where the text uses β₂. With β₂ it is"
        " AMSGrad as the paper's equation 16 writes it: the maximum of v and the v before. Not in PyTorch, Keras or"
        " optax."
    ),
    series=Series("#8B2005", "#EC6843", "four-point star", (16, 3, 2, 3)),
    rule=rule,
    Hyper=Hyper,
    state_variables=("m", "v"),
    meanings=(GRADIENTS, Meaning("average squared gradient that never falls", "{second_decay}")),
    variants=(("second_decay", "beta1", r"\beta_2", r"\beta_1"),),
    own=(
        choice(
            "second_decay",
            "Decay of v",
            ("beta2", "beta1"),
            "beta2: as in the paper's text. beta1: as in line 7 of its algorithm.",
        ),
    ),
    order=120,
)
