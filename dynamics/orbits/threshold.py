"""The edge of stability of an optimizer: how much curvature, times its effective rate, it bears.

With the rate held, what a rule averages is a linear filter of the gradients: q = C s + D g, s' = A s + B g, and x' = x
- k q. On a quadratic, k is rate · λ and g = x. Once k is too large the gradients alternate: to +g, -g, +g, ... the
filter answers with r g, and the step just turns the position round at k = 2 / r. That is 2 for gradient descent, 2 + 2μ
for the heavy ball, (2 + 2μ) / (1 + 2μ) for Nesterov's method (`PLAIN`), (2 + 2β₁) / (1 - β₁) for Adam and its kin
(`ADAPTIVE`). A filter with a long memory of equal weights can turn unstable before that, in slower swings; so the
matrix of the whole is asked as well.
"""

from functools import lru_cache

import numpy as np
import numpy.typing as npt

from bibliography import Cited
from dynamics.averaging import averaging_filter
from dynamics.optimizer import Optimizer
from dynamics.orbits.held import takes_sign

Array = npt.NDArray[np.float64]

PLAIN, ADAPTIVE = Cited("@cohen2021"), Cited("@cohen2022")
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
    a, b, c, d, _ = averaging_filter(optimizer)
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


def threshold_source(optimizer: Optimizer) -> str:
    """Where its threshold is from; "" where it has none."""
    if np.isnan(threshold(optimizer)):
        return ""
    return ADAPTIVE if optimizer.normalised else PLAIN


def turns_at_once(optimizer: Optimizer) -> bool:
    """Whether above the threshold a disturbance is turned round and grows with every step. False where it grows in slow
    swings (AdaShift at β₁ = 0.9: by a factor of 1.0025 a step, 5 % above), and where there is no threshold."""
    edge = threshold(optimizer)
    return bool(np.isfinite(edge)) and edge >= _alternating(*averaging_filter(optimizer)[:4]) * (1 - 1e-6)


def _alternating(a: Array, b: Array, c: Array, d: float) -> float:
    """The rate · λ at which a gradient that alternates turns the position just round."""
    return float(2 / (d - c @ np.linalg.solve(a + np.eye(len(a)), b)))


def _radius(a: Array, b: Array, c: Array, d: float, k: float) -> float:
    """The largest modulus among the eigenvalues of (x, s) -> (x - k (C s + D x), A s + B x)."""
    whole = np.block([[np.array([[1 - k * d]]), -k * c[None]], [b[:, None], a]])
    return float(np.abs(np.linalg.eigvals(whole)).max())
