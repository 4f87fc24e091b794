"""The first moment under noise: its variance in theory, for each way of starting the average, and by Monte Carlo.

With independent noise of variance s^2 in every gradient and kappa = (1 - b) / (1 + b), the average after T steps varies
by

- none: (1 - b)^2 s^2 (1 + b^2 + ... + b^(2T-2)) = s^2 kappa (1 - b^(2T)), rising;
- standard: that over (1 - b^T)^2, which is s^2 kappa (1 + b^T) / (1 - b^T), falling from s^2;
- gradient-init: s^2 (kappa + (1 - kappa) b^(2T-2)), as the first gradient enters with weight b^(T-1); falling from s^2.

All three come to rest at kappa s^2. The paper argues for a fall as 1 / sqrt(T).
Source: Exploring the dynamics of Adam, section 3.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from dynamics.on_arrays import Stepper
from dynamics.optimizers.adam import OPTIMIZER as ADAM

Array = npt.NDArray[np.float64]
STARTS = ("none", "standard", "gradient-init")
MOST_STEPS, MOST_PATHS = 1_000, 20_000
FORMULAS = {
    "none": r"\operatorname{Var} m_T = \sigma^2 \kappa\,(1 - \beta_1^{2T})",
    "standard": r"\operatorname{Var} \hat m_T = \sigma^2 \kappa\,\frac{1 + \beta_1^T}{1 - \beta_1^T}",
    "gradient-init": r"\operatorname{Var} m_T = \sigma^2 \left(\kappa + (1 - \kappa)\,\beta_1^{2T - 2}\right)",
}
PRINTED = r"\operatorname{Var} m_T \to 0 \;\text{ as }\; 1 / \sqrt{T}"


class Spread(NamedTuple):
    """Variance of the first moment after each step, (T,), over so many paths, and the standard error of each variance,
    (T,)."""

    variance: Array
    error: Array


def kappa(beta1: float) -> float:
    return (1 - beta1) / (1 + beta1)


def theory(start: str, beta1: float, sigma: float, steps: int) -> Array:
    """FORMULAS[start] after steps 1 to `steps`, (T,). `start`: one of STARTS, as the hyperparameter bias_correction has
    it."""
    power, k = beta1 ** np.arange(1, steps + 1, dtype=np.float64), kappa(beta1)
    if start == "standard":
        return sigma**2 * k * (1 + power) / (1 - power)
    if start == "none":
        return sigma**2 * k * (1 - power**2)
    first: Array = beta1 ** (2 * np.arange(steps, dtype=np.float64))
    return sigma**2 * (k + (1 - k) * first)


def monte_carlo(
    start: str, beta1: float, sigma: float, steps: int, paths: int, seed: int = 0, slope: float = 1.0
) -> Spread:
    """What Adam's own rule makes of `paths` sequences of the gradient `slope` plus Gaussian noise.

    The error of a sample variance V of Gaussian values is V sqrt(2 / (paths - 1)).
    Raises ValueError for fewer than two paths or one step, more than 20,000 paths or 1,000 steps, b1 outside [0, 1) or
    sigma that is not finite and at least 0.
    """
    if not (2 <= paths <= MOST_PATHS and 1 <= steps <= MOST_STEPS):
        raise ValueError(
            f"There must be from 2 to {MOST_PATHS:,} paths and from 1 to {MOST_STEPS:,} steps; got {paths} and {steps}."
        )
    if not (np.isfinite(sigma) and sigma >= 0):
        raise ValueError(f"Noise must be a finite number, at least 0; got {sigma}.")
    adam = ADAM.with_(beta1=beta1, bias_correction=start)
    rule = Stepper(adam)
    draw = np.random.default_rng(seed)
    variance = np.empty(steps)
    for t in range(steps):
        rule.step(slope + sigma * draw.standard_normal(paths))
        variance[t] = np.var(rule.state[0] * rule.corrected[0], ddof=1)
    return Spread(variance, variance * np.sqrt(2 / (paths - 1)))
