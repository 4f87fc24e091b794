"""Lines of a rule as Python, for files that leave: from the syntax tree, never from the text as it was typed."""

from collections.abc import Callable, Mapping, Set
from keyword import iskeyword, issoftkeyword

from engines.typed.grammar import BINDS, COMPARISONS
from engines.typed.nodes import Node
from engines.typed.rules import RuleText

ATOM = 9  # binds tighter than anything
Call = Callable[[str, list[str], list[bool]], str]


def identifiers(rule: RuleText, taken: Set[str] = frozenset()) -> dict[str, str]:
    """The names that a rule gives, those that are taken or Python's own with as many _ as make them another's."""
    given = [*(h.name for h in rule.hyperparameters), "lr", *rule.states, *(name for name, _ in rule.lines)]
    found = {}
    for name in dict.fromkeys(given):
        others, written = {*taken, *given} - ({name} - taken), name
        while iskeyword(written) or issoftkeyword(written) or written in others:
            written += "_"
        found[name] = written
    return found


class Writer:
    """Line after line into `rows`. names: of the text -> how it is written; wide: those that stand for arrays; call:
    (function, arguments, which of them are arrays) -> text; assigned: names of the text -> how they are written once a
    line has given them a value."""

    def __init__(self, names: Mapping[str, str], wide: set[str], call: Call, assigned: Mapping[str, str]) -> None:
        self.names, self.wide, self.call, self.assigned = dict(names), set(wide), call, assigned
        self.rows: list[str] = []
        self.powers = 0

    def line(self, name: str, node: Node) -> None:
        text, _, wide = self.text(node)
        self.names[name] = self.assigned[name]
        self.rows.append(f"{self.names[name]} = {text}")
        (self.wide.add if wide else self.wide.discard)(name)

    def text(self, node: Node) -> tuple[str, int, bool]:
        """The text, how tightly it binds, and whether it is an array."""
        kind, *parts = node
        if kind == "number":
            return f"{parts[0]!r}".removesuffix(".0"), ATOM, False
        if kind == "name":
            return self.names[parts[0]], ATOM, parts[0] in self.wide
        if kind == "^":
            return self.power(*parts)
        if kind == "-" and len(parts) == 1:
            text, wide = self.within(parts[0], BINDS["leading"])
            return f"-{text}", BINDS["leading"], wide
        if kind in "+-*/":
            left, one = self.within(parts[0], BINDS[kind])
            right, other = self.within(parts[1], BINDS[kind] + 1)
            return f"{left} {kind} {right}", BINDS[kind], one or other
        found = [self.text(part) for part in parts]
        wide = any(each for _, _, each in found)
        if kind in COMPARISONS:
            return f"{found[0][0]} {kind} {found[1][0]}", 0, wide
        return self.call(kind, [text for text, _, _ in found], [each for _, _, each in found]), ATOM, wide

    def within(self, node: Node, least: int) -> tuple[str, bool]:
        text, binds, wide = self.text(node)
        return (text if binds >= least else f"({text})"), wide

    def power(self, base: Node, n: int) -> tuple[str, int, bool]:
        """By products, as the rule takes them; what is multiplied has a name."""
        text, wide = self.within(base, ATOM)
        if n == 0:
            return "1", ATOM, False
        if abs(n) > 1:
            text = self.named(text)
        made = text
        for bit in f"{abs(n):b}"[1:]:
            made = self.named(made)
            made = f"{made} * {made} * {text}" if bit == "1" else f"{made} * {made}"
        binds = BINDS["*"] if abs(n) > 1 else ATOM
        if n > 0:
            return made, binds, wide
        return f"1 / {made if binds == ATOM else f'({made})'}", BINDS["/"], wide

    def named(self, text: str) -> str:
        """A name for it, on a line of its own where it is none."""
        if text.replace(".", "_").isidentifier():
            return text
        self.powers += 1
        self.rows.append(f"_power{self.powers} = {text}")
        return f"_power{self.powers}"
