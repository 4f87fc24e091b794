"""Text to a syntax tree: by recursive descent, one method a level of the grammar.

A node is a tuple, its kind first: ("number", 2.0), ("name", "x"), ("constant", 0) for one's own, ("-", a) for a leading
sign, ("+", a, b) and so on, ("^", a, 3), ("sin", a), ("where", ("<", a, b), c, d).
static/formula/reader.js does the same.
"""

from dataclasses import dataclass
from typing import Any

from engines.typed.grammar import (
    BINDS,
    COMPARISONS,
    CONSTANTS,
    COUNTS,
    FUNCTIONS,
    HEADS,
    LIMITS,
    VARIABLES,
)  # fmt: skip
from engines.typed.spelling import misspelt
from engines.typed.tokens import Token, fault, parts, tokens

Node = tuple[Any, ...]
DECLARES = ("=", "in")
SUMS, PRODUCTS = (tuple(sign for sign in "+-*/" if BINDS[sign] == level) for level in (1, 2))


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
        name, value, ends = Reader(text, part, constants).declaration(windows)
        if name.text in VARIABLES:
            windows[name.text] = ends
        else:
            constants.append(Constant(name.text, value, *ends))
    if not formulas:
        raise fault("empty", 0, 0)
    if len(formulas) > 1:
        raise fault("two", formulas[1][0].at, formulas[1][-1].at - formulas[1][0].at)
    node = Reader(text, formulas[0], constants).formula()
    count, most = size(node), LIMITS["nodes"]
    if count > most:
        first, last = formulas[0][0], formulas[0][-1]
        raise fault("large", first.at, last.at - first.at, count=count, most=most)
    return Typed(node, tuple(constants), windows)


def size(node: Node) -> int:
    """Nodes, powers written out as products."""
    if node[0] in ("number", "name", "constant"):
        return 1
    if node[0] == "^":
        n: int = abs(node[2])
        return size(node[1]) + max(n.bit_length() + n.bit_count() - 2, 0) + (2 if node[2] < 0 else 0) + (n == 0)
    return 1 + sum(map(size, node[1:]))


def _declares(part: list[Token]) -> bool:
    first, second = part[0], part[1]
    return first.kind == "name" and second.text in DECLARES and first.text not in HEADS


