"""A place among the tokens of one part of a text, and what is read there without any grammar: signs, numbers, ranges.
static/formula/cursor.js does the same.
"""

from collections.abc import Sequence
from typing import Any

from engines.typed.grammar import COMPARISONS, LIMITS, LOOKALIKES
from engines.typed.tokens import Token, fault


class Cursor:
    """`bars`: how many | are open; `depth`: brackets, functions and leading signs. own: names of constants of the
    reader's own."""

    def __init__(self, text: str, part: list[Token], own: Sequence[str]) -> None:
        self.text, self.part, self.i = text, part, 0
        self.own = {name: place for place, name in enumerate(own)}
        self.bars = self.depth = 0

    @property
    def now(self) -> Token:
        return self.part[self.i]

    def sign(self, *signs: str) -> bool:
        return self.now.kind == "sign" and self.now.text in signs

    def next(self) -> Token:
        token = self.now
        if token.kind != "end":
            self.i += 1
        return token

    def taken(self, sign: str) -> None:
        if not self.sign(sign):
            raise fault("close", self.now.at, self.now.length, sign=sign)
        self.next()

    def fault(self, kind: str, token: Token, **words: Any) -> Exception:
        return fault(kind, token.at, token.length, what=self.source(token, token), **words)

    def source(self, first: Token, last: Token) -> str:
        return self.text[first.at : last.at + last.length]

    def enter(self, token: Token) -> None:
        self.depth += 1
        if self.depth > LIMITS["depth"]:
            raise self.fault("deep", token, most=LIMITS["depth"])

    def range(self) -> tuple[float, float]:
        first, most = self.now, LIMITS["size"]
        self.taken("[")
        low = self.signed()
        self.taken(",")
        high = self.signed()
        last = self.now
        self.taken("]")
        if not -most <= low < high <= most:
            raise fault("range", first.at, last.at + last.length - first.at, most="a million")
        if self.now.kind != "end":
            raise self.fault("value", self.now)
        return low, high

    def signed(self) -> float:
        negative = self.sign("-")
        if negative:
            self.next()
        if self.now.kind != "number":
            raise self.fault("value", self.now)
        value = self.next().value
        return -value if negative else value

    def ended(self) -> None:
        """Raises FormulaError where something stands that cannot go on."""
        token = self.now
        if token.text in (*COMPARISONS, "="):
            raise self.fault("compare", token)
        if token.text in (")", "|", "]"):
            raise self.fault("stray", token)
        if token.text in LOOKALIKES:
            raise self.fault("lookalike", token, meant=LOOKALIKES[token.text])
        if token.kind != "end":
            raise self.fault("character", token)
