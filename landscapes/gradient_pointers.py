"""A surface's gradient as machine code that the kernels are handed: a typed pointer, so that a new surface never
recompiles a kernel."""

from functools import cache
from typing import Any

from numba import f8, types, void

from engines.compiled import PAIR, VECTOR, cached, compiled
from engines.typed.interpreter import Tape, block_pointer, pointer
from landscapes.landscape import Source

GRADIENT = types.FunctionType(PAIR(f8, f8, VECTOR))
BLOCK_GRADIENT = types.FunctionType(void(VECTOR, VECTOR, VECTOR, VECTOR, VECTOR))


@cache
def gradient_pointer(grad: Source) -> Any:
    """The scalar gradient (x, y, p) -> (gx, gy) as Numba code, compiled once and cached on disk."""
    if isinstance(grad, Tape):
        return pointer()
    inner = compiled(grad)

    @cached(PAIR(f8, f8, VECTOR), of=grad)
    def gradient(x, y, p):  # type: ignore[no-untyped-def]
        gx, gy = inner(x, y, p)
        return gx, gy

    return gradient


@cache
def block_gradient_pointer(grad: Source) -> Any:
    """The gradient over a block of points, (x, y, p, gx, gy) -> None: a plain loop, so that it vectorises."""
    if isinstance(grad, Tape):
        return block_pointer()
    inner = compiled(grad)

    @cached(void(VECTOR, VECTOR, VECTOR, VECTOR, VECTOR), of=grad, kind="block")
    def gradient(x, y, p, gx, gy):  # type: ignore[no-untyped-def]
        for i in range(x.size):
            gx[i], gy[i] = inner(x[i], y[i], p)

    return gradient
