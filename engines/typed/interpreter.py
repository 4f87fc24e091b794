"""The interpreters of tapes (`engines.typed.tape`): for one point, for a block of points, and for arrays of any size.

The first two are compiled once, and kept on disk: a text that nobody has seen before is stepped at once. Each
instruction is the operation of `engines.ops` that a compiled formula would have, so the bits are the same.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from types import ModuleType
from typing import Any

import numpy as np
from numba import f8, void

from engines import numpy_ops, ops
from engines.compiled import PAIR, VECTOR, cached, compiled, written_out
from engines.elementary import sine_and_cosine
from engines.stack import NUMBERS, registers
from engines.typed.fusing import FUSED
from engines.typed.grammar import COMPARISONS
from engines.typed.tape import ARITHMETIC, CODE, CODES, REGISTERS, SLOTS, WORDS

BATCH = 64  # points that each instruction handles at a time
assert REGISTERS * BATCH <= NUMBERS


@dataclass(frozen=True)
class Tape:
    """A function of (x, y, p) that is read from p: program 0 is the value, 1 the gradient, 2 the Hessian."""

    program: int
    results: int

    @property
    def name(self) -> str:
        return f"{__name__}.{('value', 'gradient', 'hessian')[self.program]}"


VALUE, GRADIENT, HESSIAN = Tape(0, 1), Tape(1, 2), Tape(2, 3)


def _said(name: str, register: str) -> str:
    """The right side of an instruction in Python. register: how one is written, with {} for its number."""
    a, b, c = (register.format(each) for each in "abc")
    if name in FUSED:
        return re.sub("[a-eB]", lambda found: register.format(found[0]) if found[0].islower() else "p[b]", name)
    if name in ARITHMETIC:
        op, left, right = tuple(name)
        return f"{a if left == 'r' else 'p[a]'} {op} {b if right == 'r' else 'p[b]'}"
    if name in COMPARISONS:
        return f"1.0 if {a} {name} {b} else 0.0"
    if name in ("number", "copy"):
        return "p[a]" if name == "number" else a
    if name == "where":
        return f"{b} if {a} != 0.0 else {c}"
    if name == "sign":  # as in every other engine: Numba's own gives -0 for -0
        return f"1.0 if {a} > 0.0 else -1.0 if {a} < 0.0 else 0.0 if {a} == 0.0 else {a}"
    if name == "negative":
        return f"-{a}"
    return f"ops.{name}({a}, {b})" if name in ("maximum", "minimum") else f"ops.{name}({a})"


def _interpreter(register: str, head: str, each: str, width: int) -> str:
    """The source of one: a chain of ifs, of which LLVM makes a jump table. each: the loop over a block, or nothing."""
    arms = []
    for code, name in enumerate(CODES):
        row = f"{register.format('d')} = {_said(name, register)}"
        if name == "sin and cos":
            row = f"{register.format('d')}, {register.format('b')} = sine_and_cosine({register.format('a')})"
        arms.append(f"        {'el' if code else ''}if op == {code}:\n            {each}{row}\n")
    words = "        op = int(p[k])\n"
    for place, name in enumerate("dabce"):
        words += f"        {name} = np.uint64(p[k + {place + 1}])\n"
        words += f"        R{name} = {name} * np.uint64({width})\n" if each else ""
    return f"def run({head}):\n    for k in range(first, last, {WORDS}):\n{words}{''.join(arms)}"


@cache
def interpreter(width: int = 0) -> Any:
    """(registers R, p, first, last: the places in p where the instructions begin and end) -> None. width: of each
    register, so many numbers side by side; 0 for one point."""
    scope = {"np": np, "ops": ops, "sine_and_cosine": compiled(sine_and_cosine)}
    each = f"for i in range(np.uint64({width})):\n                " if width else ""
    text = _interpreter("R[R{} + i]" if width else "R[{}]", "R, p, first, last", each, width)
    return written_out(text, "run", scope)


@cache
def pointer() -> Any:
    """The gradient at one point, (x, y, p) -> (gx, gy), as the kernels are handed it."""
    run = interpreter()

    @cached(PAIR(f8, f8, VECTOR))
    def typed_gradient(x, y, p):  # type: ignore[no-untyped-def]
        at = int(p[SLOTS + 1])
        R = registers()
        R[0], R[1] = x, y
        run(R, p, at + 4, at + 4 + WORDS * int(p[at + 1]))
        return R[int(p[at + 2])], R[int(p[at + 3])]

    return typed_gradient


@cache
def block_pointer() -> Any:
    """The gradient over a block of points, (x, y, p, gx, gy) -> None."""
    run = interpreter(BATCH)

    @cached(void(VECTOR, VECTOR, VECTOR, VECTOR, VECTOR))
    def typed_block_gradient(x, y, p, gx, gy):  # type: ignore[no-untyped-def]
        at = int(p[SLOTS + 1])
        R = registers()
        size = np.uint64(BATCH)
        u, v = np.uint64(p[at + 2]) * size, np.uint64(p[at + 3]) * size
        for k in range(np.uint64(0), np.uint64(x.size), size):
            here: Any = min(size, np.uint64(x.size) - k)
            if here == size:
                for i in range(size):
                    R[i] = x[k + i]
                    R[size + i] = y[k + i]
            else:  # an unfinished block ends in its last point again
                for i in range(size):
                    R[i] = x[k + min(i, here - np.uint64(1))]
                    R[size + i] = y[k + min(i, here - np.uint64(1))]
            run(R, p, at + 4, at + 4 + WORDS * int(p[at + 1]))
            for i in range(here):
                gx[k + i] = R[u + i]
                gy[k + i] = R[v + i]

    return typed_block_gradient


def on_arrays(tape: Tape, ops: ModuleType = numpy_ops) -> Callable[[Any, Any, Any], Any]:
    """(x, y, p) -> the value, or a tuple of results: an instruction at a time, on arrays of any kind."""
    operations = {CODE[name]: _operation(name, ops) for name in CODES}

    def function(x: Any, y: Any, p: Any) -> Any:
        at = int(p[SLOTS + tape.program])
        registers: list[Any] = [x, y, *[None] * (int(p[at]) - 2)]
        first = at + 2 + tape.results
        for row in np.reshape(p[first : first + WORDS * int(p[at + 1])], (-1, WORDS)).astype(int).tolist():
            with np.errstate(all="ignore"):  # where a formula has no value, or overflows, is no mistake
                operations[row[0]](registers, p, *row[1:])
        results = [registers[int(p[at + 2 + k])] for k in range(tape.results)]
        return results[0] if tape.results == 1 else tuple(results)

    return function


def _operation(name: str, ops: ModuleType) -> Any:
    """(registers, p, target, a, b, c, e) -> None."""
    scope = {"ops": ops}
    if name == "sin and cos":
        row = "R[d], R[b] = ops.sin(R[a]), ops.cos(R[a])"
    elif name == "sign":
        row = "R[d] = ops.sign(R[a])"
    elif name == "where":
        row = "R[d] = ops.where(R[a], R[b], R[c])"
    elif name in COMPARISONS:
        row = f"R[d] = R[a] {name} R[b]"
    else:
        row = f"R[d] = {_said(name, 'R[{}]')}"
    exec(f"def operation(R, p, d, a, b, c, e):\n    {row}\n", scope)
    return scope["operation"]
