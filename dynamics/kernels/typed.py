"""The pieces of the time loops for typed rules: one interpreter of tapes for all of them, compiled once.

Registers hold n starts side by side, their x first, then their y: R[register * 2n + i] and R[register * 2n + n + i].
"""

from functools import cache
from typing import Any, NamedTuple

import numpy as np

from dynamics.hyperparameters import NO_CORRECTION, STANDARD
from dynamics.optimizer import StepContext
from dynamics.state import Layout
from engines.compiled import inlined
from engines.typed.interpreter import interpreter
from engines.typed.rule_tape import (
    ASKS,
    BEGINS,
    BEGUN,
    BETA1,
    BETA2,
    CONTEXT,
    END,
    FIRST,
    FROM,
    HYPERS,
    ONCE,
    REGISTERS,
    RESULTS,
    SECOND,
    STATES,
    STEP,
)  # fmt: skip

PARTS = len(StepContext._fields)
TIME, LR, POSITION, CORRECTION1, CORRECTION2, NEXT1, LARGEST, SIGNED, SMOOTHNESS = range(PARTS)
HYPER = CONTEXT + PARTS  # register of the first hyperparameter


class Told(NamedTuple):
    """What a kernel asks of hyperparameters, whatever rule they are of."""

    lr: Any
    beta1: Any
    beta2: Any
    bias_correction: Any
    tape: Any


@inlined
def asks(tape, part):  # type: ignore[no-untyped-def]
    """Whether the rule reads that part of the context."""
    return tape[ASKS + part] != 0.0


@inlined
def _convention(tape):  # type: ignore[no-untyped-def]
    return STANDARD if asks(tape, CORRECTION1) or asks(tape, CORRECTION2) or asks(tape, NEXT1) else NO_CORRECTION


@inlined
def named(values, tape):  # type: ignore[no-untyped-def]
    """values: a vector."""
    b1, b2 = int(tape[BETA1]), int(tape[BETA2])
    return Told(values[0], values[b1] if b1 >= 0 else 0.0, values[b2] if b2 >= 0 else 0.0, _convention(tape), tape)


@inlined
def of_column(values, tape, i):  # type: ignore[no-untyped-def]
    """values: a row for each hyperparameter; of its i-th column."""
    b1, b2 = int(tape[BETA1]), int(tape[BETA2])
    return Told(
        values[0, i], values[b1, i] if b1 >= 0 else 0.0, values[b2, i] if b2 >= 0 else 0.0, _convention(tape), tape
    )


@inlined
def starts(hyper):  # type: ignore[no-untyped-def]
    return hyper.tape[FROM] > 0.0


@inlined
def follows(hyper):  # type: ignore[no-untyped-def]
    return asks(hyper.tape, SMOOTHNESS)


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


class Pair(NamedTuple):
    """What the loop that steps one start asks; `dynamics.kernels.pieces.pair` has it for a rule that is compiled."""

    hyper: Any
    unpacked: Any
    packed: Any
    starts: Any
    at_start: Any
    both: Any
    moments: Any
    beta1: Any
    beta2: Any
    follows: Any


@cache
def pair(layout: Layout) -> Pair:
    registers, prepare, answer, begin, fill = machine(1)
    X, POWER1, POWER2, SMOOTH, X0, G0, VARIABLES = layout

    @inlined
    def unpacked(v, values, tape):  # type: ignore[no-untyped-def]
        R = registers(tape)
        hypers, states = int(tape[HYPERS]), int(tape[STATES])
        for k in range(hypers):
            fill(R, HYPER + k, values[k])
        for k in range(states):
            at = 2 * (HYPER + hypers + k)
            R[at], R[at + 1] = v[VARIABLES + k], v[VARIABLES + states + k]
        prepare(R, tape)
        return v[X], v[X + 1], v[POWER1], v[POWER2], v[SMOOTH], v[X0], v[X0 + 1], v[G0], v[G0 + 1], R, R

    @inlined
    def packed(v, x, y, power1, power2, smoothness, x0, y0, gx0, gy0, R, unused, tape):  # type: ignore[no-untyped-def]
        v[X], v[X + 1], v[POWER1], v[POWER2], v[SMOOTH] = x, y, power1, power2, smoothness
        v[X0], v[X0 + 1], v[G0], v[G0 + 1] = x0, y0, gx0, gy0
        hypers, states = int(tape[HYPERS]), int(tape[STATES])
        for k in range(states):
            at = 2 * (HYPER + hypers + k)
            v[VARIABLES + k], v[VARIABLES + states + k] = R[at], R[at + 1]

    @inlined
    def at_start(gx, gy, R, unused, hyper):  # type: ignore[no-untyped-def]
        R[0], R[1] = gx, gy
        begin(R, hyper.tape)
        return R, unused

    @inlined
    def both(gx, gy, x, y, R, unused, t, lr, corrected, largest, signed, smoothness, hyper):  # type: ignore[no-untyped-def]
        R[0], R[1] = gx, gy
        fill(R, CONTEXT + TIME, t)
        fill(R, CONTEXT + LR, lr)
        R[2 * (CONTEXT + POSITION)], R[2 * (CONTEXT + POSITION) + 1] = x, y
        fill(R, CONTEXT + CORRECTION1, corrected[0])
        fill(R, CONTEXT + CORRECTION2, corrected[1])
        fill(R, CONTEXT + NEXT1, corrected[2])
        fill(R, CONTEXT + LARGEST, largest)
        fill(R, CONTEXT + SIGNED, signed)
        fill(R, CONTEXT + SMOOTHNESS, smoothness)
        step, rate = answer(R, hyper.tape, END)
        other = np.uint64(1)
        return R[step], R[step + other], R[rate], R[rate + other], R, unused

    @inlined
    def moments(R, unused, hyper):  # type: ignore[no-untyped-def]
        tape = hyper.tape
        first, second = int(tape[FIRST]), int(tape[SECOND])
        state = HYPER + int(tape[HYPERS])
        m, v = 2 * (state + first), 2 * (state + second)
        none = np.nan
        mx, my = (R[m], R[m + 1]) if first >= 0 else (none, none)
        vx, vy = (R[v], R[v + 1]) if second >= 0 else (none, none)
        return mx, my, vx, vy

    return Pair(named, unpacked, packed, starts, at_start, both, moments, *fields()[:2], follows)


@cache
def fields() -> tuple[Any, Any, Any]:
    @inlined
    def beta1(hyper):  # type: ignore[no-untyped-def]
        return hyper.beta1

    @inlined
    def beta2(hyper):  # type: ignore[no-untyped-def]
        return hyper.beta2

    @inlined
    def convention(hyper):  # type: ignore[no-untyped-def]
        return hyper.bias_correction

    return beta1, beta2, convention
