"""From a Python function to its `Formula`. What is not in the closed subset is refused, with the line."""

import ast
import inspect
import textwrap
from collections.abc import Callable, Mapping
from functools import cache
from math import isfinite
from types import FunctionType
from typing import Any

import numpy as np

from engines.formula import (
    FUNCTIONS,
    Assign,
    Binary,
    Call,
    Compare,
    Expression,
    Field,
    Formula,
    FormulaError,
    Item,
    Lookup,
    Name,
    Negative,
    Number,
    Result,
)

ARITHMETIC: dict[type, str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
COMPARISONS: dict[type, str] = {
    ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!="
}  # fmt: skip
CONSTANTS = {"pi": np.pi, "nan": np.nan, "inf": np.inf}
MOST_LINES = 2_000  # once loops are unrolled


def parse(function: Any) -> Formula:
    """The tree of a plain Python function, of a typed rule, or of what is a tree already. Raises FormulaError, with
    file and line."""
    tree = function if isinstance(function, Formula) else getattr(function, "formula", None)
    return tree if isinstance(tree, Formula) else _parsed(function)


@cache
def _parsed(function: Callable[..., Any]) -> Formula:
    if not isinstance(function, FunctionType):
        raise FormulaError(f"A formula is a plain function; {function!r} is not.")
    try:
        lines, first = inspect.getsourcelines(function)
        tree = ast.parse(textwrap.dedent("".join(lines)))
    except (OSError, SyntaxError):
        raise FormulaError(f"The source of {function.__name__} cannot be read; write it with def, in a file.") from None
    definition = tree.body[0]
    where = f"{inspect.getsourcefile(function)}:{first}"
    if not isinstance(definition, ast.FunctionDef):
        raise FormulaError(f"{where}: write a formula with def, not as a lambda.")
    ast.increment_lineno(definition, first - 1)
    return _Reader(definition, function).formula


class _Reader:
    """Reads one definition. `values`: the loop variables and constants that names stand for; `known`: what was
    assigned."""

    def __init__(self, definition: ast.FunctionDef, function: FunctionType) -> None:
        self.file = inspect.getsourcefile(function) or "?"
        given = definition.args
        if given.vararg or given.kwarg or given.kwonlyargs or given.defaults or given.posonlyargs:
            raise self.refusal(definition, "a formula has plain parameters only, without defaults or stars")
        self.parameters = tuple(a.arg for a in given.args)
        self.known = set(self.parameters)
        self.whole_parameters = set(self.parameters)  # those that were not assigned to
        self.scope: Mapping[str, Any] = {**function.__globals__, **inspect.getclosurevars(function).nonlocals}
        self.loops: dict[str, int] = {}
        self.lines: list[Assign] = []
        *body, last = [s for s in definition.body if not _is_text(s)] or [definition]
        for statement in body:
            self.statement(statement)
        if not isinstance(last, ast.Return) or last.value is None:
            raise self.refusal(last, "a formula ends in its one return")
        self.formula = Formula(
            f"{function.__module__}.{definition.name}", self.parameters, tuple(self.lines), self.result(last.value)
        )

    def refusal(self, node: ast.AST, why: str) -> FormulaError:
        return FormulaError(f"{self.file}:{getattr(node, 'lineno', '?')}: {why}.")

    def statement(self, node: ast.stmt) -> None:
        if isinstance(node, ast.Assign) and len(node.targets) == 1:
            self.assignment(node.targets[0], node.value)
        elif isinstance(node, ast.For):
            self.loop(node)
        else:
            raise self.refusal(
                node,
                f"`{_short(node)}` is none of the lines that a formula may have: name = ..., for k in range(4), return",
            )

    def assignment(self, target: ast.expr, value: ast.expr) -> None:
        targets = list(target.elts) if isinstance(target, ast.Tuple) else [target]
        names = tuple(t.id for t in targets if isinstance(t, ast.Name))
        if len(names) < len(targets):
            raise self.refusal(target, f"only names can be assigned to, not `{_short(target)}`")
        if not isinstance(target, ast.Tuple):
            values: tuple[Expression, ...] = (self.expression(value),)
        elif isinstance(value, ast.Tuple):
            values = tuple(self.expression(v) for v in value.elts)
        elif isinstance(value, ast.Name) and value.id in self.whole_parameters:
            values = tuple(Item(value.id, k) for k in range(len(names)))
        else:
            raise self.refusal(value, f"`{_short(value)}` cannot be taken apart; only a parameter or a tuple can")
        if len(names) != len(values):
            raise self.refusal(value, f"{len(names)} names are given {len(values)} values")
        self.lines.append(Assign(names, values))
        self.known |= set(names)
        self.whole_parameters -= set(names)
        if len(self.lines) > MOST_LINES:
            raise self.refusal(
                target, f"this formula has more than {MOST_LINES:,} lines once its loops are written out"
            )

    def loop(self, node: ast.For) -> None:
        """Unrolled: the loop's variable is a number in each round."""
        ends = node.iter
        plain = isinstance(ends, ast.Call) and isinstance(ends.func, ast.Name) and ends.func.id == "range"
        if not (plain and isinstance(node.target, ast.Name) and not node.orelse):
            raise self.refusal(node, "a loop in a formula is `for name in range(...)`")
        assert isinstance(ends, ast.Call)
        bounds = [self.whole(a) for a in ends.args]
        for k in range(*bounds):
            self.loops[node.target.id] = k
            for statement in node.body:
                self.statement(statement)
        self.loops.pop(node.target.id, None)

    def result(self, node: ast.expr) -> Result:
        return tuple(self.result(part) for part in node.elts) if isinstance(node, ast.Tuple) else self.expression(node)

    def expression(self, node: ast.expr) -> Expression:
        if isinstance(node, ast.BinOp) and type(node.op) in ARITHMETIC:
            return Binary(ARITHMETIC[type(node.op)], self.expression(node.left), self.expression(node.right))
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
            return Negative(self.expression(node.operand))
        if isinstance(node, ast.Compare) and len(node.ops) == 1:
            op = COMPARISONS.get(type(node.ops[0]))
            if op:
                return Compare(op, self.expression(node.left), self.expression(node.comparators[0]))
        if isinstance(node, ast.Constant) and type(node.value) in (int, float):
            if not isfinite(node.value):  # type: ignore[arg-type]
                raise self.refusal(node, "this number is too large to be held")
            return _number(node.value)
        if isinstance(node, ast.Name):
            return self.name(node)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            return self.attribute(node, node.value.id)
        if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name):
            return self.subscript(node, node.value.id)
        if isinstance(node, ast.Call):
            return self.call(node)
        hint = " (write powers as products)" if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow) else ""
        raise self.refusal(node, f"`{_short(node)}` is not in the language of formulas{hint}")

    def name(self, node: ast.Name) -> Expression:
        if node.id in self.loops:
            return Number(self.loops[node.id])
        if node.id in self.known:
            return Name(node.id)
        value = self.scope.get(node.id)
        if isinstance(value, int | float | np.floating | np.integer) and not isinstance(value, bool):
            return _number(value)
        raise self.refusal(node, f"`{node.id}` is neither a parameter, nor assigned before, nor a number of its module")

    def attribute(self, node: ast.Attribute, of: str) -> Expression:
        if of in self.whole_parameters:
            return Field(of, node.attr)
        if of == "ops" and node.attr in CONSTANTS:
            return Number(CONSTANTS[node.attr])
        raise self.refusal(node, f"`{_short(node)}` is neither part of a parameter nor a constant of ops")

    def subscript(self, node: ast.Subscript, of: str) -> Expression:
        if of in self.whole_parameters:
            index = self.expression(node.slice)
            place = _folded(index)
            return Item(of, place) if isinstance(place, int) else Lookup(of, index)
        table = self.scope.get(of)
        if isinstance(table, np.ndarray | tuple | list):
            places = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
            return _number(np.asarray(table)[tuple(self.whole(place) for place in places)])
        raise self.refusal(node, f"`{of}` is neither a parameter nor a table of numbers")

    def call(self, node: ast.Call) -> Expression:
        function = node.func
        known = (
            isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name) and function.value.id == "ops"
        )
        name = function.attr if known and isinstance(function, ast.Attribute) else ""
        if name not in FUNCTIONS:
            raise self.refusal(
                node, f"`{_short(function)}` cannot be called here; there are ops.{', ops.'.join(FUNCTIONS)}"
            )
        if node.keywords or len(node.args) != FUNCTIONS[name]:
            raise self.refusal(node, f"ops.{name} takes {FUNCTIONS[name]} values; got `{_short(node)}`")
        return Call(name, tuple(self.expression(a) for a in node.args))

    def whole(self, node: ast.expr) -> int:
        """A whole number that is known now: a loop's bound or a place in a table."""
        value = _folded(self.expression(node))
        if not isinstance(value, int):
            raise self.refusal(node, f"`{_short(node)}` must be a whole number that is known beforehand")
        return value


def _folded(node: Expression) -> float | int | None:
    if isinstance(node, Number):
        return node.value
    if isinstance(node, Binary):
        left, right = _folded(node.left), _folded(node.right)
        if isinstance(left, int) and isinstance(right, int) and node.op in "+-*":
            return {"+": left + right, "-": left - right, "*": left * right}[node.op]
    return None


def _number(value: Any) -> Number:
    return Number(int(value) if isinstance(value, int | np.integer) else float(value))


def _is_text(statement: ast.stmt) -> bool:
    """A docstring."""
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


def _short(node: ast.AST) -> str:
    words = ast.unparse(node).splitlines()[0]
    return words if len(words) <= 60 else words[:57] + "..."
