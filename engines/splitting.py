"""A formula in two: what some of its inputs decide alone, and the rest. Together they are the same operations in the
same order, so no bit changes; but who keeps the first part's result need not compute it again while those inputs
stay."""

from collections.abc import Callable
from dataclasses import replace
from enum import IntEnum

from engines.formula import Binary, Call, Compare, Expression, Formula, Item, Name, Negative, Number, Result, children
from engines.rewriting import expanded, lean, single


class Grade(IntEnum):
    """Of an input: the same for ever, the same for long, or not."""

    FIXED = 0
    STILL = 1
    MOVING = 2


def split(formula: Formula, grade: Callable[[Expression], Grade], parameter: str) -> tuple[Formula, Formula]:
    """The part that needs no moving input, with a tuple as its result; and the rest, whose first parameter, of that
    name, is this tuple. grade: of parameters and of their named and numbered parts."""
    formula = single(expanded(formula))
    known: dict[str, Grade] = {}
    handed: dict[Expression, int] = {}

    def of(node: Expression) -> Grade:
        if isinstance(node, Number):
            return Grade.FIXED
        if isinstance(node, Name) and node.name in known:
            return known[node.name]
        below = children(node)
        return max(map(of, below)) if below else grade(node)

    def cut(node: Expression) -> Expression:
        """With what is still taken from the tuple."""
        if of(node) == Grade.STILL:
            return Item(parameter, handed.setdefault(node, len(handed)))
        if isinstance(node, Binary | Compare):
            return replace(node, left=cut(node.left), right=cut(node.right))
        if isinstance(node, Call):
            return replace(node, arguments=tuple(map(cut, node.arguments)))
        return Negative(cut(node.value)) if isinstance(node, Negative) else node

    def ended(result: Result) -> Result:
        return tuple(map(ended, result)) if isinstance(result, tuple) else cut(result)

    first, rest = [], []
    for line in formula.body:
        (name,), (value,) = line.targets, line.values
        known[name] = of(value)
        if known[name] != Grade.MOVING:
            first.append(line)
        if known[name] != Grade.STILL:
            rest.append(replace(line, values=(cut(value),)))
    result = ended(formula.result)
    module = formula.name.rpartition(".")[0]
    early = replace(formula, name=f"{module}.{parameter}", body=tuple(first), result=tuple(handed))
    parameters = (parameter, *formula.parameters[1:])
    late = replace(formula, name=f"{module}.late", parameters=parameters, body=tuple(rest), result=result)
    return lean(early), lean(late)
