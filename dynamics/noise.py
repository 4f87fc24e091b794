"""Noise by step: what any step draws follows from (seed, step) alone, whichever steps were drawn before it.

The generator is Philox4x32-10: ten rounds that scramble a counter (low and high 32 bits of the step, 0, 0) under a key
(low and high 32 bits of the seed) into four words of 32 bits. It needs nothing but products of 32-bit integers, so
JavaScript repeats it to the bit: Math.imul gives the low half of a product, products of 16-bit halves the high one.
Source: Salmon, Moraes, Dror and Shaw, Parallel random numbers: as easy as 1, 2, 3 (2011); Box and Muller, A note on the
generation of random normal deviates (1958).
"""

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
from numba import njit, u8, void

from engines import ops
from engines.compiled import MATRIX, cached, compiled

Array = npt.NDArray[np.float64]

LARGEST_SEED = 2**64 - 1
# All of one type: Numba takes a 64-bit word and a plain whole number to a float, and loses the last bits.
MASK = np.uint64(0xFFFFFFFF)
HALF = np.uint64(32)
NONE = np.uint64(0)
ONE = np.uint64(1)
FACTOR1, FACTOR2 = np.uint64(0xD2511F53), np.uint64(0xCD9E8D57)
GROWTH1, GROWTH2 = np.uint64(0x9E3779B9), np.uint64(0xBB67AE85)  # of the key, from round to round
CUT1 = np.uint64(5)
CUT2 = np.uint64(6)
ROOM = np.uint64(26)


def key(seed: int) -> tuple[int, int]:
    """The seed's low and high 32 bits. Raises ValueError for what is no whole number from 0 to 2^64 - 1."""
    if not (0 <= seed <= LARGEST_SEED and seed == int(seed)):
        raise ValueError(f"A seed must be a whole number from 0 to {LARGEST_SEED}; got {seed}.")
    return int(seed) & 0xFFFFFFFF, int(seed) >> 32


# Inlined by Numba, not called: within a call LLVM does not work on several steps at once (9 ns a step instead of 1).
@njit(inline="always")
def philox(a, b, c, d, left, right):  # type: ignore[no-untyped-def]
    """Four words out of the counter's four and the key's two: 32 bits each, kept in 64 so that a product is whole."""
    for _ in range(10):
        p = a * FACTOR1
        q = c * FACTOR2
        a = (q >> HALF) ^ b ^ left
        b = q & MASK
        c = (p >> HALF) ^ d ^ right
        d = p & MASK
        left = (left + GROWTH1) & MASK
        right = (right + GROWTH2) & MASK
    return a, b, c, d


@njit(inline="always")
def share(high, low):  # type: ignore[no-untyped-def]
    """A number in (0, 1] out of two words: (27 bits of one, then 26 of the other, plus 1) 2^-53.

    Exact, as a float holds 53 bits and 2^53 itself; and never 0, which has no logarithm.
    """
    return np.float64(((high >> CUT1) << ROOM) + (low >> CUT2) + ONE) * 2.0**-53


def uniform_pair(u: Any, v: Any) -> Any:
    return u, v


def normal_pair(u: Any, v: Any) -> Any:
    """Two independent standard normal numbers out of two uniform ones in (0, 1], by Box and Muller."""
    radius = ops.sqrt(-2.0 * ops.log(u))
    angle = 2.0 * ops.pi * v
    return radius * ops.cos(angle), radius * ops.sin(angle)


@cache
def _pairs(pair: Callable[..., Any]) -> Any:
    """The loop over steps. Compiled when first used (0.3 s, once a machine), so that only noisy runs wait for it."""
    made = compiled(pair)

    @cached(void(u8, u8, u8, MATRIX), of=pair)
    def pairs(left, right, first, out):  # type: ignore[no-untyped-def]
        for i in range(out.shape[1]):
            step = first + np.uint64(i)
            a, b, c, d = philox(step & MASK, step >> HALF, NONE, NONE, left, right)
            out[0, i], out[1, i] = made(share(a, b), share(c, d))

    return pairs


def uniform(seed: int, first: int, last: int) -> Array:
    """Two independent numbers in (0, 1] for each step `first` to `last` (counted from 0, exclusive), (last - first, 2).

    A step's numbers are the same whatever is drawn with it. Raises ValueError as `key` does.
    """
    return _drawn(uniform_pair, seed, first, last)


def standard_normal(seed: int, first: int, last: int) -> Array:
    """Two independent standard normal numbers for each step, out of the step's uniform ones; else as `uniform`."""
    return _drawn(normal_pair, seed, first, last)


def _drawn(pair: Callable[..., Any], seed: int, first: int, last: int) -> Array:
    out = np.empty((2, last - first))  # not (steps, 2), in which LLVM stores one by one
    _pairs(pair)(*map(np.uint64, (*key(seed), first)), out)
    return np.ascontiguousarray(out.T)
