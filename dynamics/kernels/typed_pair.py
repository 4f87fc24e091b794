"""What the loop that steps one start asks of typed rules (`dynamics.kernels.trajectory`)."""

from functools import cache
from typing import Any, NamedTuple

import numpy as np

from dynamics.kernels.typed_hyper import fields, follows, named, starts
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
    machine,
)  # fmt: skip
from dynamics.state import Layout
from engines.compiled import inlined
from engines.typed.rule_tape import CONTEXT, END, FIRST, HYPERS, SECOND, STATES


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