class Reader:
    """Reads one part of a text. `bars`: how many | are open; `depth`: brackets, functions and leading signs."""

    def __init__(self, text: str, part: list[Token], constants: list[Constant]) -> None:
        self.text, self.part, self.i = text, part, 0
        self.own = {constant.name: place for place, constant in enumerate(constants)}
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

    # ---- what stands beside the formula

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

    # ---- the formula

    def formula(self) -> Node:
        self.head()
        node = self.sum()
        self.ended()
        return node

    def ended(self) -> None:
        """Raises FormulaError where something stands that cannot go on."""
        token = self.now
        if token.text in (*COMPARISONS, "="):
            raise self.fault("compare", token)
        if token.text in (")", "|", "]"):
            raise self.fault("stray", token)
        if token.kind != "end":
            raise self.fault("character", token)

    def head(self) -> None:
        """Passes over `f(x, y) =`."""
        if self.now.text in HEADS:
            words = [token.text for token in self.part]
            for head in (["="], ["(", "x", ",", "y", ")", "="]):
                if words[1 : 1 + len(head)] == head:
                    self.i = 1 + len(head)

    def sum(self) -> Node:
        node = self.product()
        while self.sign(*SUMS):
            node = (self.next().text, node, self.product())
        return node

    def product(self) -> Node:
        node, divided = self.leading(), False
        while True:
            if self.sign(*PRODUCTS):
                divided = self.now.text == "/"
                node = (self.next().text, node, self.leading())
            elif self.follows():
                if divided:
                    raise self.fault("divisor", self.now)
                node = ("*", node, self.power())
            else:
                return node

    def follows(self) -> bool:
        """Whether a factor without a sign comes next."""
        if self.now.kind == "number":
            before = self.part[self.i - 1]
            raise self.fault("operation", self.now, before=self.source(before, before))
        return self.now.kind == "name" or self.sign("(") or (self.sign("|") and not self.bars)

    def leading(self) -> Node:
        if not self.sign("-", "+"):
            return self.power()
        sign = self.next()
        self.enter(sign)
        node = self.leading()
        self.depth -= 1
        return ("-", node) if sign.text == "-" else node

    def power(self) -> Node:
        first = self.now
        base = self.primary()
        if not self.sign("^"):
            return base
        last = self.part[self.i - 1]
        self.enter(self.next())
        begin = self.now
        exponent = self.leading()
        self.depth -= 1
        end = self.part[self.i - 1]
        whole = folded(exponent)
        if whole is not None and abs(whole) <= LIMITS["exponent"]:
            return ("^", base, int(whole))
        if base == ("name", "e"):
            return ("exp", exponent)
        words = self.source(begin, end)
        words = words if begin is end else f"({words})"
        meant = f"exp({words}*log({self.source(first, last)}))"
        length = end.at + end.length - begin.at
        raise fault("exponent", begin.at, length, most=LIMITS["exponent"], meant=meant)

    def primary(self) -> Node:
        token = self.now
        if token.kind == "number":
            return ("number", self.next().value)
        if token.kind == "name":
            return self.named(self.next())
        if self.sign("(", "|"):
            self.next()
            self.enter(token)
            bars, self.bars = self.bars, 1 if token.text == "|" else 0
            node = self.sum()
            self.taken(")" if token.text == "(" else "|")
            self.bars = bars
            self.depth -= 1
            return node if token.text == "(" else ("abs", node)
        raise fault("end", token.at, 0) if token.kind == "end" else self.fault("operand", token)

    def named(self, name: Token) -> Node:
        if name.text in FUNCTIONS:
            return self.call(name)
        if name.text in self.own:
            return ("constant", self.own[name.text])
        if name.text in VARIABLES or name.text in CONSTANTS:
            return ("name", "pi" if name.text == "π" else name.text)
        kind, words = misspelt(name.text, tuple(self.own))
        raise self.fault(kind, name, **words)

    def call(self, name: Token) -> Node:
        _, least, most = FUNCTIONS[name.text]
        self.enter(name)
        if not self.sign("("):
            return self.without_brackets(name)
        self.next()
        bars, self.bars = self.bars, 0
        values = [self.condition() if name.text == "where" else self.sum()]
        while self.sign(","):
            self.next()
            values.append(self.sum())
        if self.now.text in (*COMPARISONS, "="):
            raise self.fault("compare", self.now)
        self.taken(")")
        self.bars = bars
        self.depth -= 1
        if not least <= len(values) <= most:
            raise self.fault("few", name, name=name.text, count=COUNTS[str(least)], given=len(values))
        return (name.text, *values)

    def without_brackets(self, name: Token) -> Node:
        """sin 2 pi x: the numbers and names that follow, up to the next sign or function."""
        plain = self.now.kind in ("number", "name") or (self.sign("|") and not self.bars)
        if not plain or FUNCTIONS[name.text][1] > 1:
            raise self.fault("call", name)
        node = self.power()
        while self.follows():
            if self.now.kind != "name":
                raise self.fault("belongs", self.now, name=name.text)
            if self.now.text in FUNCTIONS:
                break
            node = ("*", node, self.power())
        self.depth -= 1
        return (name.text, node)

    def condition(self) -> Node:
        first = self.now
        left = self.sum()
        sign = self.now
        if sign.text == "=":
            raise self.fault("equals", sign)
        if sign.text not in COMPARISONS:
            last = self.part[self.i - 1]
            raise fault("where", first.at, last.at + last.length - first.at)
        self.next()
        node = (sign.text, left, self.sum())
        if self.now.text in (*COMPARISONS, "="):
            raise self.fault("chain", self.now)
        return node


def folded(node: Node) -> float | None:
    """The whole number that an exponent is; None if it is none, or beyond a million."""
    value: float | None = None
    if node[0] == "number":
        value = node[1]
    elif node[0] == "^":
        base = folded(node[1])
        if base is not None and node[2] >= 0:
            value = 1.0
            for _ in range(node[2]):
                value *= base
                if abs(value) > LIMITS["size"]:
                    return None
    elif node[0] in ("+", "-", "*"):
        parts = [whole for part in node[1:] if (whole := folded(part)) is not None]
        if len(parts) == len(node) - 1 == 1:
            value = -parts[0]
        elif len(parts) == 2:
            a, b = parts
            value = a + b if node[0] == "+" else a - b if node[0] == "-" else a * b
    return value if value is not None and value == value // 1 and abs(value) <= LIMITS["size"] else None
