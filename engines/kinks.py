"""Where a formula may have a kink or a jump: the zero sets under absolute, sign, maximum, minimum and where."""

from dataclasses import replace

from engines.formula import Binary, Call, Compare, Expression, Formula, Name, walk
from engines.rewriting import lean, single


def kinks_of(value: Formula) -> Formula | None:
    """(x, y, p) -> one number for each, which is 0 there; None where there is none."""
    tree = single(value)
    known = {name: each for line in tree.body for name, each in zip(line.targets, line.values, strict=True)}
    zeros = [
        zero
        for expression in (*(each for line in tree.body for each in line.values), tree.result)
        for node in walk(expression)  # type: ignore[arg-type]
        if isinstance(node, Call) and (zero := _zero(node, known)) is not None
    ]
    if not zeros:
        return None
    return lean(replace(tree, name=f"{value.name}.kinks", result=tuple(dict.fromkeys(zeros))))


def _zero(node: Call, known: dict[str, Expression]) -> Expression | None:
    first = node.arguments[0]
    if node.function in ("absolute", "sign"):
        return first
    if node.function in ("maximum", "minimum"):
        return Binary("-", *node.arguments)
    if node.function != "where":
        return None
    condition = known.get(first.name) if isinstance(first, Name) else first
    return Binary("-", condition.left, condition.right) if isinstance(condition, Compare) else None
