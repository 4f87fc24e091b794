"""A step that computes nothing twice, for coordinates whose gradient has become tiny.

A number below the normal ones, as an operand or a result, costs a processor 10 to 50 ns: not by itself, but because it
waits for all before it. Such numbers stay for long, as where a run has frozen. So what was computed from the same
inputs, to the bit, in the step before is taken from there; then only averages of squares, which fade, go on.
"""

from functools import cache
from typing import Any, NamedTuple

import numpy as np

from dynamics.kernels import pieces
from dynamics.kernels.pieces import context
from dynamics.kernels.typed_pair import Pair
from engines.compiled import compiled, inlined, written_out
from engines.formula import Expression, Field, Item, Name
from engines.parsing import parse
from engines.splitting import Grade, split

TINY = 1e-150  # a gradient whose square may be no normal number any more
TOLD = ("lr", "correction1", "next_correction1")  # of the context: stay for long
STEADY = (*TOLD, "correction2", "position")  # nor does the rest of these change where nothing moves


@inlined
def same(a, b):  # type: ignore[no-untyped-def]
    """To the bit: 0 is not -0."""
    return np.float64(a).view(np.int64) == np.float64(b).view(np.int64)


class Careful(NamedTuple):
    """begin(state, context, hyper) -> what is kept before the first step; step(g, state, context, hyper, told, steady,
    kept) -> (step, rate, state, kept). told: whether what TOLD names is as it was; steady: whether all that STEADY
    names is, and nothing but careful steps came between."""

    begin: Any
    step: Any


def careful(rule: Any, state_variables: tuple[str, ...]) -> Careful:
    """Of one optimizer's rule."""
    formula = parse(rule)
    early, late = map(compiled, split(formula, lambda node: _grade(node, state_variables), "early"))
    average, alike = pieces.variable(state_variables, "m"), _alike(len(state_variables))
    constant = formula.reads("context") <= set(STEADY)

    @inlined
    def begin(state, context, hyper):  # type: ignore[no-untyped-def]
        return early(np.nan, state, context, hyper), np.nan, np.nan, False, np.nan, np.nan

    @inlined
    def step(g, state, context, hyper, told, steady, kept):  # type: ignore[no-untyped-def]
        found, slope, mean, rests, move, rate = kept
        if told and same(g, slope) and same(average(state), mean):
            if not (steady and rests):
                move, rate, after = late(found, state, context, hyper)
                rests = constant and alike(after, state) and same(context.position - move, context.position)
                state = after
        else:
            slope, mean, rests = g, average(state), False
            found = early(g, state, context, hyper)
            move, rate, state = late(found, state, context, hyper)
        return move, rate, state, (found, slope, mean, rests, move, rate)

    return Careful(begin, step)


class Both(NamedTuple):
    """What the loop that steps one start asks, for x and y at once: begin(x, states of x and y, lr, smoothness, hyper)
    -> kept; tiny: whether a gradient asks for care; step: as a pair's `both`, with what `Careful.step` asks besides."""

    begin: Any
    tiny: Any
    step: Any


def both(rule: Any, state_variables: tuple[str, ...]) -> Both:
    """Of a rule that is compiled."""
    begin, step = careful(rule, state_variables)

    @inlined
    def begin_both(x, sx, sy, lr, smoothness, hyper):  # type: ignore[no-untyped-def]
        now = context(0.0, lr, x, (np.nan, np.nan, np.nan), 0.0, 0.0, smoothness)
        return begin(sx, now, hyper), begin(sy, now, hyper)

    @inlined
    def tiny(gx, gy):  # type: ignore[no-untyped-def]
        return abs(gx) < TINY or abs(gy) < TINY

    @inlined
    def carefully(gx, gy, x, y, sx, sy, t, lr, corrected, largest, signed, smoothness, hyper, told, steady, kept):  # type: ignore[no-untyped-def]
        kept_x, kept_y = kept
        at = context(t, lr, x, corrected, largest, signed, smoothness)
        dx, rx, sx, kept_x = step(gx, sx, at, hyper, told, steady, kept_x)
        at = context(t, lr, y, corrected, largest, signed, smoothness)
        dy, ry, sy, kept_y = step(gy, sy, at, hyper, told, steady, kept_y)
        return dx, dy, rx, ry, sx, sy, (kept_x, kept_y)

    return Both(begin_both, tiny, carefully)


@cache
def neither(pair: Pair) -> Both:
    """Of typed rules, which are stepped without such care."""
    step = pair.both

    @inlined
    def begin(x, sx, sy, lr, smoothness, hyper):  # type: ignore[no-untyped-def]
        return 0.0

    @inlined
    def tiny(gx, gy):  # type: ignore[no-untyped-def]
        return False

    @inlined
    def carefully(gx, gy, x, y, sx, sy, t, lr, corrected, largest, signed, smoothness, hyper, told, steady, kept):  # type: ignore[no-untyped-def]
        dx, dy, rx, ry, sx, sy = step(gx, gy, x, y, sx, sy, t, lr, corrected, largest, signed, smoothness, hyper)
        return dx, dy, rx, ry, sx, sy, kept

    return Both(begin, tiny, carefully)


def _grade(node: Expression, state_variables: tuple[str, ...]) -> Grade:
    """The gradient, and the average m of gradients, come to rest; averages of squares fade."""
    if isinstance(node, Name):
        return Grade.STILL if node.name == "g" else Grade.MOVING
    if isinstance(node, Item):
        return Grade.STILL if state_variables[node.index] == "m" else Grade.MOVING
    return Grade.FIXED if isinstance(node, Field) and (node.of == "hyper" or node.name in TOLD) else Grade.MOVING


def _alike(size: int) -> Any:
    """Whether two tuples of state variables are the same to the bit."""
    tests = " and ".join(f"same(a[{k}], b[{k}])" for k in range(size)) or "True"
    return written_out(f"def alike(a, b):\n    return {tests}", "alike", {"same": same})
