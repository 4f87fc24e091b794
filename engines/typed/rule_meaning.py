"""What a rule's text means: the closed tree of every rule of ours, flat, `rule(g, state, context, hyper)`."""

from engines.flattening import Lines, Operand
from engines.formula import Field, Formula, Item, Name, Number
from engines.rewriting import lean
from engines.typed.grammar import RULE_CONSTANTS, RULE_INPUTS
from engines.typed.meaning import operand
from engines.typed.rules import ZERO, RuleText

PARAMETERS = ("g", "state", "context", "hyper")


def rule_of(text: RuleText) -> Formula:
    """(step, rate, states) of a step; the rate is nan where the text gives none."""
    names: dict[str, Operand] = {name: Number(value) for name, value in RULE_CONSTANTS.items()}
    names |= {name: Field(of, part) if part else Name(of) for name, (of, part) in RULE_INPUTS.items()}
    names |= {h.name: Field("hyper", h.name) for h in text.hyperparameters if h.name != "lr"}
    names |= {state: Item("state", place) for place, state in enumerate(text.states)}
    lines = Lines()
    for name, node in text.lines:
        names[name] = operand(node, lines, names)
    result = (names["step"], names.get("rate", names["nan"]), tuple(names[state] for state in text.states))
    return lean(Formula(f"{__name__}.rule", PARAMETERS, tuple(lines.body), result))


def start_of(text: RuleText) -> Formula | None:
    """The states before the first update, by its gradient; None where all are 0."""
    if all(node == ZERO for node in text.states.values()):
        return None
    names: dict[str, Operand] = {name: Number(value) for name, value in RULE_CONSTANTS.items()}
    names["g"] = Name("g")
    lines = Lines()
    result = tuple(operand(node, lines, names) for node in text.states.values())
    return lean(Formula(f"{__name__}.start", ("g",), tuple(lines.body), result))
