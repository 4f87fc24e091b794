"""`ops` on NumPy arrays: NumPy's exact functions, and our sin, cos, exp and log as compiled loops, to the same bits."""

from functools import cache
from typing import Any

import numpy as np
from numba import void
from numpy import absolute, floor, inf, int64, maximum, minimum, nan, pi, sign, sqrt, where

from engines import elementary
from engines.compiled import VECTOR, cached, compiled
from engines.formula import Formula
from engines.ops import COS, SIN
from engines.parsing import parse

__all__ = [
    "absolute", "cos", "cosh", "exp", "floor", "inf", "int64", "log", "maximum", "minimum", "nan", "pi", "sign", "sin",
    "sinh", "sqrt", "tan", "tanh", "where",
]  # fmt: skip


@cache
def _loop(formula: Formula) -> Any:
    """Over a vector, into another. Array by array, as NumPy runs a formula, thirty passes would cost ten times as
    much."""
    function = compiled(formula)

    @cached(void(VECTOR, VECTOR), of=formula)
    def loop(values, out):  # type: ignore[no-untyped-def]
        for i in range(values.size):
            out[i] = function(values[i])

    return loop


def _each(formula: Formula, values: Any) -> Any:
    given = np.ascontiguousarray(values, np.float64)
    out = np.empty(given.shape)
    _loop(formula)(given.reshape(-1), out.reshape(-1))
    return out.reshape(np.shape(values))[()]


def sin(values: Any) -> Any:
    return _each(SIN, values)


def cos(values: Any) -> Any:
    return _each(COS, values)


def exp(values: Any) -> Any:
    return _each(parse(elementary.exp), values)


def log(values: Any) -> Any:
    return _each(parse(elementary.log), values)


def tan(values: Any) -> Any:
    return _each(parse(elementary.tan), values)


def sinh(values: Any) -> Any:
    return _each(parse(elementary.sinh), values)


def cosh(values: Any) -> Any:
    return _each(parse(elementary.cosh), values)


def tanh(values: Any) -> Any:
    return _each(parse(elementary.tanh), values)
