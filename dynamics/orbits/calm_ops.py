"""jax.numpy as the rules of optimizers see it when orbits are differentiated: its root is flat at 0.

At rest both averages are 0, and √v has no derivative there. Yet m / (√v + ε) has one: m is of first order, so that the
change of √v only enters at an order above it. A root whose derivative at 0 is 0 gives that derivative; the usual one
gives 0 · ∞. Below 0, where Newton's method may pass, the root is 0 too: v is an average of squares, so no orbit lies
there.
"""

from jax.numpy import abs as absolute
from jax.numpy import cos, exp, inf, log, maximum, minimum, nan, pi, sign, sin, where
from jax.numpy import sqrt as _sqrt

__all__ = ["absolute", "cos", "exp", "inf", "log", "maximum", "minimum", "nan", "pi", "sign", "sin", "sqrt", "where"]


def sqrt(v):  # type: ignore[no-untyped-def]
    positive = v > 0
    return where(positive, _sqrt(where(positive, v, 1.0)), 0.0)
