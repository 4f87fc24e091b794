"""The same source on arrays: a formula whose `ops` is NumPy or JAX instead of Numba's scalars."""

from collections.abc import Callable
from functools import cache
from types import FunctionType, ModuleType
from typing import Any


@cache
def rebound(function: Callable[..., Any], ops: ModuleType) -> Callable[..., Any]:
    """`function` with its global name `ops` meaning another namespace (numpy, jax.numpy)."""
    assert isinstance(function, FunctionType), "only plain functions can be rebound, and they must call nothing but ops"
    return FunctionType(
        function.__code__, {**function.__globals__, "ops": ops}, function.__name__, function.__defaults__
    )
