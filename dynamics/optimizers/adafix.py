"""AdaFix: Adam that stops updating its denominator where gradients are small."""

from typing import NamedTuple

from bibliography import Cited
from dynamics.hyperparameters import Hyperparameter, choice
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
    gate: str = "absolute"
    initial_smoothness: float = 0.0


def rule(g, state, context, hyper):
    m, v = state
    m = hyper.beta1 * m + (1 - hyper.beta1) * g
    peak = ops.where(hyper.gate == 1, context.largest_signed, context.largest_gradient)
    passes = peak >= ops.maximum(context.smoothness, hyper.initial_smoothness) * context.lr
    v = ops.where(passes, hyper.beta2 * v + (1 - hyper.beta2) * g * g, v)
    inside = hyper.epsilon_placement
    corrected = v * context.correction2 + inside * hyper.epsilon
    divisor = ops.where(hyper.denominator == 1, corrected, ops.sqrt(corrected)) + (1 - inside) * hyper.epsilon
    return context.lr * context.correction1 * m / divisor, context.lr / divisor, (m, v)


OPTIMIZER = Optimizer(
    name="adafix",
    title="AdaFix",
    short="AdaFix",
    latex=r"v \leftarrow \beta_2 v + (1 - \beta_2)\, g^2 \;\text{ only if }\; \max_i |g_i| \geq L\,\eta, \qquad "
    r"x \leftarrow x - \eta\,\frac{\hat m}{\sqrt{\hat v} + \varepsilon}",
    summary=(
        "Adam that keeps its denominator once all gradients are small, so that its rates do not grow near a minimum."
    ),
    source=Cited("@bae2019, algorithm 1"),
    conventions=(
        "L is the largest |g′ − g| / |x′ − x| so far. As printed it divides by v̂ without a root, compares max g"
        " without the sign removed, has no ε and leaves the first L open; each is a choice here. Not in PyTorch, Keras"
        " or optax."
    ),
    series=Series("#5D7741", "#D1D34E", "triangle right", (6, 2, 1.5, 2)),
    rule=rule,
    Hyper=Hyper,
    state_variables=("m", "v"),
    meanings=(GRADIENTS, SQUARES),
    variants=(("denominator", "v", r"\sqrt{\hat v}", r"\hat v"), ("gate", "signed", "|g_i|", "g_i")),
    own=(
        choice(
            "gate",
            "Gate",
            ("absolute", "signed"),
            "absolute: the largest |g| decides. signed: the largest g, as the paper prints it.",
        ),
        Hyperparameter(
            "initial_smoothness",
            "L₀",
            "First smoothness",
            "L starts here; 0 lets the first steps through.",
            "linear",
            0.0,
            10.0,
            0.0,
            1e6,
        ),
    ),
    order=110,
)
