"""Figure 1 and equations 2 to 5 as they stand in print, stepped beside the explorer's own rules over the same
gradients."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from dynamics import OPTIMIZERS
from dynamics.on_arrays import Stepper
from dynamics.optimizer import Optimizer

Array = npt.NDArray[np.float64]
Formula = Callable[[Array], Array]  # gradients (T,) to steps (T,), in η

STEPS, SEED = 300, 0
BETA1, BETA2, EPSILON = 0.9, 0.999, 1e-8  # as printed


def gradients() -> Array:
    """(STEPS,): any will do; these neither fade nor keep their sign."""
    return np.random.default_rng(SEED).standard_normal(STEPS) + 0.3


def averaged(values: Array, beta: float, share: float) -> Array:
    """(T,): a_t = β a_(t-1) + share · u_t from a_0 = 0, of u (T,)."""
    out, last = np.empty_like(values), 0.0
    for t, value in enumerate(values):
        out[t] = last = beta * last + share * value
    return out


def _powers(beta: float, count: int) -> Array:
    return np.asarray(beta ** np.arange(1.0, count + 1))


def rootless_adagrad(g: Array) -> Array:
    """Equation 2: g_t / Σ g²."""
    return np.asarray(g / np.cumsum(g * g))


def rooted_adagrad(g: Array) -> Array:
    return np.asarray(g / np.sqrt(np.cumsum(g * g)))


def rmsprop(share: float) -> Formula:
    """Equation 3 with `share` before g²: 1 − β₁ in print."""
    return lambda g: np.asarray(g / (np.sqrt(averaged(g * g, BETA2, share)) + EPSILON))


def adam(g: Array) -> Array:
    """Figure 1, the algorithm."""
    m = averaged(g, BETA1, 1 - BETA1) / (1 - _powers(BETA1, len(g)))
    v = averaged(g * g, BETA2, 1 - BETA2) / (1 - _powers(BETA2, len(g)))
    return np.asarray(m / (np.sqrt(v) + EPSILON))


def adam_reordered(g: Array) -> Array:
    """Equation 4: the corrections in one factor, and ε̂ = ε √(1 − β₂ᵗ)."""
    left = np.sqrt(1 - _powers(BETA2, len(g)))
    root = np.sqrt(averaged(g * g, BETA2, 1 - BETA2))
    return np.asarray(averaged(g, BETA1, 1 - BETA1) / (root + EPSILON * left) * left / (1 - _powers(BETA1, len(g))))


def adam_uncorrected(g: Array) -> Array:
    """Equation 5."""
    return np.asarray(averaged(g, BETA1, 1 - BETA1) / (np.sqrt(averaged(g * g, BETA2, 1 - BETA2)) + EPSILON))


def taken(optimizer: Optimizer, g: Array) -> Array:
    """(T,): the steps of a rule over gradients (T,), in η."""
    rule = Stepper(optimizer)
    return np.array([float(rule.step(np.array([each]))[0]) for each in g]) / float(optimizer.hyper.lr)


def off(formula: Formula, optimizer: Optimizer) -> float:
    """The largest difference between a formula's step and the rule's, relative to the rule's largest."""
    g = gradients()
    own = taken(optimizer, g)
    return float(np.abs(formula(g) - own).max() / np.abs(own).max())


def adagrads(lr: float = 1e-3) -> dict[str, float]:
    """How far equation 2 is from AdaGrad's rule, as printed and with the root; and what a hundredfold loss makes of the
    first step: 1 where steps have no unit."""
    rule, g = OPTIMIZERS["adagrad"].with_(lr=lr, epsilon=0.0), gradients()
    return {
        "printed": off(rootless_adagrad, rule),
        "rooted": off(rooted_adagrad, rule),
        "scaled_printed": float(rootless_adagrad(100 * g)[0] / rootless_adagrad(g)[0]),
        "scaled": float(rooted_adagrad(100 * g)[0] / rooted_adagrad(g)[0]),
    }


def rmsprops(lr: float = 1e-3) -> dict[str, float]:
    """How far equation 3 is from RMSProp's rule with 1 − β₁ as printed, and with 1 − β₂."""
    rule = OPTIMIZERS["rmsprop"].with_(lr=lr, beta2=BETA2)
    return {"printed": off(rmsprop(1 - BETA1), rule), "own_decay": off(rmsprop(1 - BETA2), rule)}


def descents(lr: float = 1e-3) -> dict[str, float]:
    """How far equation 1 is from gradient descent's rule."""
    return {"equation_1": off(lambda g: g, OPTIMIZERS["sgd"].with_(lr=lr))}


def adams(lr: float = 1e-3) -> dict[str, float]:
    """How far figure 1, equation 4 and equation 5 are from Adam's rule, corrected and not; and equation 5 from the
    corrected rule at first and from the 10,000th step on, as a share of its step."""
    corrected = OPTIMIZERS["adam"].with_(lr=lr)
    plain = corrected.with_(bias_correction="none")
    factor = np.sqrt(1 - BETA2 ** np.array([1.0, 10_000.0])) / (1 - BETA1 ** np.array([1.0, 10_000.0]))
    return {
        "figure_1": off(adam, corrected),
        "equation_4": off(adam_reordered, corrected),
        "equation_5": off(adam_uncorrected, plain),
        "correction_first": float(abs(factor[0] - 1)),
        "correction_late": float(abs(factor[1] - 1)),
    }


def steady(lr: float = 1e-3, steps: int = 200) -> dict[str, float]:
    """A gradient that stays as it is: how far each uncorrected step is from (1 − β₁ᵗ) / √(1 − β₂ᵗ) η, whether the slope
    is 1 or 1,000; and each corrected one from η: a corner of a cube."""
    plain = OPTIMIZERS["adam"].with_(lr=lr, epsilon=0.0, bias_correction="none")
    foreseen = (1 - _powers(BETA1, steps)) / np.sqrt(1 - _powers(BETA2, steps))
    one, steep = (taken(plain, np.full(steps, slope)) for slope in (1.0, 1000.0))
    corrected = taken(plain.with_(bias_correction="standard"), np.full(steps, 1.0))
    return {
        "apart": float(np.abs(one / foreseen - 1).max()),
        "apart_steep": float(np.abs(steep / foreseen - 1).max()),
        "corner": float(np.abs(corrected - 1).max()),
    }
