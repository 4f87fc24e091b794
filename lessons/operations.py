"""What the signs and functions of expressions do, with numbers and with rows of numbers by step."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np

COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
    "==": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
}
SUMS: dict[str, Callable[[Any, Any], Any]] = {"+": lambda a, b: a + b, "-": lambda a, b: a - b}


def _over(a: Any, b: Any) -> Any:
    """Not a number where there is nothing to divide by, in a row too."""
    if np.ndim(b):
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.where(b == 0, math.nan, np.divide(a, b))
    return a / b if b else math.nan


PRODUCTS: dict[str, Callable[[Any, Any], Any]] = {"*": lambda a, b: a * b, "/": _over}


def when(holds: Any) -> float:
    """The first step at which it holds, inf if never."""
    row = np.atleast_1d(holds)
    return float(row.argmax()) if row.any() else math.inf


FUNCTIONS: dict[str, Callable[..., Any]] = {
    "max": lambda *v: float(np.nanmax(np.concatenate([np.atleast_1d(each) for each in v]))),
    "min": lambda *v: float(np.nanmin(np.concatenate([np.atleast_1d(each) for each in v]))),
    "abs": np.abs,
    "sqrt": np.sqrt,
    "when": when,
}
