"""The gradients that drive Adam farthest, made and run: the bound is attained by the rule itself."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from dynamics.bounds.crossing import coasting_steps
from dynamics.on_arrays import Stepper
from dynamics.optimizer import Optimizer

Array = npt.NDArray[np.float64]

LARGEST = 1e100  # older gradients that would have to be larger are left out: their squares must not overflow


def worst_gradients(beta1: float, beta2: float, n: int) -> Array:
    """(n,): the newest last and 1, the one i steps before it (β₁ / β₂)ⁱ. Raises ValueError for β₂ = 0, where there is
    no worst."""
    if beta2 == 0:
        raise ValueError(
            "With β₂ = 0 the average of squares holds the newest gradient alone: no sequence is the worst."
        )
    with np.errstate(over="ignore", under="ignore"):
        back = (beta1 / beta2) ** np.arange(n, dtype=np.float64)
    return np.where(back <= LARGEST, back, 0.0)[::-1]


def largest_steps(optimizer: Optimizer, lengths: npt.ArrayLike, sizes: npt.ArrayLike = ()) -> tuple[Array, Array]:
    """|last step| / η of the rule after the worst gradients: for each length with ε = 0, and, at the last of the
    lengths (ascending), for each size of the newest gradient in units of ε."""
    n = np.asarray(lengths, np.int64)
    size = np.asarray(sizes, np.float64)
    hyper = optimizer.hyper
    last = int(n[-1])
    ends = np.concatenate([n, np.full(len(size), last)])
    worst = worst_gradients(hyper.beta1, hyper.beta2, last)
    rule = Stepper(optimizer, epsilon=np.concatenate([np.zeros(len(n)), 1 / size]))
    out = np.empty(len(ends))
    # 0/0 where the oldest gradients are too small for a double
    with np.errstate(divide="ignore", invalid="ignore", under="ignore"):
        for t in range(1, last + 1):
            step = rule.step(worst[np.minimum(t - 1 + last - ends, last - 1)])
            ending = ends == t
            if ending.any():
                out[ending] = np.abs(step[ending]) / hyper.lr
    return out[: len(n)], out[len(n) :]


class Coast(NamedTuple):
    """In η: the step that the last gradient drives, and the way after it."""

    last_step: float
    after: float


def coast(optimizer: Optimizer, gradients: Array) -> Coast:
    """Run the rule with ε = 0 over the gradients (n,), then over zeros until it rests."""
    hyper = optimizer.hyper
    rule = Stepper(optimizer.with_(epsilon=0.0))
    last = np.zeros(1)
    way = 0.0
    with np.errstate(divide="ignore", invalid="ignore", under="ignore"):
        for g in gradients:
            last = rule.step(np.array([g]))
        for _ in range(coasting_steps(hyper.beta1, hyper.beta2)):
            way += float(rule.step(np.zeros(1))[0])
    return Coast(float(abs(last[0])) / hyper.lr, abs(way) / hyper.lr)
