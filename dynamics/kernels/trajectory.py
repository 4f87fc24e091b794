"""The loop that steps one start and records it."""

from functools import cache
from typing import Any

import numpy as np
from numba import f8, i8, types

from dynamics.hyperparameters import GRADIENT_INIT
from dynamics.kernels import pieces
from dynamics.kernels.careful import TINY, careful, same
from dynamics.kernels.pieces import context, corrections, decayed, length, steeper
from dynamics.optimizer import Optimizer
from dynamics.state import PLANE
from engines.compiled import MATRIX, VECTOR, cached
from landscapes.gradient_pointers import GRADIENT

CHUNK = 1 << 16  # steps between two looks at the world outside, where a run can be stopped
FAR = 1e12  # beyond this a path counts as diverged

# What one recorded row holds: position, gradient, effective rate, first and second moment, a pair each; the first pair
# alone where only positions are asked for.
COLUMNS = 10


def trajectory_kernel(optimizer: Optimizer) -> Any:
    """The compiled loop, made once a machine and then read from the disk cache."""
    return _trajectory(optimizer.rule, optimizer.Hyper, optimizer.state_variables)


@cache
def _trajectory(rule: Any, Hyper: Any, state_variables: tuple[str, ...]) -> Any:
    step, named, at_start, _, _, beta1, beta2, convention, follows_smoothness = pieces.of(rule, Hyper, state_variables)
    unpacked, packed = (make(PLANE, len(state_variables)) for make in (pieces.unpacked, pieces.packed))
    begin, carefully = careful(rule, state_variables)
    moment1, moment2 = pieces.variable(state_variables, "m"), pieces.variable(state_variables, "v")
    hyper_type = types.UniTuple(f8, len(Hyper._fields))

    @cached(i8(GRADIENT, VECTOR, VECTOR, i8, i8, i8, hyper_type, VECTOR, MATRIX, MATRIX), of=rule)
    def trajectory(gradient, p, state, first, last, every, values, schedule, noise, out):  # type: ignore[no-untyped-def]
        """Updates `first` to `last` (exclusive, counted from the very beginning), from `state` and back into it.

        Records what stands before every `every`-th. schedule and noise hold a row for each of these updates, or none.
        Returns `last`, or the updates after which it was no longer finite; `state` then holds what it became.
        """
        hyper = named(values)
        x, y, power1, power2, smoothness, x0, y0, gx0, gy0, sx, sy = unpacked(state)
        lr = hyper.lr
        row = 0
        until = 0
        noisy, wide = noise.shape[0] > 0, out.shape[1] > 2
        if first == 0 and convention(hyper) == GRADIENT_INIT:
            gx, gy = gradient(x, y, p)
            shock_x, shock_y = (noise[0, 0], noise[0, 1]) if noisy else (0.0, 0.0)
            sx, sy = at_start(gx + shock_x), at_start(gy + shock_y)
        slow, at_x, at_y, slope_x, slope_y, lr_was = False, np.nan, np.nan, np.nan, np.nan, np.nan
        corrected_was = (np.nan, np.nan, np.nan)
        now = context(0.0, lr, x, corrected_was, 0.0, 0.0, smoothness)
        kept_x, kept_y = begin(sx, now, hyper), begin(sy, now, hyper)
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
            if follows_smoothness:
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
            at = context(t + 1.0, lr, x, corrected, largest, signed, smoothness)
            beside = context(t + 1.0, lr, y, corrected, largest, signed, smoothness)
            if abs(gx) < TINY or abs(gy) < TINY:
                told = lr == lr_was and corrected[0] == corrected_was[0] and corrected[2] == corrected_was[2]
                steady = slow and told and corrected[1] == corrected_was[1]
                dx, rx, sx, kept_x = carefully(gx, sx, at, hyper, told, steady, kept_x)
                dy, ry, sy, kept_y = carefully(gy, sy, beside, hyper, told, steady, kept_y)
                slow, lr_was, corrected_was = True, lr, corrected
            else:
                dx, rx, sx = step(gx, sx, at, hyper)
                dy, ry, sy = step(gy, sy, beside, hyper)
                slow = False
            if until == 0:
                out[row, 0], out[row, 1] = x, y
                if wide:
                    out[row, 2] = gx
                    out[row, 3] = gy
                    out[row, 4] = rx
                    out[row, 5] = ry
                    out[row, 6], out[row, 7] = moment1(sx), moment1(sy)
                    out[row, 8], out[row, 9] = moment2(sx), moment2(sy)
                row += 1
                until = every
            until -= 1
            x -= dx
            y -= dy
            if not (abs(x) <= FAR and abs(y) <= FAR):
                break
            done += 1
        packed(state, x, y, power1, power2, smoothness, x0, y0, gx0, gy0, sx, sy)
        return done

    return trajectory
