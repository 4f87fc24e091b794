"""Whether a run can rest at a point: the multipliers of its own map there, at the rates that quiet leads to.

With no slope to meet, averages of squares fade, and with them what holds an Adam-like rule's rates down: they rise
until only ε bounds them. A rule that never lets its rates rise (AMSGrad, AdaGrad, AdaFix while its gate is shut) keeps
those that it has. So the rule itself is asked what becomes of its state without a gradient, and whether its map at
those rates brings a small disturbance back. Statistics of a path cannot tell: the fall lasts as long as it lasts.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from dynamics.averaging import SETTLING, averaging_filter
from dynamics.optimizer import Optimizer
from dynamics.outcomes.run import Run
from dynamics.stepping import context, corrections
from engines.arrays import elementwise

Array = npt.NDArray[np.float64]

EDGE = 1e-9  # a multiplier nearer to 1 than this is 1: along a line of minima nothing is brought back, or driven off


class Quiet(NamedTuple):
    """What a run's state variables (S, 2) come to without a gradient, at `last`, and the effective rates (2,) then."""

    last: Array
    rates: Array


def steady(run: Run) -> bool:
    """Whether its next updates are those of one map."""
    return not run.noise and run.schedule.kind == "constant"


def memory(optimizer: Optimizer) -> float:
    """How far back its averages reach, in steps: the longest of them."""
    return _reach(optimizer, "momentum", "beta1", "beta2")


def swing(optimizer: Optimizer) -> int:
    """How far back its average of gradients reaches."""
    return int(min(_reach(optimizer, "momentum", "beta1"), 1e9)) + 1


def _reach(optimizer: Optimizer, *names: str) -> float:
    longest = max(float(getattr(optimizer.numbers, name, 0.0)) for name in names)
    return 1 / (1 - longest) if longest < 1 else np.inf


def quiet(run: Run) -> Quiet:
    """Of the state after a steady run's last update."""
    now = run.state().variables.T
    if not run.optimizer.normalised:  # one rate for all, for ever
        return Quiet(now, np.full(2, run.optimizer.numbers.lr))
    ask = without_slope(run)
    with np.errstate(all="ignore"):
        held = ask(now)[1] == now  # or a denormal that rounds to itself, which is as good as 0
        first = np.where(held, now, 0.0)
        second = ask(first)[1]
        third = ask(second)[1] if (second != first).any() else second
        last = np.where(second == first, first, first + (second - first) ** 2 / (2 * second - first - third))
    return Quiet(last, ask(last)[0])


def fading(run: Run) -> Callable[[float], Quiet]:
    """Steps from now on -> what the state has come to without a gradient. Averages of gradients, which are gone sooner,
    are taken for gone."""
    last, ask = quiet(run).last, without_slope(run)
    now = run.state().variables.T.copy()
    now[list(averaging_filter(run.optimizer).memory)] = 0.0
    with np.errstate(all="ignore"):
        for _ in range(SETTLING):  # what is remembered for a fixed number of steps is gone as well
            now = ask(now)[1]
        share = (ask(now)[1] - last) / (now - last)
    decay = np.where(now != last, np.clip(np.nan_to_num(share), 0.0, 1.0), 0.0)

    def faded(age: float) -> Quiet:
        then = last + (now - last) * decay**age
        return Quiet(then, ask(then)[0])

    return faded


def without_slope(run: Run) -> Callable[[Array], tuple[Array, Array]]:
    """(state variables (S, 2)) -> (effective rates (2,), the next state variables), where the gradient is 0 and nothing
    is corrected any more."""
    state, still, rule = run.state(), np.zeros(2), elementwise(run.optimizer.rule)
    hyper = run.optimizer.numbers
    ones = corrections(0.0, 0.0, 0.0)
    now = context(max(state.step, 1), hyper.lr, state.position, ones, 0.0, 0.0, state.smoothness)

    def ask(variables: Array) -> tuple[Array, Array]:
        _, rate, after = rule(still, tuple(variables), now, hyper)
        out = np.empty((len(after), 2))
        for row, part in zip(out, after, strict=True):
            row[:] = part
        return np.broadcast_to(np.asarray(rate, np.float64), 2), out

    return ask


def radius(optimizer: Optimizer, rates: Array, hessian: Array) -> float:
    """The largest modulus of a multiplier of `linear`. NaN where the rule is no such map (Lion)."""
    whole = linear(optimizer, rates, hessian)
    return float(np.abs(np.linalg.eigvals(whole)).max()) if np.isfinite(whole).all() else float("nan")


def linear(optimizer: Optimizer, rates: Array, hessian: Array) -> Array:
    """The map of (x, y, their n averages each), 2 + 2 n each way, at held rates (2,) and Hessian (2, 2)."""
    a, b, c, d, kept = averaging_filter(optimizer)
    n = len(kept)
    whole = np.zeros((2 + 2 * n, 2 + 2 * n))
    with np.errstate(all="ignore"):
        pull = optimizer.numbers.lr * getattr(optimizer.numbers, "weight_decay", 0.0)  # towards the origin, unaveraged
        whole[:2, :2] = (1 - pull) * np.eye(2) - d * rates[:, None] * hessian
        for i in (0, 1):
            own = slice(2 + n * i, 2 + n * i + n)
            whole[i, own] = -rates[i] * c
            whole[own, own] = a
            whole[own, :2] = b[:, None] * hessian[i]
    return whole


def growth(run: Run, at: Array) -> float:
    """By what a small distance from `at` is multiplied each step of a steady run, at the rates that quiet leads to. A
    coordinate that never moved, and that the other does not move, is left out: an axis can be exactly 0 for ever."""
    hessian = run.surface.hessian(*at)
    if hessian[0, 1] == 0:
        hessian = hessian * (np.ptp(run.position, axis=0) > 0)
    return radius(run.optimizer, quiet(run).rates, hessian)
