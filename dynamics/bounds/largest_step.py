"""The largest step Adam can take, whatever the gradients.

With ε = 0 and averages from zero, n gradients gₙ (the newest), gₙ₋₁, ... give the step η (1 - β₁) Σ β₁ⁱ gₙ₋ᵢ / √((1 -
β₂) Σ β₂ⁱ gₙ₋ᵢ²). By Cauchy and Schwarz it is largest for gₙ₋ᵢ in proportion to (β₁/β₂)ⁱ, and then η (1 - β₁) √((1 + r +
... + rⁿ⁻¹) / (1 - β₂)) with r = β₁² / β₂, which stays finite as n grows iff β₁² < β₂.

Bias correction multiplies the step by cₙ = √(1 - β₂ⁿ) / (1 - β₁ⁿ). The paper argues that cₙ <= 1. That holds for all n
iff β₂ >= β₁ (2 - β₁), for n = 1 is the worst; but the bound does not need it. Writing Bₙ for the largest uncorrected
step and B for its limit, (cₙ Bₙ / B)² = (1 - a)(1 - b) / (1 - √(a b))² with a = β₂ⁿ, b = rⁿ, and a + b >= 2 √(a b):
never above 1.
"""

import numpy as np
import numpy.typing as npt

from bibliography import Cited
from dynamics.bounds.claim import Claim

Array = npt.NDArray[np.float64]


def step_bound(beta1: npt.ArrayLike, beta2: npt.ArrayLike, gradients: float = np.inf) -> Array:
    """sup |step| / η over all sequences of that many gradients, uncorrected, ε = 0. Broadcasts; inf where there is no
    bound."""
    b1, b2 = np.asarray(beta1, np.float64), np.asarray(beta2, np.float64)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        r = np.where(b1 == 0, 0.0, b1 * b1 / b2)
        memory = (1 - r**gradients) / (1 - r) if np.isfinite(gradients) else np.where(r < 1, 1 / (1 - r), np.inf)
        memory = np.where(r == 1, gradients, memory)
        return np.asarray((1 - b1) * np.sqrt(memory / (1 - b2)))


def correction_factor(beta1: float, beta2: float, t: npt.ArrayLike) -> Array:
    """√(1 - β₂ᵗ) / (1 - β₁ᵗ): by how much bias correction changes the t-th step, t = 1, 2, ..."""
    t = np.asarray(t, np.float64)
    return np.asarray(np.sqrt(1 - beta2**t) / (1 - beta1**t))


def factor_stays_below_one(beta1: npt.ArrayLike, beta2: npt.ArrayLike) -> npt.NDArray[np.bool_]:
    """Whether the correction factor is at most 1 at every step: β₂ >= β₁ (2 - β₁). Broadcasts."""
    b1 = np.asarray(beta1, np.float64)
    return np.asarray(np.asarray(beta2) >= b1 * (2 - b1))


def failing(beta1: float, beta2: float) -> str:
    """Which assumption of the bounds a pair of decays breaks, as a sentence; empty if none."""
    if beta1 * beta1 < beta2:
        return ""
    if beta1 == beta2 == 0:
        return "With β₁ = β₂ = 0 Adam remembers nothing: every step is η long, and on a flat it takes none."
    if beta2 == 0:
        return (
            "There is no bound here: it needs β₁² < β₂, but with β₂ = 0 the squares are forgotten at once, and on a"
            " flat ε alone divides."
        )
    return (
        f"There is no bound here: it needs β₁² < β₂, but β₁² is {beta1 * beta1:.6g} and β₂ is {beta2:.6g}. "
        "The longer the history, the longer the step that it can drive."
    )


STEP = Claim(
    title="The largest step",
    source=Cited("@kaiser, proposition 1 and its proof"),
    printed=r"|w_{t+1} - w_t| \le \eta\,\frac{\sqrt{\beta_2}\,(1-\beta_1)}{\sqrt{(1-\beta_2)(\beta_2-\beta_1^2)}}"
    r"\quad\text{by}\quad \beta_2^t \ge \beta_1^{2t} - 2\beta_1^t \;\Leftarrow\; \beta_2 > \beta_1^2",
    corrected=r"|w_{t+1} - w_t| \le \eta\,(1-\beta_1)\sqrt{\frac{1}{(1-\beta_2)(1-\beta_1^2/\beta_2)}}"
    r"\quad\text{for}\quad \beta_1^2 < \beta_2; \qquad"
    r"\frac{\sqrt{1-\beta_2^t}}{1-\beta_1^t} \le 1 \;\;\forall t \iff \beta_2 \ge \beta_1(2-\beta_1)",
    difference=(
        "The bound is right, its proof is not: a sign is lost, and the correction factor stays below 1 only where β₂ ≥"
        " β₁(2 − β₁). The bound survives without that: the factor times the largest step after t gradients never"
        " exceeds it."
    ),
    code=(step_bound, correction_factor, factor_stays_below_one),
)
