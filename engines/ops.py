"""The operations a surface or a rule may use. These are Numba's, for scalars; `rebound` swaps in NumPy's or JAX's."""

import numpy as np
from numba import njit

pi, nan = np.pi, np.nan
sqrt, exp, log, sin, cos = np.sqrt, np.exp, np.log, np.sin, np.cos
maximum, minimum, absolute, sign = np.maximum, np.minimum, np.abs, np.sign
floor, int64 = np.floor, np.int64


@njit(inline="always")
def where(condition, a, b):  # type: ignore[no-untyped-def]
    """`a` where the condition holds, else `b`. (np.where on scalars gives Numba a 0-d array, which breaks tuple types.)"""
    return a if condition else b
