"""The registers of typed rules, and what steps them: one interpreter of tapes for all rules, compiled once.

Registers hold n starts side by side, their x first, then their y: R[register * 2n + i] and R[register * 2n + n + i].
"""

from functools import cache
from typing import Any, NamedTuple

import numpy as np

from dynamics.optimizer import StepContext
from engines.compiled import inlined
from engines.typed.interpreter import interpreter
from engines.typed.rule_tape import (
    ASKS,
    BEGINS,
    BEGUN,
    CONTEXT,
    FROM,
    HYPERS,
    ONCE,
    REGISTERS,
    RESULTS,
    STATES,
    STEP,
)  # fmt: skip

PARTS = len(StepContext._fields)
TIME, LR, POSITION, CORRECTION1, CORRECTION2, NEXT1, LARGEST, SIGNED, SMOOTHNESS = range(PARTS)
HYPER = CONTEXT + PARTS  # register of the first hyperparameter


@inlined
def asks(tape, part):  # type: ignore[no-untyped-def]
    """Whether the rule reads that part of the context."""
    return tape[ASKS + part] != 0.0


class Machine(NamedTuple):
    """Of n starts side by side. registers: tape -> R. prepare: what hyperparameters alone decide, once they are there.
    answer: the step, up to RATE or END of the tape, its states kept; returns where in R the step and the rate begin.
    begin: the states at the start. fill: one number into all of a register."""

    registers: Any
    prepare: Any
    answer: Any
    begin: Any
    fill: Any


@cache
def machine(n: int) -> Machine:
    width = 2 * n
    run = interpreter(width)

    @inlined
    def registers(tape):  # type: ignore[no-untyped-def]
        return np.empty(int(tape[REGISTERS]) * width)

    @inlined
    def kept(R, tape, first):  # type: ignore[no-untyped-def]
        """Puts results into the registers of the states. first: where the tape says in which registers they are."""
        state = (HYPER + int(tape[HYPERS])) * width
        for k in range(int(tape[STATES])):
            found = np.uint64(tape[first + k]) * np.uint64(width)
            own = np.uint64(state + k * width)
            if found != own:
                for i in range(np.uint64(width)):
                    R[own + i] = R[found + i]

    @inlined
    def prepare(R, tape):  # type: ignore[no-untyped-def]
        run(R, tape, int(tape[ONCE]), int(tape[STEP]))

    @inlined
    def answer(R, tape, until):  # type: ignore[no-untyped-def]
        run(R, tape, int(tape[STEP]), int(tape[until]))
        at = int(tape[RESULTS])
        kept(R, tape, at + 2)
        return np.uint64(tape[at]) * np.uint64(width), np.uint64(tape[at + 1]) * np.uint64(width)

    @inlined
    def begin(R, tape):  # type: ignore[no-untyped-def]
        run(R, tape, int(tape[FROM]), int(tape[BEGINS]))
        kept(R, tape, int(tape[BEGUN]))

    @inlined
    def fill(R, register, value):  # type: ignore[no-untyped-def]
        for i in range(width):
            R[register * width + i] = value

    return Machine(registers, prepare, answer, begin, fill)
