"""Room on the stack for a kernel's own registers: an array that costs nothing to make, where `np.empty` costs 60 ns."""

from typing import Any

from llvmlite import ir
from numba import carray, njit, types  # type: ignore[attr-defined]
from numba.extending import intrinsic

NUMBERS = 256 * 64  # 128 kB of the 8 MB that a thread has
LINE = 64  # bytes of a cache line, at which it begins


@intrinsic  # type: ignore[misc]
def stack(typingctx: Any) -> Any:
    """A pointer to NUMBERS float64 numbers, whatever they are; it ends with the function that calls it."""

    def codegen(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        with builder.goto_entry_block():
            room = builder.alloca(ir.ArrayType(ir.DoubleType(), NUMBERS))
        room.align = LINE
        return builder.bitcast(room, ir.DoubleType().as_pointer())

    return types.CPointer(types.float64)(), codegen


@njit(inline="always")  # a copy in the kernel itself, whose stack it is
def registers():  # type: ignore[no-untyped-def]
    """The array."""
    return carray(stack(), NUMBERS)  # type: ignore[call-arg]
