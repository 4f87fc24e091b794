"""Formulas as JavaScript, for the browser: the same operations in the same order, so the same bits.

`python -m engines.javascript OUT.mjs` writes the whole engine (`dynamics.in_javascript`) as one ES module.
"""

import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from math import isinf, isnan
from pathlib import Path

from engines import elementary
from engines.branches import Line, structure
from engines.formula import Binary, Call, Compare, Expression, Field, Formula, Item, Lookup, Name, Negative, Result
from engines.parsing import parse
from engines.rewriting import expanded, lean

# Math's own functions where they agree with Numba's to the bit; the others stand in HELPERS and `elementary_functions`.
FUNCTIONS = {
    "sqrt": "Math.sqrt", "absolute": "Math.abs", "floor": "Math.floor", "int64": "Math.trunc",
    "sign": "sign", "maximum": "maximum", "minimum": "minimum",
    "sin": "sine", "cos": "cosine", "exp": "exp", "log": "log", "tan": "tangent", "sinh": "hyperbolicSine",
    "cosh": "hyperbolicCosine", "tanh": "hyperbolicTangent",
}  # fmt: skip
HELPERS = """\
// as Numba has them: what is not a number wins, and of 0 and -0 the first
const maximum = (a, b) => (a !== a ? a : b !== b ? b : a >= b ? a : b);
const minimum = (a, b) => (a !== a ? a : b !== b ? b : a <= b ? a : b);
const sign = (a) => (a > 0 ? 1 : a < 0 ? -1 : a === 0 ? 0 : NaN);
"""
COMPARISONS = {"==": "===", "!=": "!=="}


@dataclass(frozen=True)
class Inlined:
    """A formula as lines of JavaScript that stand in a larger function. result: an expression, or a list (of lists)."""

    lines: list[str]
    result: "Texts"


Texts = str | list["Texts"]
# What stands for a parameter: a name, or for a parameter with parts (p, state, context, hyper) how each part is
# written, and the whole of it if asked for "".
Bound = str | Callable[[str | int], str]


def inlined(formula: Formula, bound: Mapping[str, Bound], suffix: str = "", whole: bool = True) -> Inlined:
    """The formula with other names for its parameters; names of its own get the suffix. whole: with sin, cos, exp and
    log written out, else calls of `elementary_functions`."""
    writer = _Writer(formula, bound, suffix)
    lines, result = structure(expanded(formula) if whole else lean(formula))
    return Inlined([row for line in lines for row in writer.rows(line)], writer.result(result))


def function(formula: Formula, whole: bool = False) -> str:
    """`(x, y, p) => value`, or an array of values (nested where the result is); whole as in `inlined`."""
    bound = {name: name for name in formula.parameters}
    made = inlined(formula, bound, whole=whole)
    body = "".join(f"  {row}\n" for row in made.lines)
    return f"({', '.join(formula.parameters)}) => {{\n{body}  return {array(made.result)};\n}}"


def elementary_functions() -> str:
    """sine, cosine, exp, log and their kin as functions of one number, with the bits that they have everywhere."""
    made = {FUNCTIONS[name]: expanded(_of_one(name)) for name in ("sin", "cos", "exp", "log")}
    made |= {FUNCTIONS[name]: parse(getattr(elementary, name)) for name in ("tan", "sinh", "cosh", "tanh")}  # by those
    return "".join(f"const {name} = {function(formula)};\n" for name, formula in made.items())


def _of_one(name: str) -> Formula:
    return Formula(f"{__name__}.{name}", ("x",), (), Call(name, (Name("x"),)))


def array(result: Texts) -> str:
    return f"[{', '.join(map(array, result))}]" if isinstance(result, list) else result


def number(value: float) -> str:
    """As it is written in both languages; whole numbers stay whole."""
    if isnan(value) or isinf(value):
        return "NaN" if isnan(value) else "Infinity" if value > 0 else "(-Infinity)"
    return f"({value!r})" if value < 0 else repr(value)


class _Writer:
    def __init__(self, formula: Formula, bound: Mapping[str, Bound], suffix: str) -> None:
        assert set(bound) == set(formula.parameters)
        self.bound, self.suffix = bound, suffix

    def rows(self, line: Line) -> Iterator[str]:
        if not any(line.arms):
            for name, value in line.values.items():
                yield f"const {name}{self.suffix} = {self.text(value)};"
            return
        assert line.condition is not None
        yield f"let {', '.join(name + self.suffix for name in line.values)};"
        for k, head in enumerate((f"if ({self.text(line.condition)}) {{", "} else {")):
            yield head
            for inner in line.arms[k]:
                yield from (f"  {row}" for row in self.rows(inner))
            for name, value in line.values.items():
                assert isinstance(value, Call)
                yield f"  {name}{self.suffix} = {self.text(value.arguments[1 + k])};"
        yield "}"

    def result(self, result: Result) -> Texts:
        return [self.result(part) for part in result] if isinstance(result, tuple) else self.text(result)

    def text(self, node: Expression) -> str:
        if isinstance(node, Binary):
            return f"({self.text(node.left)} {node.op} {self.text(node.right)})"
        if isinstance(node, Compare):
            return f"({self.text(node.left)} {COMPARISONS.get(node.op, node.op)} {self.text(node.right)})"
        if isinstance(node, Negative):
            return f"(-{self.text(node.value)})"
        if isinstance(node, Call):
            values = [self.text(argument) for argument in node.arguments]
            if node.function == "where":
                return "({} ? {} : {})".format(*values)
            return f"{FUNCTIONS[node.function]}({', '.join(values)})"
        if isinstance(node, Name):
            bound = self.bound.get(node.name, node.name + self.suffix)
            return bound if isinstance(bound, str) else bound("")
        return self.part(node) if isinstance(node, Field | Item | Lookup) else number(node.value)

    def part(self, node: Field | Item | Lookup) -> str:
        of = self.bound[node.of]
        if isinstance(node, Lookup):
            return f"{of if isinstance(of, str) else of('')}[{self.text(node.index)}]"
        part = node.name if isinstance(node, Field) else node.index
        if isinstance(of, str):
            return f"{of}.{part}" if isinstance(part, str) else f"{of}[{part}]"
        return of(part)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m engines.javascript OUT.mjs")
    try:
        Path(sys.argv[1]).write_text(import_module("dynamics.in_javascript").module())
    except OSError as error:
        sys.exit(f"{sys.argv[1]} cannot be written: {error.strerror}.")
