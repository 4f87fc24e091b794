"""AdaShift: Adam whose denominator comes from gradients older than its average."""

from typing import NamedTuple

from bibliography import Cited
from dynamics.meanings import Meaning
from dynamics.optimizer import Optimizer, Series
from engines import ops


class Hyper(NamedTuple):
    lr: float = 1e-3
    beta1: float = 0.9
    beta2: float = 0.999
    epsilon: float = 1e-8
    bias_correction: str = "standard"
    epsilon_placement: str = "outside"


def rule(g, state, context, hyper):
    # gk is the gradient k steps ago; w the weight that v has gathered
    _, v, w, g1, g2, g3, g4, g5, g6, g7, g8, g9, g10 = state
    b = hyper.beta1
    m = g + b * (g1 + b * (g2 + b * (g3 + b * (g4 + b * (g5 + b * (g6 + b * (g7 + b * (g8 + b * g9))))))))
    b2 = b * b
    b4 = b2 * b2
    m = m * ((1 - b) / (1 - b4 * b4 * b2))
    ready = context.step > 10
    v = ops.where(ready, hyper.beta2 * v + (1 - hyper.beta2) * g10 * g10, v)
    w = ops.where(ready, hyper.beta2 * w + (1 - hyper.beta2), w)
    corrected = v / ops.where(hyper.bias_correction == 0, ops.maximum(w, 1e-30), 1.0)
    inside = hyper.epsilon_placement
    root = ops.sqrt(corrected + inside * hyper.epsilon) + (1 - inside) * hyper.epsilon
    rate = ops.where(ready, context.lr / root, 0.0)
    return rate * m, rate, (m, v, w, g, g1, g2, g3, g4, g5, g6, g7, g8, g9)


OPTIMIZER = Optimizer(
    name="adashift",
    title="AdaShift",
    short="AdaShift",
    latex=r"v \leftarrow \beta_2 v + (1 - \beta_2)\, g_{t-10}^2, \qquad "
    r"x \leftarrow x - \frac{\eta}{\sqrt{\hat v} + \varepsilon}\,\frac{\sum_{i<10} \beta_1^i\, g_{t-i}}{\sum_{i<10}"
    r" \beta_1^i}",
    summary=(
        "Averages the last ten gradients and scales them by older ones only, so that a gradient never sets its own"
        " rate."
    ),
    source=Cited("@zhou2019"),
    conventions=(
        "n = 10, and φ acts on each coordinate alone (the paper also takes the maximum over a block); v is corrected by"
        " 1 − β₂ᵗ⁻ⁿ. The first ten updates stand still, until there is a gradient to divide by. Not in PyTorch, Keras"
        " or optax."
    ),
    series=Series("#0F676B", "#71BAB3", "hollow star", (1.5, 2, 1.5, 6)),
    rule=rule,
    Hyper=Hyper,
    state_variables=("m", "v", "w", "g1", "g2", "g3", "g4", "g5", "g6", "g7", "g8", "g9", "g10"),
    meanings=(
        Meaning("average of the last ten gradients", "beta1"),
        Meaning("average of squared gradients ten steps old", "beta2"),
        Meaning("weight of that average"),
        *(Meaning("last ten gradients"),) * 10,
    ),
    order=160,
)
