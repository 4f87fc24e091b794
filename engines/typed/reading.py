"""The text of a formula to what it says: its syntax tree, constants of the reader's own, and what the map shows.
static/formula/reader.js does the same.
"""

from dataclasses import dataclass
from typing import Any

from engines.typed.expressions import Expressions
from engines.typed.grammar import CONSTANTS, FUNCTIONS, HEADS, LIMITS, VARIABLES
from engines.typed.nodes import Node, size
from engines.typed.tokens import Token, fault, parts, tokens

DECLARES = ("=", "in")


@dataclass(frozen=True)
class Constant:
    """One of the reader's own: a number that a slider moves from `low` to `high`."""

    name: str
    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Typed:
    """What a text says. windows: "x" and "y" -> the ends of what the map shows, where the text gives them."""

    node: Node
    constants: tuple[Constant, ...]
    windows: dict[str, tuple[float, float]]


def read(text: str) -> Typed:
    """The syntax tree of a text. Raises FormulaError with the place of the first mistake."""
    formulas: list[list[Token]] = []
    constants: list[Constant] = []
    windows: dict[str, tuple[float, float]] = {}
    for part in parts(tokens(text)):
        if not _declares(part):
            formulas.append(part)
            continue
        name, value, ends = Part(text, part, [c.name for c in constants]).declaration(windows)
        if name.text in VARIABLES:
            windows[name.text] = ends
        else:
            constants.append(Constant(name.text, value, *ends))
    if not formulas:
        raise fault("empty", 0, 0)
    if len(formulas) > 1:
        raise fault("two", formulas[1][0].at, formulas[1][-1].at - formulas[1][0].at)
    node = Part(text, formulas[0], [c.name for c in constants]).formula()
    count, most = size(node), LIMITS["nodes"]
    if count > most:
        first, last = formulas[0][0], formulas[0][-1]
        raise fault("large", first.at, last.at - first.at, count=count, most=most)
    return Typed(node, tuple(constants), windows)


def _declares(part: list[Token]) -> bool:
    first, second = part[0], part[1]
    return first.kind == "name" and second.text in DECLARES and first.text not in HEADS


class Part(Expressions):
    """Reads one part of a text: a formula, or what stands beside it."""

    def declaration(self, windows: dict[str, Any]) -> tuple[Token, float, tuple[float, float]]:
        """`a = 0.3 in [0, 1]`, `a = 0.3` or `x in [-3, 3]`: the name, its value and its range."""
        name, window = self.next(), self.now.text == "in"
        taken = {*CONSTANTS, *FUNCTIONS, *HEADS, *DECLARES} | (set() if window else set(VARIABLES))
        if name.text in taken or (window and name.text not in VARIABLES):
            raise self.fault("taken" if name.text in taken else "value", name)
        if name.text in self.own or name.text in windows:
            raise self.fault("twice", name)
        if len(name.text) > LIMITS["name"]:
            raise self.fault("name", name, most=LIMITS["name"])
        if not window and len(self.own) >= LIMITS["constants"]:
            raise self.fault("constants", name, most=LIMITS["constants"])
        value = 0.0
        if not window:
            self.next()
            value = self.signed()
            if self.now.kind == "end":
                wide = max(1.0, abs(value))
                return name, value, (value - wide, value + wide)
        if self.now.text != "in":
            raise self.fault("value", self.now)
        self.next()
        ends = self.range()
        if not window and not ends[0] <= value <= ends[1]:
            raise self.fault("outside", name)
        return name, value, ends

    def formula(self) -> Node:
        self.head()
        node = self.sum()
        self.ended()
        return node

    def head(self) -> None:
        """Passes over `f(x, y) =`."""
        if self.now.text in HEADS:
            words = [token.text for token in self.part]
            for head in (["="], ["(", "x", ",", "y", ")", "="]):
                if words[1 : 1 + len(head)] == head:
                    self.i = 1 + len(head)
