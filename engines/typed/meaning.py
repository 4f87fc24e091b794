"""Syntax tree to the closed tree of `engines.formula`, one operation a line, and its derivatives, which do not grow."""

from collections.abc import Mapping
from functools import partial, reduce
from typing import NamedTuple

from engines.derivatives import gradient_of, hessian_of
from engines.flattening import Lines, Operand, flat
from engines.formula import Binary, Call, Compare, Formula, Item, Name, Negative, Number
from engines.typed.grammar import COMPARISONS, CONSTANTS, FUNCTIONS, VARIABLES
from engines.typed.nodes import Node


class Meaning(NamedTuple):
    """Formulas of (x, y, p): p[k] is the k-th constant of the reader's own."""

    value: Formula
    gradient: Formula
    hessian: Formula


def meaning(node: Node) -> Meaning:
    value = value_of(node)
    gradient = flat(gradient_of(value))
    return Meaning(value, gradient, flat(hessian_of(gradient)))


NAMES: dict[str, Operand] = {
    **{name: Number(value) for name, value in CONSTANTS.items()},
    **{name: Name(name) for name in VARIABLES},
}


def value_of(node: Node) -> Formula:
    lines = Lines()
    result = operand(node, lines, NAMES)
    return Formula(f"{__name__}.value", ("x", "y", "p"), tuple(lines.body), result)


def operand(node: Node, lines: Lines, names: Mapping[str, Operand]) -> Operand:
    """What a node gives, with the lines that it takes. names: what each name stands for."""
    kind, *parts = node
    if kind == "number":
        return Number(parts[0])
    if kind == "name":
        return names[parts[0]]
    if kind == "constant":
        return Item("p", parts[0])
    if kind == "^":
        return power(operand(parts[0], lines, names), parts[1], lines)
    values = [operand(part, lines, names) for part in parts]
    if kind in COMPARISONS:
        return lines.line(Compare(kind, *values))
    if kind in FUNCTIONS:
        function, least, most = FUNCTIONS[kind]
        if least < most:  # of any number of values, two at a time
            return reduce(lambda a, b: lines.line(Call(function, (a, b))), values)
        return lines.line(Call(function, tuple(values)))
    return lines.line(Negative(*values) if len(values) == 1 else Binary(kind, *values))


def power(base: Operand, n: int, lines: Lines) -> Operand:
    """By squaring: x^3 is (x * x) * x, x^-1 is 1 / x."""
    if n == 0:
        return Number(1.0)
    times = partial(Binary, "*")
    made = base
    for bit in f"{abs(n):b}"[1:]:
        made = lines.line(times(made, made))
        if bit == "1":
            made = lines.line(times(made, base))
    return made if n > 0 else lines.line(Binary("/", Number(1.0), made))
