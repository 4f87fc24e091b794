"""Operations that follow one another done by one instruction of a tape: a block's numbers are read and written less.

Each operation is rounded as before (no fused multiply and add), so no bit changes; only `a*b` may be read as `b*a`.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from engines.formula import Assign, Binary, Call, Expression, Formula, Name
from engines.typed.writing import written

A, B, C, E = map(Name, "abce")
CONSTANT = Name("B")  # a capital: not a register, but a place in the vector


def _product(left: Expression, right: Expression) -> Binary:
    return Binary("*", left, right)


def _sum(left: Expression, right: Expression) -> Binary:
    return Binary("+", left, right)


def _twice(left: Expression, right: Expression) -> Binary:
    """What the derivative of a square is."""
    return _sum(_product(left, right), _product(left, right))


# what is tried first comes first; the name of each says what it does
FUSED: Mapping[str, Binary] = {
    written(form): form
    for form in (
        _sum(_twice(A, B), _twice(C, E)),
        _sum(_twice(A, B), C),
        _twice(A, B),
        _sum(_product(A, B), _product(C, E)),
        Binary("-", _product(A, B), _product(C, E)),
        _sum(_product(A, B), C),
        Binary("-", _product(A, B), C),
        Binary("-", A, _product(B, C)),
        _sum(_product(A, CONSTANT), C),
        Binary("-", A, _product(CONSTANT, C)),
        _product(_sum(A, C), CONSTANT),
        _sum(_sum(A, B), C),
    )
}


class _Match(NamedTuple):
    """given: the operand of each letter; inner: the lines that it takes in, as often as it reads them."""

    given: Mapping[Name, Expression]
    inner: Counter[str]


NONE = _Match({}, Counter())


def fused(formula: Formula, inputs: Collection[Expression], apart: Collection[str] = ()) -> Formula:
    """The flat formula with calls of the names in `FUSED`. inputs: operands in registers, besides the names; apart:
    lines that must stay alone."""
    made = {line.targets[0]: line.values[0] for line in formula.body}
    left = Counter(node.name for node in formula.expressions if isinstance(node, Name))
    inside = {name: value for name, value in made.items() if isinstance(value, Binary) and name not in apart}
    taken: set[str] = set()
    body: list[Assign] = []

    def register(node: Expression) -> bool:
        return isinstance(node, Name) or node in inputs

    for line in reversed(formula.body):
        (target,) = line.targets
        if target in taken:
            continue
        if target in inside:
            for name, form in FUSED.items():
                found = next((m for m in _matches(form, inside[target], inside, register, NONE) if _all(m, left)), None)
                if found:
                    taken |= found.inner.keys()
                    operands = tuple(found.given[letter] for letter in letters(name))
                    line = Assign(line.targets, (Call(name, operands),))
                    break
        body.append(line)
    return replace(formula, body=tuple(reversed(body)))


def letters(name: str) -> list[Name]:
    """Of its operands, in their order."""
    return [Name(letter) for letter in sorted({*name} & {*"abceABCE"}, key=str.lower)]


def _all(found: _Match, left: Mapping[str, int]) -> bool:
    """Whether nobody else reads the lines that it takes in."""
    return all(left[name] <= count for name, count in found.inner.items())


def _matches(
    form: Expression,
    node: Expression,
    inside: Mapping[str, Binary],
    register: Callable[[Expression], bool],
    so_far: _Match,
) -> Iterator[_Match]:
    if isinstance(form, Name):
        known = so_far.given.get(form)
        if known == node or (known is None and register(node) == form.name.islower()):
            yield so_far._replace(given={**so_far.given, form: node})
        return
    assert isinstance(form, Binary)
    if isinstance(node, Name) and node.name in inside:
        so_far = so_far._replace(inner=so_far.inner + Counter([node.name]))
        node = inside[node.name]
    if not isinstance(node, Binary) or node.op != form.op:
        return
    for one, other in [(node.left, node.right), (node.right, node.left)][: 2 if form.op in "+*" else 1]:
        for match in _matches(form.left, one, inside, register, so_far):
            yield from _matches(form.right, other, inside, register, match)


def is_sine(value: Expression) -> bool:
    return isinstance(value, Call) and value.function == "sin"


def twins(formula: Formula) -> dict[str, str]:
    """The line of the cosine of what another line is the sine of, and the reverse: both cost what one does."""
    of: dict[tuple[str, Expression], str] = {
        (line.values[0].function, line.values[0].arguments[0]): line.targets[0]
        for line in formula.body
        if isinstance(line.values[0], Call) and line.values[0].function in ("sin", "cos")
    }
    other = {"sin": "cos", "cos": "sin"}
    return {
        target: of[other[function], argument]
        for (function, argument), target in of.items()
        if (other[function], argument) in of
    }
