"""Formulas on whole arrays, by NumPy or JAX: the same text, with `ops` meaning another namespace."""

from collections.abc import Callable
from functools import cache
from types import ModuleType
from typing import Any

from engines import numpy_ops
from engines.formula import Formula
from engines.parsing import parse
from engines.typed.interpreter import Tape, on_arrays
from engines.typed.rule import TypedRule
from engines.typed.walking import walked


def elementwise(
    formula: Callable[..., Any] | Formula | Tape | TypedRule, ops: ModuleType = numpy_ops
) -> Callable[..., Any]:
    """The formula as a function of arrays: NumPy's, with the bits that Numba gives, or JAX's if `ops` is jax.numpy."""
    return walked(formula.formula, ops) if isinstance(formula, TypedRule) else _kept(formula, ops)


@cache
def _kept(formula: Callable[..., Any] | Formula | Tape, ops: ModuleType) -> Callable[..., Any]:
    if isinstance(formula, Tape):
        return on_arrays(formula, ops)
    tree = parse(formula)
    names: dict[str, Any] = {"__name__": __name__, "ops": ops}
    exec(tree.text, names)
    made: Callable[..., Any] = names[tree.short]
    return made
