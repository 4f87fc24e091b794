"""The same formula in other forms: each name assigned once, without the lines that nothing needs, and with sin, cos,
exp, log and what is made of them written out. No operation changes, so no bit does."""

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

from engines import elementary
from engines.formula import (
    Assign,
    Binary,
    Call,
    Compare,
    Expression,
    Formula,
    Lookup,
    Name,
    Negative,
    Number,
    Result,
    leaves,
    walk,
)
from engines.parsing import parse

# which formula each function is made of, and which part of its result
ELEMENTARY = {
    "sin": (elementary.sine_and_cosine, 0),
    "cos": (elementary.sine_and_cosine, 1),
    "exp": (elementary.exp, None),
    "log": (elementary.log, None),
    "tan": (elementary.tan, None),
    "sinh": (elementary.sinh, None),
    "cosh": (elementary.cosh, None),
    "tanh": (elementary.tanh, None),
}


def names(result: Result) -> list[str]:
    """Every name in it, as often as it stands there."""
    return [e.name for part in leaves(result) for e in walk(part) if isinstance(e, Name)]


def changed(result: Result, change: Callable[[Expression], Expression]) -> Result:
    """With `change` applied to each expression of it, from the inside out."""
    return tuple(changed(part, change) for part in result) if isinstance(result, tuple) else rebuilt(result, change)


def rebuilt(node: Expression, change: Callable[[Expression], Expression]) -> Expression:
    if isinstance(node, Binary | Compare):
        node = replace(node, left=rebuilt(node.left, change), right=rebuilt(node.right, change))
    elif isinstance(node, Call):
        node = replace(node, arguments=tuple(rebuilt(argument, change) for argument in node.arguments))
    elif isinstance(node, Negative):
        node = Negative(rebuilt(node.value, change))
    elif isinstance(node, Lookup):
        node = replace(node, index=rebuilt(node.index, change))
    return change(node)


def lean(formula: Formula) -> Formula:
    """Without the lines that the result does not need."""
    needed = set(names(formula.result))
    kept: list[Assign] = []
    for line in reversed(formula.body):
        used = [(t, v) for t, v in zip(line.targets, line.values, strict=True) if t in needed]
        if used:
            kept.append(Assign(tuple(t for t, _ in used), tuple(v for _, v in used)))
            needed -= {t for t, _ in used}
            needed.update(name for _, value in used for name in names(value))
    return replace(formula, body=tuple(reversed(kept)))


def part(formula: Formula, index: int, name: str) -> Formula:
    """The formula of one part of the result alone."""
    assert isinstance(formula.result, tuple)
    return lean(replace(formula, name=f"{formula.name.rpartition('.')[0]}.{name}", result=formula.result[index]))


def single(formula: Formula) -> Formula:
    """One name a line, and each assigned once: then lines can move, and equal expressions have equal values."""
    taken = {target for line in formula.body for target in line.targets} | set(formula.parameters)
    used = set(formula.parameters)
    now: dict[str, str] = {}

    def renamed(node: Expression) -> Expression:
        return Name(now.get(node.name, node.name)) if isinstance(node, Name) else node

    body = []
    for line in formula.body:
        values = [rebuilt(value, renamed) for value in line.values]
        for target, value in zip(line.targets, values, strict=True):
            fresh, count = target, 1
            while fresh in used or (fresh != target and fresh in taken):
                count += 1
                fresh = f"{target}_{count}"
            used.add(fresh)
            body.append(Assign((fresh,), (value,)))
            now[target] = fresh  # a later target of the same line had its value renamed before
    return replace(formula, body=tuple(body), result=changed(formula.result, renamed))


@lru_cache(maxsize=512)
def expanded(formula: Formula) -> Formula:
    """With sin, cos, exp, log and what is made of them written out, once for each argument: so sin and cos of one angle
    share their reduction, and an engine needs only what IEEE 754 defines."""
    formula = single(formula)
    known: dict[tuple[Callable[..., object], Expression], Result] = {}
    body: list[Assign] = []

    def written(node: Expression) -> Expression:
        if not (isinstance(node, Call) and node.function in ELEMENTARY):
            return node
        source, index = ELEMENTARY[node.function]
        (argument,) = node.arguments
        if (source, argument) not in known:
            known[source, argument] = _placed(expanded(parse(source)), argument, f"_f{len(known)}", body)
        result = known[source, argument]
        chosen = result[index] if isinstance(result, tuple) and index is not None else result
        assert not isinstance(chosen, tuple)
        return chosen

    for line in formula.body:
        values = tuple(rebuilt(value, written) for value in line.values)
        body.append(Assign(line.targets, values))
    result = changed(formula.result, written)
    return lean(replace(formula, body=tuple(body), result=result))


def _placed(function: Formula, argument: Expression, suffix: str, body: list[Assign]) -> Result:
    """Appends the lines of a function of one argument, its names made its own by the suffix; its result in these
    names."""
    function = single(function)
    (parameter,) = function.parameters
    if not isinstance(argument, Name | Number):
        body.append(Assign((parameter + suffix,), (argument,)))
        argument = Name(parameter + suffix)

    def renamed(node: Expression) -> Expression:
        if not isinstance(node, Name):
            return node
        return argument if node.name == parameter else Name(node.name + suffix)

    for line in function.body:
        values = tuple(rebuilt(value, renamed) for value in line.values)
        body.append(Assign(tuple(target + suffix for target in line.targets), values))
    return changed(function.result, renamed)
