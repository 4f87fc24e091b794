"""The edge of stability of an optimizer: how much curvature, times its effective rate, it bears.

With the rate held, what a rule averages is a linear filter of the gradients: q = C s + D g, s' = A s + B g, and x' = x
- k q. On a quadratic, k is rate · λ and g = x. Once k is too large the gradients alternate: to +g, -g, +g, ... the
filter answers with r g, and the step just turns the position round at k = 2 / r. That is 2 for gradient descent, 2 + 2μ
for the heavy ball, (2 + 2μ) / (1 + 2μ) for Nesterov's method (Cohen et al., Gradient descent on neural networks
typically occurs at the edge of stability, arXiv 2103.00065), (2 + 2β₁) / (1 - β₁) for Adam and its kin (the same,
Adaptive gradient methods at the edge of stability, arXiv 2207.14484). A filter with a long memory of equal weights can
turn unstable before that, in slower swings; so the matrix of the whole is asked as well.
"""

from functools import lru_cache

import numpy as np
import numpy.typing as npt

from dynamics.optimizer import Optimizer
from dynamics.orbits.held import takes_sign
from dynamics.stepping import limit
from engines.arrays import elementwise

Array = npt.NDArray[np.float64]

SETTLING = 16  # steps after which no memory of fixed length is still empty
HALVINGS = 60


@lru_cache(maxsize=512)
def threshold(optimizer: Optimizer) -> float:
    """The largest rate · λ that is stable while the rate stays; η is in the rate, so it has no unit.

    Asked of the rule itself, which knows what it averages; weight decay is left out. NaN where the rule gives no rate
    (AdaDelta, ε = 0), and for rules that take a sign (Lion): however small a disturbance, it either changes no sign,
    and stays as it is, or changes one, and is as long as a step from then on.
    """
    if takes_sign(optimizer):
        return float("nan")
    a, b, c, d = averaging_filter(optimizer)
    if not np.isfinite(d):
        return float("nan")
    alternating = _alternating(a, b, c, d)
    if _radius(a, b, c, d, alternating * (1 - 1e-6)) <= 1 + 1e-9:
        return alternating
    low, high = 0.0, alternating
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if _radius(a, b, c, d, middle) <= 1 + 1e-12 else (low, middle)
    return low


def turns_at_once(optimizer: Optimizer) -> bool:
    """Whether above the threshold a disturbance is turned round and grows with every step. False where it grows in slow
    swings (AdaShift at β₁ = 0.9: by a factor of 1.0025 a step, 5 % above), and where there is no threshold."""
    edge = threshold(optimizer)
    return bool(np.isfinite(edge)) and edge >= _alternating(*averaging_filter(optimizer)) * (1 - 1e-6)


def averaging_filter(optimizer: Optimizer) -> tuple[Array, Array, Array, float]:
    """A (n, n), B (n,), C (n,), D of q = step / rate, over the n state variables that q depends on."""
    rule, hyper = elementwise(optimizer.rule), optimizer.numbers
    context = limit(hyper.lr, 0.0, 1.0, 1.0)

    def ask(g: float, state_variables: Array) -> tuple[float, Array]:
        step, rate, after = rule(g, tuple(state_variables), context, hyper)
        return float(step / rate), np.array(after, np.float64)

    with np.errstate(all="ignore"):
        state_variables = np.zeros(len(optimizer.state_variables))
        for k in range(SETTLING):  # away from 0, so that no denominator is
            state_variables = ask((-1.0) ** k, state_variables)[1]
        q, after = ask(1.0, state_variables)
        aside = [ask(1.0, state_variables + unit) for unit in np.eye(len(state_variables))]
        memory = [k for k, (other, _) in enumerate(aside) if abs(other - q) > 1e-9]
        a = np.array([(aside[k][1] - after)[memory] for k in memory]).reshape(len(memory), len(memory)).T
        c = np.array([aside[k][0] - q for k in memory])
        double = ask(2.0, state_variables)
        return a, (double[1] - after)[memory], c, double[0] - q


def _alternating(a: Array, b: Array, c: Array, d: float) -> float:
    """The rate · λ at which a gradient that alternates turns the position just round."""
    return float(2 / (d - c @ np.linalg.solve(a + np.eye(len(a)), b)))


def _radius(a: Array, b: Array, c: Array, d: float, k: float) -> float:
    """The largest modulus among the eigenvalues of (x, s) -> (x - k (C s + D x), A s + B x)."""
    whole = np.block([[np.array([[1 - k * d]]), -k * c[None]], [b[:, None], a]])
    return float(np.abs(np.linalg.eigvals(whole)).max())
