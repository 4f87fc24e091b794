"""An optimizer's rule as text, as a person would write it: the conventions that are set are resolved, and what they
make of it is left out. `rule(rule_text(optimizer))` steps to the same bits."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import groupby
from operator import itemgetter

from dynamics.hyperparameters import GLOSSARY, GRADIENT_INIT, STANDARD
from dynamics.meanings import Meaning
from dynamics.optimizer import Optimizer
from dynamics.typed import LR, MARK
from engines.formula import (
    Assign,
    Binary,
    Call,
    Compare,
    Expression,
    Field,
    Formula,
    Item,
    Name,
    Number,
    walk,
)  # fmt: skip
from engines.parsing import parse
from engines.rewriting import changed, lean, names, rebuilt, single
from engines.typed import rules
from engines.typed.grammar import BY, MEANS, NEEDS, STATE, STATE_MEANINGS
from engines.typed.rule import TypedRule
from engines.typed.tokens import tokens
from engines.typed.writing import number, written

BEGUN = {"m": "g", "v": "g^2"}  # under gradient-init


def rule_text(optimizer: Optimizer) -> str:
    """Lines for the hyperparameters, the states and the rule. Of a typed rule, its own text with its numbers now."""
    if isinstance(optimizer.rule, TypedRule):
        return _renumbered(optimizer)
    tree = resolved(optimizer)
    assert isinstance(tree.result, tuple)
    step, rate, after = tree.result
    states = optimizer.state_variables
    kept = after if isinstance(after, tuple) else tuple(Item("state", k) for k in range(len(states)))
    results = [("step", step), ("rate", rate), *zip(states, kept, strict=True)]
    rows = [f"{name} = {written(value)}" for name, value in _sequence(tree.body, results, states)]  # type: ignore[arg-type]
    return "\n".join([*_hyperparameters(optimizer, tree), *_states(optimizer), *rows])


def resolved(optimizer: Optimizer) -> Formula:
    """The rule with its choices settled, every name assigned once, and nothing left that they make idle. A sum with 0
    is left out: it changes no number but -0, which no average of squares is."""
    choices = {h.name: getattr(optimizer.numbers, h.name) for h in optimizer.hyperparameters.values() if h.choices}
    corrected = optimizer.convention == STANDARD

    def settled(node: Expression) -> Expression:
        if isinstance(node, Field) and node.of == "hyper" and node.name in choices:
            return Number(int(choices[node.name]))
        if isinstance(node, Field) and node.of == "context" and node.name in NEEDS and not corrected:
            return Number(1)
        if isinstance(node, Name):
            return known.get(node.name, node)
        return _simpler(node)

    tree = single(parse(optimizer.rule))
    known: dict[str, Expression] = {}
    body = []
    for line in tree.body:
        (name,), value = line.targets, rebuilt(line.values[0], settled)
        if isinstance(value, Number | Name | Field | Item | Compare):
            known[name] = value
        else:
            body.append(Assign((name,), (value,)))
    return lean(replace(tree, body=tuple(body), result=changed(tree.result, settled)))


def _simpler(node: Expression) -> Expression:
    """Where a choice has become a number: what it decides."""
    if isinstance(node, Call) and node.function == "where" and isinstance(node.arguments[0], Number):
        return node.arguments[1] if node.arguments[0].value else node.arguments[2]
    if not isinstance(node, Binary | Compare):
        return node
    left, right = (part.value if isinstance(part, Number) else None for part in (node.left, node.right))
    if isinstance(left, int) and isinstance(right, int) and node.op in ("==", "-"):
        return Number(int(left == right) if node.op == "==" else left - right)
    if isinstance(node, Compare):
        return node
    if node.op in "+-" and right == 0:
        return node.left
    if node.op in "*/" and right == 1:
        return node.left
    if node.op == "*" and left == 1:
        return node.right
    return Number(0) if node.op == "*" and left == 0 else node


Line = tuple[str, Expression]


def _sequence(body: Iterable[Assign], results: list[Line], states: tuple[str, ...]) -> list[Line]:
    """Lines as they are carried out one after the other. A name is used again, m and not m_2, wherever its former value
    is not asked for any more."""
    lines: list[Line] = [(line.targets[0], line.values[0]) for line in body]
    last = {read: place for place, (_, value) in enumerate([*lines, *results]) for read in _reads(value)}
    stored: dict[Expression, str] = {Item("state", k): state for k, state in enumerate(states)}
    held: dict[str, Expression] = {state: read for read, state in stored.items()}
    rows: list[Line] = []
    for place, (name, value) in enumerate(lines):
        rows.append((name, _renamed(value, stored)))
        stem, _, count = name.rpartition("_")
        own = stem if count.isdigit() and stem else name
        if last.get(held.get(own, Name("")), -1) > place or own in rules.TAKEN:
            own = name if name not in rules.TAKEN else f"{name}_"
        rows[-1] = (own, rows[-1][1])
        stored[Name(name)], held[own] = own, Name(name)
    moves = [(name, _renamed(value, stored)) for name, value in results]
    return rows + _one_by_one([(name, value) for name, value in moves if value != Name(name)])


def _one_by_one(moves: list[Line]) -> list[Line]:
    """Of moves that are meant to happen at once: each after those that read what it overwrites."""
    rows: list[Line] = []
    while moves:
        free = [m for m in moves if all(m[0] not in names(value) for name, value in moves if name != m[0])]
        if not free:  # they go round: one is set aside
            name = moves[0][0]
            rows.append((f"old_{name}", Name(name)))
            moves = [(other, _renamed(value, {Name(name): f"old_{name}"})) for other, value in moves]
            continue
        rows.append(free[0])
        moves.remove(free[0])
    return rows


def _reads(value: Expression) -> list[Expression]:
    return [node for node in walk(value) if isinstance(node, Name | Item)]


def _renamed(value: Expression, stored: Mapping[Expression, str]) -> Expression:
    return rebuilt(value, lambda node: Name(stored[node]) if node in stored else node)


def _hyperparameters(optimizer: Optimizer, tree: Formula) -> list[str]:
    asked = tree.reads("hyper") | {NEEDS[name] for name in tree.reads("context") if name in NEEDS} | {"lr"}
    asked |= {meaning.decay for meaning in optimizer.held}
    rows = []
    for name, h in optimizer.hyperparameters.items():
        if name in asked:
            range_ = "" if name in GLOSSARY else f" in [{number(h.least)}, {number(h.most)}]"
            rows.append(f"{name} = {number(getattr(optimizer.hyper, name))}{range_}")
    return rows


def _states(optimizer: Optimizer) -> list[str]:
    """A line for all that follow one another and mean the same. Words that no text knows are left out."""
    begun = BEGUN if optimizer.convention == GRADIENT_INIT else {}
    rows = [f"{name} = {begun[name]}" if name in begun else name for name in optimizer.state_variables]
    lines = []
    for meaning, group in groupby(zip(rows, optimizer.held, strict=True), itemgetter(1)):
        kept = ", ".join(row for row, _ in group)
        lines.append(f"{STATE} {kept}{_said(meaning)}")
    return lines


def _said(meaning: Meaning) -> str:
    if meaning.what not in STATE_MEANINGS:
        return ""
    return f"{MEANS} {meaning.what}" + (f" {BY} {meaning.decay}" if meaning.decay else "")


def _renumbered(optimizer: Optimizer) -> str:
    """A typed text with the numbers that are set."""
    text = optimizer.name.removeprefix(MARK)
    found = tokens(text, rule=True)
    for h in reversed(rules.read_rule(text).hyperparameters):
        value = getattr(optimizer.hyper, h.name)
        if value != h.value:
            first = next(k for k, token in enumerate(found) if token.at == h.at) + 2
            last = first if found[first].kind == "number" else first + 1
            text = text[: found[first].at] + number(value) + text[found[last].at + found[last].length :]
    declared = "lr" in {h.name for h in rules.read_rule(text).hyperparameters}
    return text if declared or optimizer.hyper.lr == LR else f"lr = {number(optimizer.hyper.lr)}\n{text}"
