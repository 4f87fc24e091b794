"""The text of a rule to what it says: hyperparameters, states, and lines that each give a name a value."""

from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from engines.typed.expressions import Expressions
from engines.typed.grammar import (
    DECAYS,
    FUNCTIONS,
    MEANS,
    MEANT,
    NEEDS,
    RULE_CONSTANTS,
    RULE_INPUTS,
    RULE_LIMITS,
    RULE_MEANT,
    RULE_RESULTS,
    RULE_WORDS,
    STATE,
)  # fmt: skip
from engines.typed.nodes import Node, size
from engines.typed.reading import DECLARES
from engines.typed.spelling import misspelt
from engines.typed.state_meaning import state_meaning
from engines.typed.tokens import Token, fault, parts, tokens

GIVEN = (*RULE_INPUTS, *RULE_CONSTANTS)
TAKEN = frozenset({*GIVEN, *FUNCTIONS, *DECLARES, STATE})
ZERO: Node = ("number", 0.0)


@dataclass(frozen=True)
class Hyperparameter:
    """A number with a name. low, high: its range where the text gives one; at, length: where its name stands."""

    name: str
    value: float
    low: float | None
    high: float | None
    at: int
    length: int

    @property
    def fades(self) -> bool:
        """Whether it lies from 0 to 1, so that an average may fade by it."""
        if self.low is None or self.high is None:
            return self.name in DECAYS
        return self.low >= 0 and self.high <= 1


@dataclass(frozen=True)
class RuleText:
    """states: name -> the node of its start, in g; meanings: of those that say one, in words, and the hyperparameter by
    which it fades or ""; lines: (name, node) in order. A name's node is ("name", name)."""

    hyperparameters: tuple[Hyperparameter, ...]
    states: dict[str, Node]
    meanings: dict[str, tuple[str, str]]
    lines: tuple[tuple[str, Node], ...]


def read_rule(text: str) -> RuleText:
    """What a text says. Raises FormulaError with the place of the first mistake."""
    lines = parts(tokens(text, rule=True))
    if not lines:
        raise fault("no_step", 0, 0)
    kept = [line for line in lines if line[0].text == STATE and line[1].kind == "name"]
    given = [line for line in lines if line not in kept]
    for line in given:
        if line[0].kind != "name" or line[1].text not in DECLARES:
            raise fault("line", line[0].at, line[0].length)
    names = {token.text for line in kept for token in takewhile(_before_meaning, line[1:]) if token.kind == "name"}
    computed = names | {line[0].text for line in given if not _plain(line)} | {*RULE_RESULTS, *RULE_INPUTS} - {"lr"}
    numbers = [line for line in given if _plain(line) and line[0].text not in computed]
    found: dict[str, Hyperparameter] = {}
    for line in numbers:
        _RuleReader(text, line, set(), computed).hyperparameter(found)
    states: dict[str, Node] = {}
    meanings: dict[str, tuple[str, str]] = {}
    for line in kept:
        _RuleReader(text, line, {"g"}, computed).states(states, meanings, found)
    known = {*RULE_INPUTS, *found, *states}
    made: list[tuple[str, Node]] = []
    unread: set[str] = set()
    for line in given:
        if line not in numbers:
            reader = _RuleReader(text, line, known, computed, frozenset(found))
            reader.unread = unread
            made.append(reader.line(frozenset(states)))
            known.add(made[-1][0])
            unread |= {made[-1][0]} & {*RULE_RESULTS}
    if "step" not in known:
        raise fault("no_step", lines[-1][-1].at, 0)
    count, most = sum(size(node) for _, node in [*states.items(), *made]), RULE_LIMITS["nodes"]
    if count > most:
        raise fault("rule_large", 0, len(text), count=count, most=most)
    return RuleText(tuple(found.values()), states, meanings, tuple(made))


def _before_meaning(token: Token) -> bool:
    return token.text != MEANS


