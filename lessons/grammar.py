"""The language of goals and numbers: `max(sgd.sharpness) > 1 and sgd.repeats(2)`.

    or_     and_ ("or" and_)*          and_     not_ ("and" not_)*       not_    "not" not_ | compare
    compare sum (("<" | "<=" | ">" | ">=" | "==" | "!=") sum)?
    sum     product (("+" | "-") product)*     product  sign (("*" | "/") sign)*     sign "-" sign | power
    power   place ("^" sign)?
    place   number | "(" or_ ")" | function "(" list ")" | a "." path, then "[whole number]" or "(list)"

Functions: max, min, abs, sqrt; when(c) is the first step at which a comparison by step holds, inf if never. `pi` is π.

A text becomes a tree of tuples; nothing of it reaches Python's own parser.
"""

import math
import re
from collections.abc import Callable
from typing import Any

from lessons.operations import COMPARISONS, FUNCTIONS, PRODUCTS, SUMS

MOST = 300  # characters
DEPTH = 30
TOKEN = re.compile(
    r"\s*(?:(?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|(?P<name>[A-Za-z_][A-Za-z_0-9~]*)"
    r"|(?P<sign><=|>=|==|!=|[-+*/^()\[\],.<>]))",
    re.ASCII,
)
Tree = tuple[Any, ...]


class ExpressionError(ValueError):
    """What is wrong with an expression, and where: `place` is the index of the character."""

    def __init__(self, words: str, place: int) -> None:
        super().__init__(words)
        self.place = place


def tree_of(text: str) -> Tree:
    """Raises ExpressionError."""
    return _Reader(text).whole()


class _Reader:
    def __init__(self, text: str) -> None:
        if len(text) > MOST:
            raise ExpressionError(f"An expression has at most {MOST} characters.", MOST)
        self.tokens: list[tuple[str, str, int]] = []
        at = 0
        while text[at:].strip():
            found = TOKEN.match(text, at)
            if not found:
                place = at + len(text[at:]) - len(text[at:].lstrip())
                raise ExpressionError(f"“{text[place]}” has no meaning here.", place)
            kind = str(found.lastgroup)
            self.tokens.append((kind, found[kind], found.start(kind)))
            at = found.end()
        self.tokens.append(("end", "", len(text)))
        self.depth = 0

    def whole(self) -> Tree:
        tree = self.either()
        if self.tokens[0][0] != "end":
            self.wrong("This does not belong here")
        return tree

    def wrong(self, words: str) -> None:
        _, text, place = self.tokens[0]
        raise ExpressionError(f"{words}: “{text}”." if text else "Something is missing at the end.", place)

    def take(self, *texts: str) -> str | None:
        kind, text, _ = self.tokens[0]
        if kind == "end" or text not in texts:
            return None
        self.tokens.pop(0)
        return text

    def need(self, text: str) -> None:
        if not self.take(text):
            self.wrong(f"Here “{text}” is missing")

    def chain(self, part: Callable[[], Tree], *signs: str) -> Tree:
        tree = part()
        while sign := self.take(*signs):
            tree = (sign, tree, part())
        return tree

    def either(self) -> Tree:
        self.depth += 1
        if self.depth > DEPTH:
            self.wrong("Brackets stand too deep")
        tree = self.chain(lambda: self.chain(self.negation, "and"), "or")
        self.depth -= 1
        return tree

    def negation(self) -> Tree:
        if self.take("not"):
            return ("not", self.negation())
        left = self.sum()
        if sign := self.take(*COMPARISONS):
            return (sign, left, self.sum())
        return left

    def sum(self) -> Tree:
        return self.chain(self.product, *SUMS)

    def product(self) -> Tree:
        return self.chain(self.signed, *PRODUCTS)

    def signed(self) -> Tree:
        if self.take("-"):
            return ("negative", self.signed())
        base = self.place()
        return ("^", base, self.signed()) if self.take("^") else base

    def place(self) -> Tree:
        kind, text, _ = self.tokens[0]
        if kind == "number":
            self.tokens.pop(0)
            return ("number", float(text))
        if self.take("("):
            inner = self.either()
            self.need(")")
            return inner
        if kind != "name" or text in ("and", "or", "not"):
            self.wrong("Here a value is missing")
        self.tokens.pop(0)
        if text == "pi":
            return ("number", math.pi)
        if text in FUNCTIONS:
            return ("call", text, *self.arguments())
        path = [text]
        while self.take("."):
            kind, text, _ = self.tokens[0]
            if kind != "name":
                self.wrong("A name stands after a dot")
            self.tokens.pop(0)
            path.append(text)
        tree: Tree = ("get", *path)
        if self.tokens[0][1] == "(":
            return ("of", tree, *self.arguments())
        while self.take("["):
            sign = -1 if self.take("-") else 1
            kind, text, _ = self.tokens[0]
            if kind != "number" or not text.isdigit():
                self.wrong("A step is a whole number")
            self.tokens.pop(0)
            self.need("]")
            tree = ("at", tree, sign * int(text))
        return tree

    def arguments(self) -> list[Tree]:
        self.need("(")
        found = [self.either()]
        while self.take(","):
            found.append(self.either())
        self.need(")")
        return found
