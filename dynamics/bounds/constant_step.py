"""How small the gradient gets under Adam with a constant step: theorem 1 of that paper as printed, with what its proof
loses, and beside a run.

The proof supposes that |∇L| > σ at every step and needs a c > 0 below (1 - β₁) λ_min(A) - (β₁ - β₁ᵗ) γ λ_max(A) / σ,
where A holds 1 / (√v + ε) and γ is the largest gradient norm before step t. Since λ_min <= λ_max that takes σ > γ (β₁ -
β₁ᵗ) / (1 - β₁), which comes to 9 γ at β₁ = 0.9; and σ < γ was supposed.

K bounds how fast the gradient changes (what others call K-smooth).
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from bibliography import Cited
from dynamics.bounds.claim import Claim
from dynamics.trajectory import Trajectory

Array = npt.NDArray[np.float64]


def constant_rate(gap: float, smoothness: float, delta: float, steps: int) -> float:
    """α = √(2 (L(w₀) - L*) / (K δ² T)). gap: L(w₀) - L*; smoothness: K; delta: δ, the largest |g| times the largest
    λ_max(A); steps: T."""
    return float(np.sqrt(2 * gap / (smoothness * delta**2 * steps)))


def gradient_bound(gap: float, smoothness: float, delta: float, steps: int, c: float = 1.0) -> float:
    """What the least gradient norm of T steps is said to stay below: (2 K δ² (L(w₀) - L*) / T)^¼ / √c, as in
    `constant_rate`. Printed: c = 1. Infinite where c is not positive, for then the proof bounds nothing."""
    if c <= 0:
        return float("inf")
    return float((2 * smoothness * delta**2 * gap / steps) ** 0.25 / np.sqrt(c))


def least_ratio(beta1: float, step: float = np.inf) -> float:
    """What σ / γ must exceed for c > 0 at step t, at the very least: (β₁ - β₁ᵗ) / (1 - β₁); 9 in the end at 0.9."""
    return float((beta1 - beta1**step) / (1 - beta1))


def void_from(beta1: float) -> int | None:
    """The first step at which no run can have c > 0 and |∇L| > σ together; None for β₁ <= 1/2, where none is ruled
    out."""
    if least_ratio(beta1) <= 1:
        return None
    step = 1
    while least_ratio(beta1, step) < 1:
        step += 1
    return step


class Beside(NamedTuple):
    """The theorem's quantities along a run of T steps. c (T,): what c must lie below at each, with σ the least gradient
    norm, the largest σ that the run allows."""

    delta: float
    least: float  # the least gradient norm
    printed: float  # the bound on it
    rate: float  # the theorem's rate for this δ
    c: Array


def beside(run: Trajectory, gap: float, smoothness: float) -> Beside:
    """Theorem 1 beside a run of Adam as that paper prints it, without correction. gap: L(w₀) - L*; smoothness: K.

    Raises ValueError for a run that does not hold every step, or whose averages are corrected."""
    hyper, steps = run.optimizer.hyper, len(run.step) - 1
    if run.step[-1] != steps:
        raise ValueError("This run holds some of its steps only. The theorem is about all: take fewer steps.")
    if hyper.bias_correction != "none":
        raise ValueError("The theorem is about Adam without correction: set bias_correction to none.")
    norm = np.hypot(*run.gradient[:steps].T)
    matrix = run.effective_lr[:steps] / hyper.lr
    before = np.concatenate([[0.0], np.maximum.accumulate(norm)[:-1]])
    powers = hyper.beta1 ** np.arange(1, steps + 1)
    with np.errstate(over="ignore", divide="ignore", invalid="ignore"):  # the least norm may be denormal, or 0
        lost = (hyper.beta1 - powers) * before * matrix.max(1) / norm.min()
        c = (1 - hyper.beta1) * matrix.min(1) - lost
    delta = float(matrix.max() * norm.max())
    printed, rate = gradient_bound(gap, smoothness, delta, steps), constant_rate(gap, smoothness, delta, steps)
    return Beside(delta, float(norm.min()), printed, rate, c)


CONSTANT_STEP = Claim(
    title="Adam with a constant step",
    source=Cited("@mazumder, theorem 1"),
    printed=r"\min_{t<T} |\nabla L(w_t)| \le \left(\frac{2K\delta^2}{T}\,(L(w_0)-L^*)\right)^{1/4}",
    corrected=r"\min_{t<T} |\nabla L(w_t)| \le \frac{1}{\sqrt c}\left(\frac{2K\delta^2}{T}\,(L(w_0)-L^*)\right)^{1/4},"
    r"\qquad 0 < c \le (1-\beta_1)\,\lambda_{\min} - (\beta_1-\beta_1^t)\,\lambda_{\max}\frac{\gamma}{\sigma}",
    difference=(
        "The last line of the proof loses 1/√c. And at β₁ = 0.9 a c above 0 takes σ above 9 γ in the end, where γ is"
        " the largest gradient norm so far, while the proof supposes that every gradient is longer than σ: from the"
        " third step on no run meets both. For β₁ up to 1/2 some may."
    ),
    code=(constant_rate, gradient_bound, least_ratio, void_from),
)
