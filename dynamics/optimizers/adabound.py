"""AdaBound: Adam with its rate held between two bounds that close in."""

from typing import NamedTuple

from bibliography import Cited
from dynamics.hyperparameters import Hyperparameter, rate
from dynamics.meanings import GRADIENTS, SQUARES
from dynamics.optimizer import Optimizer, Series
from engines import ops


class Hyper(NamedTuple):
    lr: float = 1e-3
    beta1: float = 0.9
    beta2: float = 0.999
    final_lr: float = 0.1
    gamma: float = 1e-3
    epsilon: float = 1e-8
    bias_correction: str = "standard"
    epsilon_placement: str = "outside"


def rule(g, state, context, hyper):
    m, v = state
    m = hyper.beta1 * m + (1 - hyper.beta1) * g
    v = hyper.beta2 * v + (1 - hyper.beta2) * g * g
    inside = hyper.epsilon_placement
    root = ops.sqrt(v * context.correction2 + inside * hyper.epsilon) + (1 - inside) * hyper.epsilon
    final, age = hyper.final_lr * (context.lr / hyper.lr), hyper.gamma * context.step
    lower, upper = final * (1 - 1 / (age + 1)), final * (1 + 1 / age)
    rate = ops.minimum(ops.maximum(context.lr * context.correction1 / root, lower), upper)
    return rate * m, rate, (m, v)


OPTIMIZER = Optimizer(
    name="adabound",
    title="AdaBound",
    short="AdaBound",
    latex=r"x \leftarrow x - \operatorname{clip}\left( \frac{\eta}{(1 - \beta_1^t)(\sqrt{\hat v} + \varepsilon)},\; "
    r"\eta_\ell(t),\; \eta_u(t) \right) m",
    summary=(
        "Starts as Adam and ends as momentum descent: each coordinate's rate is held between bounds that close in on a"
        " final one."
    ),
    source=Cited("@luo2019, algorithm 2"),
    conventions=(
        "Bounds: η* (1 − 1/(γt + 1)) and η* (1 + 1/(γt)). Paper: nothing corrected, and the clipped rate over √t"
        " besides. The authors' code: no √t, both corrections inside the clip, bounds scaled with the schedule; so"
        " here. Not in PyTorch, Keras or optax."
    ),
    series=Series("#614183", "#B787D8", "hollow pentagon", (10, 2, 5, 2)),
    rule=rule,
    Hyper=Hyper,
    state_variables=("m", "v"),
    meanings=(GRADIENTS, SQUARES),
    variants=tuple(
        ("bias_correction", start, r"(1 - \beta_1^t)(\sqrt{\hat v} + \varepsilon)", r"\sqrt{v} + \varepsilon")
        for start in ("none", "gradient-init")
    ),
    own=(
        rate("final_lr", "η*", "Final rate", "Both bounds close in on this rate for every coordinate."),
        Hyperparameter(
            "gamma",
            "γ",
            "Closing speed",
            "The bounds are within a factor of 2 after 1/γ steps.",
            "log",
            1e-5,
            1.0,
            1e-12,
            1e3,
        ),
    ),
    order=150,
)
