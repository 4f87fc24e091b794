"""What the loop over blocks of starts asks of typed rules (`dynamics.kernels.block`)."""

from functools import cache
from typing import Any, NamedTuple

from dynamics.kernels.typed_machine import (
    CORRECTION1,
    CORRECTION2,
    HYPER,
    LARGEST,
    LR,
    NEXT1,
    POSITION,
    SIGNED,
    SMOOTHNESS,
    TIME,
    Machine,
    machine,
)  # fmt: skip
from engines.compiled import inlined
from engines.typed.rule_tape import ASKS, CONTEXT, HYPERS, STATES


class Block(NamedTuple):
    """What the loop over blocks of n asks besides: clear: hyperparameters from the column of each start (of `values`,
    from k on, `here` of them), and every state 0. told: what is the same for every start, `held` being what they were
    told before. each: the same where it differs. tell: what always differs."""

    machine: Machine
    clear: Any
    told: Any
    each: Any
    tell: Any


@cache
def block(n: int) -> Block:
    own = machine(n)
    fill, prepare = own.fill, own.prepare
    width = 2 * n

    @inlined
    def clear(R, tape, values, k, here):  # type: ignore[no-untyped-def]
        hypers = int(tape[HYPERS])
        for j in range(hypers):
            at = (HYPER + j) * width
            for i in range(n):
                column = min(k + min(i, here - 1), values.shape[1] - 1)
                R[at + i] = R[at + n + i] = values[j, column]
        for j in range(int(tape[STATES])):
            fill(R, HYPER + hypers + j, 0.0)
        prepare(R, tape)

    @inlined
    def told(R, tape, held, t, lr, corrected):  # type: ignore[no-untyped-def]
        one, two, next1 = corrected
        # no function is called within: each would count the references to R, which takes longer than a rule
        for part, value in ((TIME, t), (LR, lr), (CORRECTION1, one), (CORRECTION2, two), (NEXT1, next1)):
            if tape[ASKS + part] != 0.0 and held[part] != value:
                held[part] = value
                for i in range(width):
                    R[(CONTEXT + part) * width + i] = value

    @inlined
    def each(R, i, t, lr, corrected):  # type: ignore[no-untyped-def]
        one, two, next1 = corrected
        for part, value in ((TIME, t), (LR, lr), (CORRECTION1, one), (CORRECTION2, two), (NEXT1, next1)):
            at = (CONTEXT + part) * width + i
            R[at] = R[at + n] = value

    @inlined
    def tell(R, tape, x, y, gx, gy, smooth):  # type: ignore[no-untyped-def]
        for i in range(n):
            R[i] = gx[i]
            R[n + i] = gy[i]
        if tape[ASKS + POSITION] != 0.0:
            for i in range(n):
                at = (CONTEXT + POSITION) * width + i
                R[at], R[at + n] = x[i], y[i]
        if tape[ASKS + LARGEST] != 0.0:
            for i in range(n):
                at = (CONTEXT + LARGEST) * width + i
                R[at] = R[at + n] = max(abs(gx[i]), abs(gy[i]))
        if tape[ASKS + SIGNED] != 0.0:
            for i in range(n):
                at = (CONTEXT + SIGNED) * width + i
                R[at] = R[at + n] = max(gx[i], gy[i])
        if tape[ASKS + SMOOTHNESS] != 0.0:
            for i in range(n):
                at = (CONTEXT + SMOOTHNESS) * width + i
                R[at] = R[at + n] = smooth[i]

    return Block(own, clear, told, each, tell)
