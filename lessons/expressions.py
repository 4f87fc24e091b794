"""An expression of a lesson: its text, its tree (lessons.grammar), and its value among quantities."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from lessons.grammar import ExpressionError, Tree, tree_of
from lessons.operations import COMPARISONS, FUNCTIONS, PRODUCTS, SUMS

__all__ = ["FAULTS", "Expression", "ExpressionError", "expression"]

FAULTS = (KeyError, ValueError, TypeError, ArithmeticError)  # what a sound expression may come to on some runs


@dataclass(frozen=True)
class Expression:
    """`text`, as it was written, and its tree."""

    text: str
    tree: Tree

    def value(self, of: Mapping[str, Any]) -> Any:
        """Among quantities by name: mappings of mappings, numbers, arrays and functions. Raises KeyError, with a
        sentence, where a name is unknown."""
        return _value(self.tree, of)

    def holds(self, of: Mapping[str, Any]) -> bool:
        """The value as yes or no."""
        return bool(np.all(self.value(of)))

    def is_met(self, of: Mapping[str, Any]) -> bool:
        """The same of a reader's run, which may lack what is asked: then it is not."""
        try:
            return self.holds(of)
        except FAULTS:
            return False

    @property
    def constants(self) -> list[float]:
        """The numbers that stand in it, in order."""
        return list(_constants(self.tree))

    @property
    def paths(self) -> list[tuple[str, ...]]:
        """The names that it asks for."""
        return list(_paths(self.tree))


def expression(text: str) -> Expression:
    """Raises ExpressionError."""
    return Expression(text, tree_of(text))


def _value(tree: Tree, of: Mapping[str, Any]) -> Any:
    what, *parts = tree
    if what == "number":
        return parts[0]
    if what == "get":
        return _found(parts, of)
    if what in ("and", "or"):
        first = bool(np.all(_value(parts[0], of)))
        return first if first == (what == "or") else bool(np.all(_value(parts[1], of)))
    if what == "at":
        row, place = np.atleast_1d(_value(parts[0], of)), parts[1]
        return row[place] if -len(row) <= place < len(row) else math.nan
    values = [_value(part, of) for part in parts if isinstance(part, tuple)]
    if what == "not":
        return not bool(np.all(values[0]))
    if what == "negative":
        return -values[0]
    if what == "^":
        return values[0] ** values[1]
    if what == "call":
        return FUNCTIONS[parts[0]](*values)
    if what == "of":
        return values[0](*values[1:])
    return {**COMPARISONS, **SUMS, **PRODUCTS}[what](*values)


def _found(path: list[str], of: Mapping[str, Any]) -> Any:
    here: Any = of
    for k, name in enumerate(path):
        if not isinstance(here, Mapping) or name not in here:
            known = ", ".join(sorted(here)) if isinstance(here, Mapping) else "nothing"
            raise KeyError(f"{'.'.join(path[: k + 1])} is not known; here are {known}.")
        here = here[name]
    return here


def _constants(tree: Tree) -> Iterator[float]:
    if tree[0] == "number":
        yield tree[1]
    if tree[0] == "negative" and tree[1][0] == "number":
        yield -tree[1][1]
        return
    for part in tree[1:]:
        if isinstance(part, tuple):
            yield from _constants(part)


def _paths(tree: Tree) -> Iterator[tuple[str, ...]]:
    if tree[0] == "get":
        yield tree[1:]
    for part in tree[1:]:
        if isinstance(part, tuple):
            yield from _paths(part)
