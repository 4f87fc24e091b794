"""An expression to its syntax tree (`engines.typed.nodes`): by recursive descent, one method a level of the grammar.
static/formula/expressions.js does the same.
"""

from engines.typed.cursor import Cursor
from engines.typed.grammar import BINDS, COMPARISONS, CONSTANTS, COUNTS, FUNCTIONS, LIMITS, VARIABLES
from engines.typed.nodes import Node, folded
from engines.typed.spelling import misspelt
from engines.typed.tokens import Token, fault

SUMS, PRODUCTS = (tuple(sign for sign in "+-*/" if BINDS[sign] == level) for level in (1, 2))


def power_by_logarithm(base: Node, source: str, exponent: str, whole: float | None) -> str:
    """What to write for a power that the grammar has not, from the texts of base and exponent: of |base|, for a
    logarithm takes no negative numbers, and where an odd exponent would keep the sign, with it."""
    positive = base[0] in ("number", "abs", "exp") or base == ("name", "pi")
    made = f"exp({exponent}*log({source if positive else f'|{source}|'}))"
    return made if positive or whole is None or whole % 2 == 0 else f"sign({source})*{made}"


class Expressions(Cursor):
    """Reads one expression from where it stands."""

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
        if self.now.text == "in":
            raise self.fault("ranged", self.now)
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
        meant = power_by_logarithm(base, self.source(first, last), words, whole)
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
