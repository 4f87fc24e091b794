"""A formula with one operation a line, equal ones written once: so that derivatives, line by line, do not grow, and
that it can be written as a tape. No operation changes but those of numbers alone, which are done at once."""

from dataclasses import replace
from math import copysign, isfinite

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
)
from engines.rewriting import lean, rebuilt

Operand = Number | Name | Item | Field


class Lines:
    """Lines that grow: `operand` gives the name of an expression, or what needs none. prefix: of the names."""

    def __init__(self, prefix: str = "t") -> None:
        self.body: list[Assign] = []
        self.prefix = prefix
        self._known: dict[Expression, Operand] = {}

    def operand(self, node: Expression) -> Operand:
        if isinstance(node, Lookup):
            raise TypeError("a flat formula has no computed places")
        if isinstance(node, Operand):
            return node
        if isinstance(node, Negative):
            return self.line(Negative(self.operand(node.value)))
        if isinstance(node, Binary | Compare):
            return self.line(replace(node, left=self.operand(node.left), right=self.operand(node.right)))
        return self.line(replace(node, arguments=tuple(self.operand(argument) for argument in node.arguments)))

    def line(self, node: Negative | Binary | Compare | Call) -> Operand:
        """Of an operation on operands."""
        number = folded(node)
        if number is not None:
            return number
        if node not in self._known:
            name = Name(f"{self.prefix}{len(self.body) + 1}")
            self.body.append(Assign((name.name,), (node,)))
            self._known[node] = name
        return self._known[node]


def flat(formula: Formula) -> Formula:
    """The same formula. Names are t1, t2, ... and each is assigned once."""
    lines = Lines()
    now: dict[str, Operand] = {}

    def operand(node: Expression) -> Operand:
        return lines.operand(_renamed(node, now))

    def result(part: Result) -> Result:
        return tuple(map(result, part)) if isinstance(part, tuple) else operand(part)

    for line in formula.body:
        values = [operand(value) for value in line.values]
        now |= dict(zip(line.targets, values, strict=True))
    made = result(formula.result)
    return lean(replace(formula, body=tuple(lines.body), result=made))


def _renamed(node: Expression, now: dict[str, Operand]) -> Expression:
    return rebuilt(node, lambda e: now.get(e.name, e) if isinstance(e, Name) else e)


def folded(node: Expression) -> Number | None:
    """An operation of numbers alone, done; None for any other, and where it gives a zero with a sign or what is not
    finite."""
    value: float | None = None
    if isinstance(node, Negative) and isinstance(node.value, Number):
        value = -node.value.value
    elif isinstance(node, Binary) and isinstance(node.left, Number) and isinstance(node.right, Number):
        a, b = float(node.left.value), float(node.right.value)
        if node.op != "/" or b:
            value = {"+": a + b, "-": a - b, "*": a * b, "/": a / (b or 1.0)}[node.op]
    if value is None or not isfinite(value) or (value == 0 and copysign(1, value) < 0):
        return None
    return Number(value)
