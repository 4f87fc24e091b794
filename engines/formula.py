"""A formula as a small closed tree: what a surface or an optimizer's rule says, once, for every engine.

A formula is a straight line of assignments and one result, over numbers, names, the four operations, comparisons and
the functions of `engines.ops`. `parsing` reads it from a Python function; from the tree come its text (which Numba
compiles and NumPy and JAX run), a fingerprint, what it reads of the step's context, and its derivatives.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from math import isinf, isnan

FUNCTIONS = {  # of `engines.ops`, and how many arguments each takes
    "sqrt": 1, "exp": 1, "log": 1, "sin": 1, "cos": 1, "tan": 1, "sinh": 1, "cosh": 1, "tanh": 1, "absolute": 1,
    "sign": 1, "floor": 1, "int64": 1, "maximum": 2, "minimum": 2, "where": 3,
}  # fmt: skip


class FormulaError(ValueError):
    """What is no formula. Of a Python function, the message names file and line; of a typed text, `length` characters
    from `at` on are wrong, and `kind` is a key of `engines.typed.grammar.WORDS`."""

    def __init__(self, message: str, kind: str = "", at: int = 0, length: int = 0) -> None:
        super().__init__(message)
        self.kind, self.at, self.length = kind, at, length


@dataclass(frozen=True)
class Number:
    """A constant. Whole numbers stay whole: they print as they were written."""

    value: float | int


@dataclass(frozen=True)
class Name:
    """A parameter, or what was assigned before."""

    name: str


@dataclass(frozen=True)
class Field:
    """`context.lr`: a named part of a parameter."""

    of: str
    name: str


@dataclass(frozen=True)
class Item:
    """`p[0]`, `state[1]`: a numbered part of a parameter."""

    of: str
    index: int


@dataclass(frozen=True)
class Lookup:
    """`p[i]` at a whole number that is computed: the coefficients of a sampled surface."""

    of: str
    index: "Expression"


@dataclass(frozen=True)
class Negative:
    value: "Expression"


@dataclass(frozen=True)
class Binary:
    """`left op right`, op one of + - * /."""

    op: str
    left: "Expression"
    right: "Expression"


@dataclass(frozen=True)
class Compare:
    """`left op right`, op one of < <= > >= == !=. As a number it is 0 or 1."""

    op: str
    left: "Expression"
    right: "Expression"


@dataclass(frozen=True)
class Call:
    """One of FUNCTIONS."""

    function: str
    arguments: tuple["Expression", ...]


Expression = Number | Name | Field | Item | Lookup | Negative | Binary | Compare | Call
Result = Expression | tuple["Result", ...]


@dataclass(frozen=True)
class Assign:
    """All values are computed before the first target changes."""

    targets: tuple[str, ...]
    values: tuple[Expression, ...]


@dataclass(frozen=True)
class Formula:
    """`name(*parameters)`: the body, line by line, then the result: an expression, or a tuple of results. The name says
    where it stands: "landscapes.surfaces.ripple.gradient"."""

    name: str
    parameters: tuple[str, ...]
    body: tuple[Assign, ...]
    result: Result

    @property
    def short(self) -> str:
        """The last part of its name, which the text defines."""
        return self.name.rpartition(".")[2]

    @cached_property
    def text(self) -> str:
        """As Python, every operation in brackets of its own: what arrays run, and what the fingerprint is made from."""
        lines = [f"    {', '.join(s.targets)} = {', '.join(map(text, s.values))}\n" for s in self.body]
        return f"def {self.short}({', '.join(self.parameters)}):\n{''.join(lines)}    return {text(self.result)}\n"

    @cached_property
    def fingerprint(self) -> str:
        """Changes with anything that could change a number."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    def __hash__(self) -> int:
        """Of the text, once: caches by formula are asked many times a run, and a walk through the tree costs 0.3 ms."""
        return hash(self.fingerprint)

    def reads(self, parameter: str) -> frozenset[str]:
        """Which named parts of a parameter it uses: `rule.reads("context")` may be {"lr", "correction1"}."""
        return frozenset(e.name for e in self.expressions if isinstance(e, Field) and e.of == parameter)

    @property
    def calls(self) -> frozenset[str]:
        """Which of FUNCTIONS it uses."""
        return frozenset(e.function for e in self.expressions if isinstance(e, Call))

    @property
    def constants(self) -> tuple[float | int, ...]:
        """Every number in it, in order of appearance."""
        return tuple(e.value for e in self.expressions if isinstance(e, Number))

    @cached_property
    def expressions(self) -> tuple[Expression, ...]:
        """Every node of the tree, from the first line to the result, outer ones first."""
        roots = [value for statement in self.body for value in statement.values] + list(leaves(self.result))
        return tuple(node for root in roots for node in walk(root))


def leaves(result: Result) -> Iterator[Expression]:
    """The expressions of a result, from left to right."""
    if isinstance(result, tuple):
        for part in result:
            yield from leaves(part)
    else:
        yield result


def walk(node: Expression) -> Iterator[Expression]:
    """The node, then all below it."""
    yield node
    for child in children(node):
        yield from walk(child)


def children(node: Expression) -> tuple[Expression, ...]:
    if isinstance(node, Binary | Compare):
        return node.left, node.right
    if isinstance(node, Call):
        return node.arguments
    if isinstance(node, Negative):
        return (node.value,)
    return (node.index,) if isinstance(node, Lookup) else ()


def text(node: Result, conditional: str = "ops.where({0}, {1}, {2})") -> str:
    """As Python. No operation is reordered or tidied: that would change last digits. conditional: how `where` is
    written."""
    if isinstance(node, tuple):
        return f"({''.join(f'{text(part, conditional)}, ' for part in node).rstrip()})"
    if isinstance(node, Binary | Compare):
        return f"({text(node.left, conditional)} {node.op} {text(node.right, conditional)})"
    if isinstance(node, Negative):
        return f"(-{text(node.value, conditional)})"
    if isinstance(node, Call):
        values = [text(argument, conditional) for argument in node.arguments]
        return conditional.format(*values) if node.function == "where" else f"ops.{node.function}({', '.join(values)})"
    if isinstance(node, Field):
        return f"{node.of}.{node.name}"
    if isinstance(node, Item | Lookup):
        return f"{node.of}[{node.index if isinstance(node, Item) else text(node.index, conditional)}]"
    if isinstance(node, Name):
        return node.name
    if isnan(node.value) or isinf(node.value):
        return "ops.nan" if isnan(node.value) else "ops.inf" if node.value > 0 else "(-ops.inf)"
    return f"({node.value!r})" if node.value < 0 else repr(node.value)
