"""A rule as a file for dynamics/optimizers/."""

import json
from collections.abc import Mapping

from dynamics.hyperparameters import GLOSSARY
from dynamics.optimizer import Optimizer
from dynamics.rule_text import rule_text
from dynamics.typed import rule
from engines.typed.grammar import FUNCTIONS, NEEDS, RULE_INPUTS
from engines.typed.nodes import Node
from engines.typed.python_text import Writer, identifiers
from engines.typed.rules import ZERO, RuleText, read_rule

OURS = frozenset({"g", "state", "context", "hyper", "ops", "rule"})
ASKED = frozenset({"bias_correction"})  # the field by which the corrections are chosen


def python_file(optimizer: Optimizer) -> str:
    """A file for dynamics/optimizers/, whose rule has the bits of this one."""
    text = rule_text(optimizer)
    parsed, own = read_rule(text), rule(text)
    written, fields = identifiers(parsed, OURS), identifiers(parsed, ASKED)
    fields = {name: fields[name] for name in own.hyper._fields}
    names = {name: f"{of}.{part}" if part else of for name, (of, part) in RULE_INPUTS.items()}
    names |= {name: f"hyper.{field}" for name, field in fields.items() if name != "lr"}
    states = {state: written[state] for state in parsed.states}
    writer = Writer(names | states | CONSTANTS, set(), _ours, written)
    for state, node in parsed.states.items():
        if node != ZERO:
            begun = writer.text(node)[0]
            writer.rows.append(f"{states[state]} = ops.where(context.step == 1, {begun}, {states[state]})")
    for name, node in parsed.lines:
        writer.line(name, node)
    kept = _tuple([writer.names[state] for state in states]) if states else "state"
    taken = [f"{_tuple(list(states.values()))} = state"] if states else []
    rows = [*taken, *writer.rows, f"return {writer.names['step']}, {writer.names.get('rate', 'ops.nan')}, {kept}"]
    hypers = [f"{fields[name]}: float = {value!r}" for name, value in own.hyper._asdict().items()]
    hypers += ['bias_correction: str = "standard"'] if not read_by(parsed).isdisjoint(NEEDS) else []
    described = [h for h in own.own if GLOSSARY.get(h.name) is not h]
    return PYTHON.format(
        hypers=indented(hypers),
        body=indented(rows),
        states=_tuple([_quoted(state) for state in states]) if states else "()",
        meanings=_tuple([_meaning(fields, *parsed.meanings.get(state, ("", ""))) for state in states])
        if states
        else "()",
        own="".join(
            f"\n        Hyperparameter({', '.join(map(_quoted, (fields[h.name], h.symbol, h.title, h.hint, h.scale)))},"
            f" {h.low!r}, {h.high!r}, {h.least!r}, {h.most!r}),"
            for h in described
        )
        + "\n    " * bool(described),
    )


CONSTANTS = {"pi": "ops.pi", "nan": "ops.nan", "e": "2.718281828459045"}
PYTHON = '''"""A rule of one's own, for dynamics/optimizers/; see dynamics/optimizer.py for what the fields mean."""

from typing import NamedTuple

from dynamics.hyperparameters import Hyperparameter
from dynamics.meanings import Meaning
from dynamics.optimizer import Optimizer, Series
from engines import ops


class Hyper(NamedTuple):
{hypers}

def rule(g, state, context, hyper):
{body}

OPTIMIZER = Optimizer(
    name="own-rule",
    title="Own rule",
    short="Own",
    latex="",
    summary="A rule of one's own.",
    source="",
    conventions="",
    series=Series("#33312E", "#E9E6E0", "hollow disc", (1, 2.5)),
    rule=rule,
    Hyper=Hyper,
    state_variables={states},
    meanings={meanings},
    own=({own}),
    opening=None,
)
'''


def _ours(function: str, arguments: list[str], wide: list[bool]) -> str:
    made, least, most = FUNCTIONS[function]
    if least == most:
        return f"ops.{made}({', '.join(arguments)})"
    first, *others = arguments
    for other in others:
        first = f"ops.{made}({first}, {other})"
    return first


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def indented(rows: list[str], deep: int = 1) -> str:
    """As lines of a block so many levels deep."""
    return "".join(f"{'    ' * deep}{row}\n" for row in rows)


def _meaning(fields: Mapping[str, str], what: str, decay: str) -> str:
    return f"Meaning({', '.join(map(_quoted, (what, fields[decay]) if decay else (what,)))})"


def _tuple(names: list[str]) -> str:
    return f"({', '.join(names)}{',' if len(names) == 1 else ''})"


def read_by(parsed: RuleText) -> set[str]:
    """Every name that a line reads."""

    def within(node: Node) -> set[str]:
        if node[0] == "name":
            return {node[1]}
        return set().union(*(within(part) for part in node[1:] if isinstance(part, tuple)))

    return set().union(*(within(node) for _, node in parsed.lines))
