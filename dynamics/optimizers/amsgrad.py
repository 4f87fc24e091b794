"""AMSGrad: Adam whose denominator never shrinks."""

from typing import NamedTuple

from bibliography import Cited
from dynamics.hyperparameters import choice
from dynamics.meanings import GRADIENTS, SQUARES, Meaning
from dynamics.optimizer import Optimizer, Series
from engines import ops


class Hyper(NamedTuple):
    lr: float = 1e-3
    beta1: float = 0.9
    beta2: float = 0.999
    epsilon: float = 1e-8
    bias_correction: str = "none"
    maximum: str = "after"  # the paper corrects nothing, so there both are one; after it, rates never rise
    epsilon_placement: str = "outside"


def rule(g, state, context, hyper):
    m, v, largest = state
    m = hyper.beta1 * m + (1 - hyper.beta1) * g
    v = hyper.beta2 * v + (1 - hyper.beta2) * g * g
    after = hyper.maximum == 1
    largest = ops.maximum(largest, v * ops.where(after, context.correction2, 1.0))
    corrected = largest * ops.where(after, 1.0, context.correction2)
    inside = hyper.epsilon_placement
    root = ops.sqrt(corrected + inside * hyper.epsilon) + (1 - inside) * hyper.epsilon
    return context.lr * context.correction1 * m / root, context.lr / root, (m, v, largest)


OPTIMIZER = Optimizer(
    name="amsgrad",
    title="AMSGrad",
    short="AMSGrad",
    latex=r"u \leftarrow \max(u, \hat v), \qquad x \leftarrow x - \eta\,\frac{\hat m}{\sqrt{u} + \varepsilon}",
    summary="Adam that divides by the largest average squared gradient so far, so that its rates never rise.",
    source=Cited("@reddi2018, algorithm 2"),
    conventions="Paper: no correction and no ε. PyTorch and Keras: corrected, the maximum taken before the correction. "
    "optax: corrected, the maximum taken after it; only then do rates never rise.",
    series=Series("#614183", "#B787D8", "pentagon", (5, 2.5)),
    rule=rule,
    Hyper=Hyper,
    state_variables=("m", "v", "largest"),
    meanings=(GRADIENTS, SQUARES, Meaning("largest average squared gradient {maximum} its correction")),
    own=(
        choice(
            "maximum",
            "Place of the maximum",
            ("before", "after"),
            "before: over v, which is then corrected (PyTorch, Keras). after: over the corrected v (optax).",
        ),
    ),
    variants=(("maximum", "before", r"\hat v", "v"), ("maximum", "before", r"\sqrt{u}", r"\sqrt{\hat u}")),
    order=60,
)
