"""An expression of a rule as one types it, in the fewest brackets that keep every operation where it is."""

from engines.formula import Binary, Call, Compare, Expression, Field, Name, Negative, Number
from engines.typed.grammar import BINDS, FUNCTIONS, RULE_INPUTS

ATOM = 9  # binds tighter than anything
NAMES = {part: name for name, part in RULE_INPUTS.items()}
CALLED = {function: name for name, (function, _, _) in FUNCTIONS.items()}


def written(node: Expression) -> str:
    return _text(node)[0]


def number(value: float) -> str:
    """As it is typed, to the bit: 0.001, 1e-08, 10."""
    return f"{value!r}".removesuffix(".0")


def _text(node: Expression) -> tuple[str, int]:
    """The text, and how tightly it binds."""
    if isinstance(node, Number):
        return number(node.value), ATOM if node.value >= 0 or node.value != node.value else BINDS["leading"]
    if isinstance(node, Name):
        return node.name, ATOM
    if isinstance(node, Field):
        return NAMES.get((node.of, node.name), node.name), ATOM
    if isinstance(node, Negative):
        return f"-{_within(node.value, BINDS['leading'])}", BINDS["leading"]
    if isinstance(node, Call):
        return f"{CALLED[node.function]}({', '.join(_text(argument)[0] for argument in node.arguments)})", ATOM
    if isinstance(node, Compare):
        return f"{_text(node.left)[0]} {node.op} {_text(node.right)[0]}", 0
    if not isinstance(node, Binary):
        raise TypeError(f"{node!r} has no text")
    level = BINDS[node.op]
    gap = " " if node.op in "+-" else ""
    return f"{_within(node.left, level)}{gap}{node.op}{gap}{_within(node.right, level + 1)}", level


def _within(node: Expression, least: int) -> str:
    """In brackets where it binds less tightly."""
    text, binds = _text(node)
    return text if binds >= least else f"({text})"
