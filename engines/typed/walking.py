"""A tree walked on arrays, operation by operation: for what is typed, of which nothing is compiled and no text is run.

NumPy, JAX (which traces the walk) and derivatives all go this way; the operations are those of the compiled text.
"""

import operator
from collections.abc import Callable, Mapping
from types import ModuleType
from typing import Any

import numpy as np

from engines.formula import (
    Binary,
    Call,
    Compare,
    Expression,
    Field,
    Formula,
    Item,
    Lookup,
    Name,
    Negative,
    Number,
    Result,
)  # fmt: skip


def _quotient(a: Any, b: Any) -> Any:
    """Of two of Python's numbers as IEEE 754 has it: a division by 0 is no error."""
    if isinstance(a, float | int) and isinstance(b, float | int):
        with np.errstate(all="ignore"):
            return float(np.float64(a) / np.float64(b))
    return a / b


ARITHMETIC: Mapping[str, Callable[[Any, Any], Any]] = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "/": _quotient,
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "==": operator.eq, "!=": operator.ne,
}  # fmt: skip


def walked(formula: Formula, ops: ModuleType) -> Callable[..., Any]:
    """The formula as a function of its parameters, as `engines.arrays.elementwise` gives one of a compiled text."""

    def function(*given: Any) -> Any:
        names = dict(zip(formula.parameters, given, strict=True))
        for line in formula.body:
            values = [_value(value, names, ops) for value in line.values]
            names |= dict(zip(line.targets, values, strict=True))
        return _result(formula.result, names, ops)

    return function


def _result(result: Result, names: Mapping[str, Any], ops: ModuleType) -> Any:
    if isinstance(result, tuple):
        return tuple(_result(part, names, ops) for part in result)
    return _plain(_value(result, names, ops))


def _value(node: Expression, names: Mapping[str, Any], ops: ModuleType) -> Any:
    if isinstance(node, Name):
        return names[node.name]
    if isinstance(node, Number):
        return node.value
    if isinstance(node, Field):
        return getattr(names[node.of], node.name)
    if isinstance(node, Item):
        return names[node.of][node.index]
    if isinstance(node, Lookup):
        raise TypeError("what is typed has no computed places")
    if isinstance(node, Negative):
        return -_plain(_value(node.value, names, ops))
    if isinstance(node, Binary | Compare):
        left, right = _value(node.left, names, ops), _value(node.right, names, ops)
        careful = node.op == "*" or (node.op == "-" and isinstance(left, float | int))
        return ARITHMETIC[node.op](left, right) if careful else ARITHMETIC[node.op](_plain(left), _plain(right))
    assert isinstance(node, Call)
    return getattr(ops, node.function)(*(_plain(_value(argument, names, ops)) for argument in node.arguments))


def _plain(value: Any) -> Any:
    """A decay in single precision (`dynamics.on_jax`), which takes products and 1 − β with care, is a number to all
    else."""
    return getattr(value, "plain", value)
