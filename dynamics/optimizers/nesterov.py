"""Nesterov momentum: a heavy ball that looks one step ahead."""

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
    return context.lr * (g + hyper.momentum * m), context.lr, (m,)


OPTIMIZER = Optimizer(
    name="nesterov",
    title="Nesterov",
    short="Nesterov",
    latex=r"m \leftarrow \mu\, m + g, \qquad x \leftarrow x - \eta\,(g + \mu\, m)",
    summary="A heavy ball that already makes the next momentum step, and so brakes before the slope turns.",
    source=Cited("@nesterov1983; as momentum: @sutskever2013, equations 3 and 4"),
    conventions=(
        "PyTorch, Keras and optax move the point ahead, as here, so that the gradient is taken where the path is drawn."
        " The papers draw the point before that half step and let μ grow."
    ),
    series=Series("#745704", "#C1AD70", "plus", (9, 3, 2, 3, 2, 3)),
    rule=rule,
    Hyper=Hyper,
    state_variables=("m",),
    meanings=(VELOCITY,),
    normalised=False,
    opening=0.5,
    order=70,
)
