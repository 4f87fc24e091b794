"""Gradient descent: straight down the slope."""

from typing import NamedTuple

from bibliography import Cited
from dynamics.optimizer import Optimizer, Series


class Hyper(NamedTuple):
    lr: float = 1e-2


def rule(g, state, context, hyper):
    return context.lr * g, context.lr, state


OPTIMIZER = Optimizer(
    name="sgd",
    title="SGD",
    short="SGD",
    latex=r"x \leftarrow x - \eta\, g",
    summary="Steps against the gradient; its length is the slope's.",
    source=Cited("@cauchy1847; stochastic: @robbins1951"),
    conventions="PyTorch, Keras and optax agree. Without noise it is plain gradient descent.",
    series=Series("#33312E", "#E9E6E0", "disc"),
    rule=rule,
    Hyper=Hyper,
    normalised=False,
    order=10,
)
