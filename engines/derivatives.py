"""Derivatives of formulas, line by line along the formula (forward mode), so that they do not grow.

Beside each line stands one for its derivative by each variable. A kink has the derivative of the side that the formula
itself takes there: |x| has slope 0 at 0, max(a, b) that of b where both are equal.
"""

from collections.abc import Callable
from dataclasses import replace

from engines.flattening import folded
from engines.formula import (
    Assign,
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
from engines.rewriting import lean

ZERO, ONE = Number(0.0), Number(1.0)
Slopes = dict[str, Expression]  # of what was assigned so far, by one variable


def jacobian(formula: Formula, by: tuple[str, ...]) -> Formula:
    """The formula whose result holds, in the place of each expression of the result, the tuple of its derivatives by
    the parameters named."""
    lines: list[Assign] = []
    known: dict[str, Slopes] = {variable: {variable: ONE} for variable in by}
    taken = {name for line in formula.body for name in line.targets} | set(formula.parameters)
    for line in formula.body:
        targets, values = [], []
        for variable in by:  # before the line itself: its right side means the names as they were
            slopes = [_slope(value, known[variable]) for value in line.values]
            for target, slope in zip(line.targets, slopes, strict=True):
                if isinstance(slope, Number):
                    known[variable][target] = slope
                else:
                    fresh = _fresh(f"{target}_{variable}", taken)
                    targets.append(fresh)
                    values.append(slope)
                    known[variable] = known[variable] | {target: Name(fresh)}
        lines += [Assign(tuple(targets), tuple(values))] if targets else []
        lines.append(line)
    result = _each(formula.result, lambda e: tuple(_slope(e, known[variable]) for variable in by))
    return lean(Formula(formula.name, formula.parameters, tuple(lines), result))


def gradient_of(value: Formula) -> Formula:
    """(x, y, p) -> (df/dx, df/dy) of f(x, y, p)."""
    return replace(jacobian(value, value.parameters[:2]), name=f"{value.name}.gradient")


def hessian_of(gradient: Formula) -> Formula:
    """(x, y, p) -> (fxx, fxy, fyy), from the gradient."""
    whole = jacobian(gradient, gradient.parameters[:2])
    (xx, xy), (_, yy) = whole.result  # type: ignore[misc]
    return lean(replace(whole, name=f"{gradient.name}.hessian", result=(xx, xy, yy)))


def _each(result: Result, change: Callable[[Expression], Result]) -> Result:
    return tuple(_each(part, change) for part in result) if isinstance(result, tuple) else change(result)


def _fresh(name: str, taken: set[str]) -> str:
    """A name for a derivative. A formula may assign to one name twice: each time its derivative gets the same name
    again, unless the formula uses that name itself."""
    while name in taken:
        name += "_"
    return name


def _slope(node: Expression, known: Slopes) -> Expression:
    """The derivative of an expression by one variable; ZERO exactly where it does not depend on it."""
    if isinstance(node, Name):
        return known.get(node.name, ZERO)
    if isinstance(node, Number | Field | Item | Lookup | Compare):
        return ZERO
    if isinstance(node, Negative):
        return _negative(_slope(node.value, known))
    if isinstance(node, Binary):
        return _of_binary(node, _slope(node.left, known), _slope(node.right, known))
    return _of_call(node, [_slope(argument, known) for argument in node.arguments])


def _of_binary(node: Binary, left: Expression, right: Expression) -> Expression:
    if node.op == "+":
        return _sum(left, right)
    if node.op == "-":
        return _sum(left, _negative(right))
    if node.op == "*":
        return _sum(_product(left, node.right), _product(node.left, right))
    above = _sum(left, _negative(_product(node, right)))  # (a / b)' = (a' - (a / b) b') / b
    return above if above == ZERO else _done(Binary("/", above, node.right))


def _of_call(node: Call, slopes: list[Expression]) -> Expression:
    a = node.arguments[0]
    if node.function == "where":
        _, one, other = slopes
        return ZERO if one == other == ZERO else Call("where", (a, one, other))
    if node.function in ("maximum", "minimum"):
        if slopes[0] == slopes[1] == ZERO:
            return ZERO
        first = Compare(">" if node.function == "maximum" else "<", *node.arguments)
        return Call("where", (first, *slopes))
    (slope,) = slopes
    if slope == ZERO or node.function in ("sign", "floor", "int64"):
        return ZERO
    if node.function == "sqrt":
        return Binary("/", slope, _product(Number(2.0), node))
    if node.function == "log":
        return Binary("/", slope, a)
    outer: dict[str, Expression] = {
        "exp": node,
        "sin": Call("cos", (a,)),
        "cos": Negative(Call("sin", (a,))),
        "tan": Binary("+", ONE, Binary("*", node, node)),
        "sinh": Call("cosh", (a,)),
        "cosh": Call("sinh", (a,)),
        "tanh": Binary("-", ONE, Binary("*", node, node)),
        "absolute": Call("sign", (a,)),
    }
    return _product(outer[node.function], slope)


def _sum(a: Expression, b: Expression) -> Expression:
    if ZERO in (a, b):
        return b if a == ZERO else a
    return _done(Binary("-", a, b.value) if isinstance(b, Negative) else Binary("+", a, b))


def _product(a: Expression, b: Expression) -> Expression:
    if ZERO in (a, b):
        return ZERO
    return b if a == ONE else a if b == ONE else _done(Binary("*", a, b))


def _negative(a: Expression) -> Expression:
    return a if a == ZERO else a.value if isinstance(a, Negative) else _done(Negative(a))


def _done(node: Expression) -> Expression:
    """Slopes that are numbers are numbers again: what does not depend on x further on has slope ZERO."""
    return folded(node) or node
