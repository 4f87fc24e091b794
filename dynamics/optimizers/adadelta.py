"""AdaDelta: RMSProp whose rate is the size of its own past steps."""

from typing import NamedTuple

from bibliography import Cited
from dynamics.meanings import SQUARES, Meaning
from dynamics.optimizer import Optimizer, Series
from engines import ops


class Hyper(NamedTuple):
    lr: float = 1.0
    beta2: float = 0.95
    epsilon: float = 1e-6
    bias_correction: str = "none"


def rule(g, state, context, hyper):
    v, u = state
    v = hyper.beta2 * v + (1 - hyper.beta2) * g * g
    ratio = ops.sqrt((u + hyper.epsilon) / (v * context.correction2 + hyper.epsilon))  # one root for both averages
    step = ratio * g
    u = hyper.beta2 * u + (1 - hyper.beta2) * step * step
    return context.lr * step, context.lr * ratio, (v, u)


OPTIMIZER = Optimizer(
    name="adadelta",
    title="AdaDelta",
    short="AdaDelta",
    latex=(
        r"\Delta = \frac{\sqrt{u + \varepsilon}}{\sqrt{\hat v + \varepsilon}}\, g, \qquad x \leftarrow x -"
        r" \eta\,\Delta, \qquad "
        r"u \leftarrow \beta_2 u + (1 - \beta_2)\, \Delta^2"
    ),
    summary="Replaces the learning rate by the average size of its own past steps, which ε has to set going.",
    source=Cited("@zeiler2012, algorithm 1"),
    conventions=(
        "Paper: ρ = 0.95 (β₂ here), ε = 1e-6 inside both roots, no η. PyTorch: ρ = 0.9, η = 1. Keras: ρ = 0.95, ε ="
        " 1e-7, η = 0.001. optax: ρ = 0.9. All keep u free of η and correct nothing; a correction asked for here acts"
        " on v alone."
    ),
    series=Series("#3C6BBB", "#A0C6FE", "hollow diamond", (4, 2, 4, 6)),
    rule=rule,
    Hyper=Hyper,
    state_variables=("v", "u"),
    meanings=(SQUARES, Meaning("average squared step", "beta2")),
    opening=None,
    order=140,
)