def _plain(line: list[Token]) -> bool:
    """Whether it gives a number alone, perhaps with a range."""
    value = line[2:] if line[2].text != "-" else line[3:]
    return line[1].text == "=" and value[0].kind == "number" and (value[1].kind == "end" or value[1].text == "in")


class _RuleReader(Expressions):
    """Reads one line. unread: results whose value no line has read; known: names that have a value; later: those that
    some line gives one; declared: hyperparameters."""

    def __init__(
        self, text: str, part: list[Token], known: set[str], later: set[str], declared: frozenset[str] = frozenset()
    ) -> None:
        super().__init__(text, part, [])
        self.known, self.later, self.declared = known, later, declared
        self.unread: set[str] = set()

    def fault(self, kind: str, token: Token, **words: Any) -> Exception:
        return super().fault(RULE_WORDS.get(kind, kind), token, **words)

    def fresh(self, taken: frozenset[str] = TAKEN) -> Token:
        """The name that is given a value."""
        name = self.next()
        if name.kind != "name":
            raise self.fault("line", name)
        if name.text in taken:
            raise self.fault("input" if name.text in RULE_INPUTS else "taken", name)
        if len(name.text) > RULE_LIMITS["name"]:
            raise self.fault("name", name, most=RULE_LIMITS["name"])
        return name

    def hyperparameter(self, found: dict[str, Hyperparameter]) -> None:
        name = self.fresh(TAKEN - {"lr"})
        if name.text in found:
            raise self.fault("twice", name)
        if len(found) >= RULE_LIMITS["hyperparameters"]:
            raise self.fault("hyperparameters", name, most=RULE_LIMITS["hyperparameters"])
        self.next()
        value, low, high = self.signed(), None, None
        if self.now.kind != "end":
            self.next()
            low, high = self.range()
            if not low <= value <= high:
                raise self.fault("outside", name)
        found[name.text] = Hyperparameter(name.text, value, low, high, name.at, name.length)

    def states(
        self, states: dict[str, Node], meanings: dict[str, tuple[str, str]], found: dict[str, Hyperparameter]
    ) -> None:
        """`state m, v = g^2`, and of all of them what they mean, `state m: velocity`."""
        self.next()
        before = set(states)
        while True:
            name = self.fresh(TAKEN | {*RULE_RESULTS})
            if name.text in states or name.text in found:
                raise self.fault("twice", name)
            if len(states) >= RULE_LIMITS["states"]:
                raise self.fault("states", name, most=RULE_LIMITS["states"])
            states[name.text] = ZERO
            if self.sign("="):
                self.next()
                states[name.text] = self.sum()
            if not self.sign(","):
                break
            self.next()
        if self.sign(MEANS):
            self.next()
            own = state_meaning(self, {h.name: h.fades for h in found.values()})
            meanings |= {name: own for name in states if name not in before}
        self.ended()

    def line(self, states: frozenset[str]) -> tuple[str, Node]:
        name = self.fresh(TAKEN - {"g"})
        if name.text in self.declared:
            raise self.fault("twice", name)
        if self.now.text == "in":
            raise self.fault("line", self.now)
        self.next()
        node = self.sum()
        self.ended()
        if name.text in self.unread:
            raise self.fault("twice", name)
        return name.text, node

    def named(self, name: Token) -> Node:
        if name.text in FUNCTIONS:
            return self.call(name)
        if name.text in self.known:
            self.unread.discard(name.text)
            if NEEDS.get(name.text, name.text) not in self.known:
                raise self.fault("needs", name, name=NEEDS[name.text])
            return ("name", name.text)
        if name.text in RULE_CONSTANTS:
            return ("name", "pi" if name.text == "π" else name.text)
        if self.known == {"g"}:
            raise self.fault("start", name)
        if name.text in self.later:
            raise self.fault("unset", name)
        own = tuple(sorted(self.known | self.later))
        kind, words = misspelt(name.text, own, GIVEN, MEANT | RULE_MEANT)
        raise self.fault(kind, name, **words)
