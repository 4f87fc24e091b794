"""When a step leads away from the optimum x* = 0: theorem 3.1 of the AdaFix paper as printed, corrected, and against
what happens.

f is δ-one-point convex where ⟨g, x⟩ > δ |x|². A step x - (η/√v) g along the gradient leads away iff √v <= η |g|² / (2
⟨g, x⟩); convexity bounds that from above only, so no bound on √v that is made from δ, |g| and |x| can promise receding:
f = x²/2 with √v = η meets the condition with δ = 0 and lands exactly on x*. And Adam steps along an average, not along
g.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from bibliography import Cited
from dynamics.bounds.claim import Claim
from dynamics.trajectory import Trajectory

Array = npt.NDArray[np.float64]


def printed_bound(x: Array, g: Array, delta: float = 0.0) -> Array:
    """(K,) from x, g (K, 2): √(δ² |x|² + |g|²) / |x|² - δ."""
    far, steep = np.hypot(*x.T), np.hypot(*g.T)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.sqrt(delta**2 * far**2 + steep**2) / far**2 - delta)


def corrected_bound(x: Array, g: Array, lr: float, delta: float = 0.0) -> Array:
    """(K,) from x, g (K, 2): η (√(δ² + |g|² / |x|²) - δ)."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(lr * (np.sqrt(delta**2 + (np.hypot(*g.T) / np.hypot(*x.T)) ** 2) - delta))


def plain_step_bound(x: Array, g: Array, lr: float) -> Array:
    """(K,) from x, g (K, 2): η |g|² / (2 ⟨g, x⟩), exact for a step along the gradient with one √v for all
    coordinates."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(lr * (g * g).sum(axis=1) / (2 * (g * x).sum(axis=1)))


def divisor(run: Trajectory) -> Array:
    """(K,): the largest of what the coordinates are divided by, √v̂ + ε as the run's conventions have it."""
    with np.errstate(divide="ignore"):
        return np.asarray(run.optimizer.hyper.lr / run.effective_lr.min(axis=1))


def recedes(run: Trajectory) -> npt.NDArray[np.bool_]:
    """(K - 1,): whether the update that leaves each row does not lead closer to the origin."""
    square = (run.position**2).sum(axis=1)
    return np.asarray(square[1:] >= square[:-1])


class Prediction(NamedTuple):
    """How many of the steps taken from inside the region a bound foresees: hits recede as foreseen, false alarms do
    not, misses recede unforeseen, and the rest neither."""

    bound: str
    hits: int
    false_alarms: int
    misses: int
    rest: int


def predictions(run: Trajectory, delta: float = 0.0) -> list[Prediction]:
    """What each bound says of every step from where f is δ-one-point convex, against what the step did."""
    x = run.position
    g = run.gradient
    lr = run.optimizer.hyper.lr
    inside = one_point_convex(x, g, delta)[:-1]
    away = recedes(run)
    least = divisor(run)
    bounds = {
        "Printed": printed_bound(x, g, delta),
        "Corrected": corrected_bound(x, g, lr, delta),
        "Along g": plain_step_bound(x, g, lr),
    }
    out = []
    for name, bound in bounds.items():
        stated = (least <= bound)[:-1]
        counts = [
            int((inside & a & b).sum()) for a, b in ((stated, away), (stated, ~away), (~stated, away), (~stated, ~away))
        ]
        out.append(Prediction(name, *counts))
    return out


def one_point_convex(x: Array, g: Array, delta: float = 0.0) -> npt.NDArray[np.bool_]:
    """(K,): ⟨g, x⟩ > δ |x|², the definition. On the ripple with δ = 0 it is 0 < |x|² < π, and again in every other ring
    outside."""
    return np.asarray((g * x).sum(axis=1) > delta * (x * x).sum(axis=1))


RECEDING = Claim(
    title="When Adam recedes",
    source=Cited("@bae2019, theorem 3.1"),
    printed=r"\sqrt{\max_i v_i} \le \frac{\sqrt{\delta^2 |x|^2 + |g|^2}}{|x|^2} - \delta \;\Rightarrow\; |x'| \ge |x|",
    corrected=r"\sqrt{\max_i v_i} \le \eta\left(\sqrt{\delta^2 + \frac{|g|^2}{|x|^2}} - \delta\right)",
    difference=(
        "Two things are lost in print: the factor η, and |x| where |x|² stands (the supplement has η back). The proof"
        " turns one-point convexity round: on f = x²/2 with √v = η the condition holds and the step lands exactly on"
        " the optimum. It leaves out momentum: it is about a step along g."
    ),
    code=(printed_bound, corrected_bound, plain_step_bound),
)
