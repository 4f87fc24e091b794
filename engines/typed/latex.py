"""A syntax tree as LaTeX. static/formula/mathml.js says the same as MathML."""

from engines.typed.grammar import BINDS
from engines.typed.nodes import Node
from engines.typed.rules import RuleText

ATOM = 9  # binds tighter than anything
COMPARED = {"<=": r"\le", ">=": r"\ge", "==": "=", "!=": r"\ne"}
NAMED = {
    "pi": r"\pi", "e": "e", "nan": r"\mathrm{none}", "lr": r"\eta", "base_lr": r"\eta_0", "beta1": r"\beta_1",
    "beta2": r"\beta_2", "epsilon": r"\varepsilon", "momentum": r"\mu", "weight_decay": r"\lambda",
    "correction1": r"c_1", "correction2": r"c_2", "next_correction1": r"c_1'", "largest_gradient": r"\max_i |g_i|",
    "largest_signed": r"\max_i g_i", "smoothness": "L",
}  # fmt: skip
UPRIGHT = ("sin", "cos", "tan", "sinh", "cosh", "tanh", "exp", "log", "min", "max")


def latex(node: Node, constants: tuple[str, ...]) -> str:
    return f"f = {_text(node, constants)[0]}"


def rule_latex(rule: RuleText) -> str:
    """Line by line; the step is what is taken off x."""
    rows = [(name, _text(node, ())[0]) for name, node in rule.lines if name != "rate"]
    shown = (
        f"x \\leftarrow x - {text}" if name == "step" else f"{_named(name)} \\leftarrow {text}" for name, text in rows
    )
    return r", \qquad ".join(shown)


def _named(name: str) -> str:
    if name in NAMED or len(name) == 1:
        return NAMED.get(name, name)
    head, _, tail = name.partition("_")
    head = head if len(head) == 1 else rf"\mathrm{{{head}}}"
    return f"{head}_{{{_named(tail) if tail.isalpha() else tail.replace('_', '')}}}" if tail else head


def _text(node: Node, own: tuple[str, ...]) -> tuple[str, int]:
    """The LaTeX, and how tightly it binds."""
    kind, *parts = node
    if kind == "number":
        return _number(parts[0])
    if kind == "name":
        return _named(parts[0]), ATOM
    if kind == "constant":
        name = own[parts[0]]
        return (name if len(name) == 1 else rf"\mathrm{{{name}}}"), ATOM
    if kind == "^":
        return f"{_within(parts[0], own, ATOM)}^{{{parts[1]}}}", BINDS["^"]
    if kind == "-" and len(parts) == 1:
        return f"-{_within(parts[0], own, BINDS['leading'])}", BINDS["leading"]
    if kind in "+-*":
        left, right = (_within(part, own, BINDS[kind] + k * (kind != "+")) for k, part in enumerate(parts))
        return f"{left} {_times(parts, right) if kind == '*' else kind} {right}", BINDS[kind]
    if kind == "/":
        return rf"\frac{{{_text(parts[0], own)[0]}}}{{{_text(parts[1], own)[0]}}}", ATOM - 1
    inside = [_text(part, own)[0] for part in parts]
    if kind == "abs":
        return rf"\left|{inside[0]}\right|", ATOM
    if kind == "sqrt":
        return rf"\sqrt{{{inside[0]}}}", ATOM
    if kind == "floor":
        return rf"\lfloor {inside[0]} \rfloor", ATOM
    if kind == "where":
        condition, one, other = inside
        return rf"\begin{{cases}} {one} & {condition} \\ {other} & \mathrm{{else}} \end{{cases}}", 0
    if kind == "exp" and len(inside[0]) <= 40:
        return f"e^{{{inside[0]}}}", BINDS["^"]
    if len(parts) == 2 and kind not in UPRIGHT:
        return f"{inside[0]} {COMPARED.get(kind, kind)} {inside[1]}", 0
    name = rf"\{kind}" if kind in UPRIGHT else rf"\mathrm{{{kind}}}"
    return rf"{name}\left({', '.join(inside)}\right)", ATOM


def _within(node: Node, own: tuple[str, ...], binds: int) -> str:
    """In brackets where it binds less tightly."""
    words, own_binds = _text(node, own)
    return words if own_binds >= binds else rf"\left({words}\right)"


def _times(parts: list[Node], right: str) -> str:
    r"""Nothing but a thin space between factors, and a dot before a number."""
    return r"\cdot" if right[:1].isdigit() else r"\,"


def _number(value: float) -> tuple[str, int]:
    mantissa, _, exponent = f"{value!r}".removesuffix(".0").partition("e")
    return (rf"{mantissa} \cdot 10^{{{int(exponent)}}}", BINDS["*"]) if exponent else (mantissa, ATOM)
