"""The loop that steps one start and records it."""

from functools import cache
from typing import Any

import numpy as np
from numba import f8, i8, types

from dynamics.kernels import careful, pieces, typed_pair
from dynamics.kernels.careful import same
from dynamics.kernels.pieces import corrections, decayed, length, steeper
from dynamics.optimizer import Optimizer
from dynamics.state import PLANE
from engines.compiled import MATRIX, VECTOR, cached
from engines.typed.rule import TypedRule
from landscapes.gradient_pointers import GRADIENT

CHUNK = 1 << 16  # steps between two looks at the world outside, where a run can be stopped
FAR = 1e12  # beyond this a path counts as diverged

# What one recorded row holds: position, gradient, effective rate, first and second moment, a pair each; the first pair
# alone where only positions are asked for.
COLUMNS = 10


def trajectory_kernel(optimizer: Optimizer) -> Any:
    """The compiled loop, made once a machine and then read from the disk cache."""
    if isinstance(optimizer.rule, TypedRule):
        return _made(None, typed_pair.pair(PLANE), careful.neither(typed_pair.pair(PLANE)), VECTOR)
    return _trajectory(optimizer.rule, optimizer.Hyper, optimizer.state_variables)


@cache
def _trajectory(rule: Any, Hyper: Any, state_variables: tuple[str, ...]) -> Any:
    care = careful.both(rule, state_variables)
    hyper = types.UniTuple(f8, len(Hyper._fields))
    return _made(rule, pieces.pair(rule, Hyper, state_variables, PLANE), care, hyper)


@cache
def _made(rule: Any, own: typed_pair.Pair, care: careful.Both, hyper_type: Any) -> Any:
    """rule: None for all that are typed."""
    hyper_of, unpacked, packed, starts, at_start, both, moments, beta1, beta2, follows_smoothness = own
    begin, tiny, carefully = care

    @cached(
        i8(GRADIENT, VECTOR, VECTOR, VECTOR, i8, i8, i8, hyper_type, VECTOR, MATRIX, MATRIX),
        of=rule,
        kind="" if rule else "typed",
    )
    def trajectory(gradient, p, tape, state, first, last, every, values, schedule, noise, out):  # type: ignore[no-untyped-def]
        """Updates `first` to `last` (exclusive, counted from the very beginning), from `state` and back into it.

        Records what stands before every `every`-th. schedule and noise hold a row for each of these updates, or none.
        tape: of a typed rule. Returns `last`, or the updates after which it was no longer finite; `state` then holds
        what it became.
        """
        hyper = hyper_of(values, tape)
        x, y, power1, power2, smoothness, x0, y0, gx0, gy0, sx, sy = unpacked(state, values, tape)
        lr = hyper.lr
        row = 0
        until = 0
        noisy, wide = noise.shape[0] > 0, out.shape[1] > 2
        if first == 0 and starts(hyper):
            gx, gy = gradient(x, y, p)
            shock_x, shock_y = (noise[0, 0], noise[0, 1]) if noisy else (0.0, 0.0)
            sx, sy = at_start(gx + shock_x, gy + shock_y, sx, sy, hyper)
        slow, at_x, at_y, slope_x, slope_y, lr_was = False, np.nan, np.nan, np.nan, np.nan, np.nan
        corrected_was = (np.nan, np.nan, np.nan)
        kept = begin(x, sx, sy, lr, smoothness, hyper)
        done = first
        for t in range(first, last):
            if not (slow and same(x, at_x) and same(y, at_y)):
                slope_x, slope_y = gradient(x, y, p)
                at_x = x
                at_y = y
            gx, gy = slope_x, slope_y
            if noisy:
                gx += noise[t - first, 0]
                gy += noise[t - first, 1]
            if follows_smoothness(hyper):
                moved = length(x - x0, y - y0)
                if moved > 0:
                    smoothness = steeper(smoothness, moved, length(gx - gx0, gy - gy0))
                x0 = x
                y0 = y
                gx0 = gx
                gy0 = gy
            if schedule.size:
                lr = hyper.lr * schedule[t - first]
            power1, power2 = decayed(power1, beta1(hyper)), decayed(power2, beta2(hyper))
            corrected = corrections(power1, power2, beta1(hyper))
            largest, signed = max(abs(gx), abs(gy)), max(gx, gy)
            if tiny(gx, gy):
                told = lr == lr_was and corrected[0] == corrected_was[0] and corrected[2] == corrected_was[2]
                steady = slow and told and corrected[1] == corrected_was[1]
                dx, dy, rx, ry, sx, sy, kept = carefully(
                    gx, gy, x, y, sx, sy, t + 1.0, lr, corrected, largest, signed, smoothness, hyper, told, steady, kept
                )
                slow, lr_was, corrected_was = True, lr, corrected
            else:
                dx, dy, rx, ry, sx, sy = both(
                    gx, gy, x, y, sx, sy, t + 1.0, lr, corrected, largest, signed, smoothness, hyper
                )
                slow = False
            if until == 0:
                out[row, 0], out[row, 1] = x, y
                if wide:
                    out[row, 2] = gx
                    out[row, 3] = gy
                    out[row, 4] = rx
                    out[row, 5] = ry
                    out[row, 6], out[row, 7], out[row, 8], out[row, 9] = moments(sx, sy, hyper)
                row += 1
                until = every
            until -= 1
            x -= dx
            y -= dy
            if not (abs(x) <= FAR and abs(y) <= FAR):
                break
            done += 1
        packed(state, x, y, power1, power2, smoothness, x0, y0, gx0, gy0, sx, sy, tape)
        return done

    return trajectory
