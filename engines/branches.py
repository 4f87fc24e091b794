"""A formula written for a machine that follows one path at a time: lines that only one arm of a `where` needs go into
it.

A trajectory waits for every operation on the way from one position to the next. Where the usual arm is short and the
other long, a branch that the processor foresees takes the long one off that way; loops over a batch compute both all
the same, and vectorise. The operations and their bits are those of the straight line.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from engines.formula import Call, Expression, Formula, Name, Result, text
from engines.rewriting import names, single

SHORT, LONG = 2, 6  # lines of the two arms for which a branch is worth it; else both are computed
CONDITIONAL = "({1} if {0} else {2})"


@dataclass
class Line:
    """A name and its value; or several that one condition decides between, with the lines that belong to each arm."""

    values: dict[str, Expression]
    condition: Expression | None = None
    arms: tuple[list["Line"], list["Line"]] = field(default_factory=lambda: ([], []))

    def reads(self) -> Iterator[str]:
        """Every name that it or a line in its arms uses, as often as it does."""
        for value in self.values.values():
            yield from names(value)
        for arm in self.arms:
            for line in arm:
                yield from line.reads()


def branched(formula: Formula) -> str:
    """As a Python function with `if`s, for Numba's scalars."""
    lines, result = structure(formula)
    body = "".join(f"    {row}\n" for line in lines for row in _rows(line))
    return f"def {formula.short}({', '.join(formula.parameters)}):\n{body}    return {_text(result)}\n"


def structure(formula: Formula) -> tuple[list[Line], Result]:
    """The lines, in the arms to which they belong, and the result."""
    formula = single(formula)
    lines: list[Line] = []
    for assign in formula.body:
        _add(lines, assign.targets[0], assign.values[0])
    result = formula.result
    if not isinstance(result, tuple | Name):
        _add(lines, "result", result)
        result = Name("result")
    for line in [line for line in lines if line.condition is not None]:
        _gather(line, lines, result)
    return lines, result


def _add(lines: list[Line], name: str, value: Expression) -> None:
    """A line of its own, or one more name to the line before if the same condition decides."""
    condition = value.arguments[0] if isinstance(value, Call) and value.function == "where" else None
    beside = bool(lines) and condition is not None and lines[-1].condition == condition
    if beside and not set(lines[-1].values) & set(names(value)):
        lines[-1].values[name] = value
    else:
        lines.append(Line({name: value}, condition))


def _gather(line: Line, lines: list[Line], result: Result) -> None:
    """Moves into each arm of the line what only that arm needs, if it is worth it."""
    moved: tuple[list[Line], list[Line]] = ([], [])
    place = next(k for k, other in enumerate(lines) if other is line)
    everywhere = names(result) + [name for other in lines for name in other.reads()]
    for k, arm in enumerate(moved):
        values = [value.arguments[1 + k] for value in line.values.values() if isinstance(value, Call)]
        inside = [name for value in values for name in names(value)]
        for other in reversed(lines[:place]):
            if all(name in inside and inside.count(name) == everywhere.count(name) for name in other.values):
                arm.insert(0, other)
                inside += other.reads()
    if min(map(len, moved)) <= SHORT and max(map(len, moved)) >= LONG:
        line.arms = moved
        lines[:] = [other for other in lines if not any(other is one for arm in moved for one in arm)]


def _rows(line: Line) -> Iterable[str]:
    if not any(line.arms):
        yield from (f"{name} = {_text(value)}" for name, value in line.values.items())
        return
    assert line.condition is not None
    for k, head in enumerate((f"if {_text(line.condition)}:", "else:")):
        yield head
        for inner in line.arms[k]:
            yield from (f"    {row}" for row in _rows(inner))
        for name, value in line.values.items():
            assert isinstance(value, Call)
            yield f"    {name} = {_text(value.arguments[1 + k])}"


def _text(node: Result) -> str:
    return text(node, CONDITIONAL)
