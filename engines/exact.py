"""The operations that IEEE 754 rounds correctly or that round nothing: the same bits in every engine. Numba's, for
scalars; what Numba compiles consists of these alone."""

import numpy as np
from numba import njit

pi = np.pi
nan = np.nan
inf = np.inf
sqrt, absolute, floor = np.sqrt, np.abs, np.floor
maximum, minimum, sign, int64 = np.maximum, np.minimum, np.sign, np.int64


@njit(inline="always")
def where(condition, a, b):
    """`a` where the condition holds, else `b`. (np.where on scalars gives Numba a 0-d array, which breaks tuple
    types.)"""
    return a if condition else b
