"""Heavy ball: gradient descent that keeps a share of its last step."""

from typing import NamedTuple

from bibliography import Cited
from dynamics.meanings import VELOCITY
from dynamics.optimizer import Optimizer, Series


class Hyper(NamedTuple):
    lr: float = 1e-2
    momentum: float = 0.9


def rule(g, state, context, hyper):
    (m,) = state
    m = hyper.momentum * m + g
    return context.lr * m, context.lr, (m,)


OPTIMIZER = Optimizer(
    name="heavy-ball",
    title="Heavy ball",
    short="H. ball",
    latex=r"m \leftarrow \mu\, m + g, \qquad x \leftarrow x - \eta\, m",
    summary="Adds up the gradients with a fading memory, so that it gathers speed and overshoots like a rolling ball.",
    source=Cited("@polyak1964"),
    conventions=(
        "PyTorch (dampening 0) and optax: m sums gradients and η multiplies the sum. Polyak and Keras put η inside the"
        " sum, which differs only while a schedule changes η."
    ),
    series=Series("#B65602", "#F7B789", "square", (8, 3)),
    rule=rule,
    Hyper=Hyper,
    state_variables=("m",),
    meanings=(VELOCITY,),
    normalised=False,
    opening=0.5,
    order=20,
)
