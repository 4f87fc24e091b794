"""The operations a surface or a rule may use. These are Numba's, for scalars; `rebound` swaps in NumPy's or JAX's."""

import numpy as np
from numba import njit

pi, nan = np.pi, np.nan
sqrt = np.sqrt
exp = np.exp
log = np.log
sin = np.sin
cos = np.cos
maximum = np.maximum
minimum = np.minimum
absolute = np.abs
sign = np.sign
floor, int64 = np.floor, np.int64


@njit(inline="always")
def where(condition, a, b):  # type: ignore[no-untyped-def]
    """`a` where the condition holds, else `b`. (np.where on scalars gives Numba a 0-d array, which breaks tuple
    types.)"""
    return a if condition else b
