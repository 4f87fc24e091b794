"""NAdam: Adam with Nesterov's look ahead."""

from typing import NamedTuple

from bibliography import Cited
from dynamics.meanings import GRADIENTS, SQUARES
from dynamics.optimizer import Optimizer, Series
from engines import ops


class Hyper(NamedTuple):
    lr: float = 2e-3
    beta1: float = 0.9
    beta2: float = 0.999
    epsilon: float = 1e-8
    bias_correction: str = "standard"
    epsilon_placement: str = "outside"


def rule(g, state, context, hyper):
    m, v = state
    m = hyper.beta1 * m + (1 - hyper.beta1) * g
    v = hyper.beta2 * v + (1 - hyper.beta2) * g * g
    inside = hyper.epsilon_placement
    root = ops.sqrt(v * context.correction2 + inside * hyper.epsilon) + (1 - inside) * hyper.epsilon
    ahead = hyper.beta1 * (m * context.next_correction1) + (1 - hyper.beta1) * (g * context.correction1)
    return context.lr * ahead / root, context.lr / root, (m, v)


OPTIMIZER = Optimizer(
    name="nadam",
    title="NAdam",
    short="NAdam",
    latex=r"x \leftarrow x - \frac{\eta}{\sqrt{\hat v} + \varepsilon} \left( \frac{\beta_1 m}{1 - \beta_1^{t+1}} + "
    r"\frac{(1 - \beta_1)\, g}{1 - \beta_1^t} \right)",
    summary="Adam that already takes the next momentum step, and so leans more on the gradient of the moment.",
    source=Cited("@dozat2016, algorithm 2"),
    conventions=(
        "optax: as here, β₁ constant. PyTorch (η = 0.002) and Keras (η = 0.001) let it grow from about half, as "
        "β₁ (1 − 0.96ˢ / 2), with s = 0.004 t in PyTorch and s = t in Keras. "
        "Paper: β₁ grows, and v̂ is multiplied by β₂ once more, which the libraries leave out."
    ),
    series=Series("#0F676B", "#71BAB3", "star", (3, 4)),
    rule=rule,
    Hyper=Hyper,
    state_variables=("m", "v"),
    meanings=(GRADIENTS, SQUARES),
    variants=tuple(
        ("bias_correction", start, part, instead)
        for start in ("none", "gradient-init")
        for part, instead in (
            (r"\frac{\beta_1 m}{1 - \beta_1^{t+1}}", r"\beta_1 m"),
            (r"\frac{(1 - \beta_1)\, g}{1 - \beta_1^t}", r"(1 - \beta_1)\, g"),
        )
    ),
    order=80,
)
