"""The only two loops over time, each specialised to one optimizer's rule.

`trajectory` steps one start and records; `block` steps 64 starts at a time and keeps their ends. The rule is inlined;
the surface arrives as a typed function pointer with a parameter vector, so that a new surface never recompiles a
kernel. Kernels report by numbers and never raise.
"""

from functools import cache
from typing import Any

import numpy as np
from numba import f8, i8, types, void

from dynamics import kernel_pieces as pieces
from dynamics.hyperparameters import GRADIENT_INIT, NO_CORRECTION, STANDARD
from dynamics.kernel_pieces import decayed
from dynamics.optimizer import Optimizer, StepContext
from engines.compiled import COUNTS, CUBE, MATRIX, VECTOR, cached, compiled, inlined
from engines.parsing import parse
from landscapes.landscape import BLOCK_GRADIENT, GRADIENT

BATCH = 64
CHUNK = 1 << 16  # steps between two looks at the world outside, where a run can be stopped
FAR = 1e12  # beyond this a path counts as diverged

# What one recorded row holds; the first two alone where only positions are asked for.
POSITION = slice(0, 2)
GRADIENTS = slice(2, 4)
RATES = slice(4, 6)
FIRST = slice(6, 8)
SECOND = slice(8, 10)
COLUMNS = 10

# The state between chunks: what the loop needs to go on, then the state variables of x and of y.
X, Y, POWER1, POWER2, SMOOTHNESS, X0, Y0, GX0, GY0, STATE = range(10)


@inlined
def _arrival(x, y, a, b, reach, step, before):  # type: ignore[no-untyped-def]
    """The first step at which (x, y) is within `reach` (squared) of (a, b): this one, or one before."""
    u, v = x - a, y - b
    now = step if u * u + v * v <= reach else np.inf
    return now if now < before else before


@inlined
def _follow_smoothness(x, y, gx, gy, x0, y0, gx0, gy0, smooth, started):  # type: ignore[no-untyped-def]
    for i in range(BATCH):
        moved = np.sqrt((x[i] - x0[i]) ** 2 + (y[i] - y0[i]) ** 2)
        change = np.sqrt((gx[i] - gx0[i]) ** 2 + (gy[i] - gy0[i]) ** 2)
        if started and moved > 0:
            smooth[i] = max(smooth[i], change / moved)
        x0[i] = x[i]
        y0[i] = y[i]
        gx0[i] = gx[i]
        gy0[i] = gy[i]


def trajectory_kernel(optimizer: Optimizer) -> Any:
    """The loop that records one trajectory, compiled once a machine and then read from the disk cache."""
    return _trajectory(optimizer.rule, optimizer.Hyper, optimizer.state_variables)


def block_kernel(optimizer: Optimizer, varied: bool = False) -> Any:
    """The loop that moves many starts. `varied`: each start has hyperparameters of its own, and leaves a tail and a
    frame."""
    return _block(optimizer.rule, optimizer.Hyper, optimizer.state_variables, varied)


@cache
def _trajectory(rule: Any, Hyper: Any, state_variables: tuple[str, ...]) -> Any:
    step = compiled(rule)
    named = pieces.named(Hyper)
    at_start = pieces.start(state_variables)
    size = len(state_variables)
    load, store = pieces.row_loads(size), pieces.row_stores(size)
    beta1 = pieces.field(Hyper, "beta1", 0.0)
    beta2 = pieces.field(Hyper, "beta2", 0.0)
    convention = pieces.field(Hyper, "bias_correction", NO_CORRECTION)
    moment1, moment2 = pieces.variable(state_variables, "m"), pieces.variable(state_variables, "v")
    follows_smoothness = "smoothness" in parse(rule).reads("context")
    hyper_type = types.UniTuple(f8, len(Hyper._fields))

    @cached(i8(GRADIENT, VECTOR, VECTOR, i8, i8, i8, hyper_type, VECTOR, MATRIX, MATRIX), of=rule)
    def trajectory(gradient, p, carry, first, last, every, values, schedule, noise, out):  # type: ignore[no-untyped-def]
        """Updates `first` to `last` (exclusive). Records the state before every `every`-th. Returns the updates that
        stayed finite."""
        hyper = named(values)
        x = carry[X]
        y = carry[Y]
        power1 = carry[POWER1]
        power2 = carry[POWER2]
        smoothness = carry[SMOOTHNESS]
        x0 = carry[X0]
        y0 = carry[Y0]
        gx0 = carry[GX0]
        gy0 = carry[GY0]
        sx, sy = load(carry, STATE), load(carry, STATE + size)
        lr = hyper.lr
        row = 0
        until = 0
        noisy, wide = noise.shape[0] > 0, out.shape[1] > 2
        if first == 0:
            # from 0 every correction below is exactly 1
            power1 = power2 = 1.0 if convention(hyper) == STANDARD else 0.0
            if convention(hyper) == GRADIENT_INIT:
                gx, gy = gradient(x, y, p)
                shock_x, shock_y = (noise[0, 0], noise[0, 1]) if noisy else (0.0, 0.0)
                sx, sy = at_start(gx + shock_x), at_start(gy + shock_y)
        done = first
        for t in range(first, last):
            gx, gy = gradient(x, y, p)
            if noisy:
                gx += noise[t - first, 0]
                gy += noise[t - first, 1]
            if follows_smoothness and t > 0:
                moved = np.sqrt((x - x0) ** 2 + (y - y0) ** 2)
                if moved > 0:
                    smoothness = max(smoothness, np.sqrt((gx - gx0) ** 2 + (gy - gy0) ** 2) / moved)
            if follows_smoothness:
                x0 = x
                y0 = y
                gx0 = gx
                gy0 = gy
            if schedule.size:
                lr = hyper.lr * schedule[t - first]
            power1, power2 = decayed(power1, beta1(hyper)), decayed(power2, beta2(hyper))
            correction1 = 1 / (1 - power1)
            correction2 = 1 / (1 - power2)
            next1 = 1 / (1 - power1 * beta1(hyper))
            largest, signed = max(abs(gx), abs(gy)), max(gx, gy)
            context = StepContext(t + 1.0, lr, x, correction1, correction2, next1, largest, signed, smoothness)
            dx, rx, sx = step(gx, sx, context, hyper)
            context = StepContext(t + 1.0, lr, y, correction1, correction2, next1, largest, signed, smoothness)
            dy, ry, sy = step(gy, sy, context, hyper)
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
        carry[X] = x
        carry[Y] = y
        carry[POWER1] = power1
        carry[POWER2] = power2
        carry[SMOOTHNESS] = smoothness
        carry[X0] = x0
        carry[Y0] = y0
        carry[GX0] = gx0
        carry[GY0] = gy0
        store(carry, STATE, sx)
        store(carry, STATE + size, sy)
        return done

    return trajectory


@cache
def _block(rule: Any, Hyper: Any, state_variables: tuple[str, ...], varied: bool) -> Any:
    step = compiled(rule)
    named = pieces.named(Hyper)
    at_start = pieces.start(state_variables)
    size = len(state_variables)
    count = len(Hyper._fields)
    load = pieces.gather(size)
    store = pieces.scatter(size)
    own = pieces.gather(count)
    beta1 = pieces.field(Hyper, "beta1", 0.0)
    beta2 = pieces.field(Hyper, "beta2", 0.0)
    convention = pieces.field(Hyper, "bias_correction", NO_CORRECTION)
    follows_smoothness = "smoothness" in parse(rule).reads("context")

    @cached(
        void(BLOCK_GRADIENT, VECTOR, VECTOR, VECTOR, i8, MATRIX, VECTOR, MATRIX, f8, COUNTS, CUBE, MATRIX),
        of=rule,
        kind="varied" if varied else "",
    )
    def block(gradient, p, ends_x, ends_y, steps, values, schedule, minima, tolerance, arrived, tail, frame):  # type: ignore[no-untyped-def]
        """Moves every start `steps` updates on. `arrived` gets the updates until first within tolerance of a minimum,
        else -1.

        `values` (H, 1) holds the hyperparameters. If `varied`, which is settled while compiling so that the uniform
        loop pays nothing for it, `values` is (H, N), choices the same in each column; `tail` (keep, 2, N) gets the last
        positions, and `frame` (8, N) the least and greatest x, the least and greatest y, over the third quarter of the
        updates, then over the last.
        """
        hyper = named(own(values, 0))
        x = np.empty(BATCH)
        y = np.empty(BATCH)
        gx = np.empty(BATCH)
        gy = np.empty(BATCH)
        x0 = np.zeros(BATCH)
        y0 = np.zeros(BATCH)
        gx0 = np.zeros(BATCH)
        gy0 = np.zeros(BATCH)
        smooth = np.zeros(BATCH)
        SX = np.empty((size, BATCH))
        SY = np.empty((size, BATCH))
        when = np.empty(BATCH)
        if varied:
            H = np.empty((count, BATCH))
            P1 = np.empty(BATCH)
            P2 = np.empty(BATCH)
            low = np.empty((4, BATCH))
            high = np.empty((4, BATCH))
        reach = tolerance * tolerance
        a, b = (minima[0, 0], minima[0, 1]) if minima.shape[0] else (np.inf, np.inf)
        # small local arrays: straight from the large ones the loop takes half as long again
        for k in range(0, ends_x.size, BATCH):
            here = min(BATCH, ends_x.size - k)
            for i in range(BATCH):
                x[i], y[i] = ends_x[k + min(i, here - 1)], ends_y[k + min(i, here - 1)]
                smooth[i], when[i] = 0.0, np.inf
            SX[:], SY[:] = 0.0, 0.0
            if convention(hyper) == GRADIENT_INIT:
                gradient(x, y, p, gx, gy)
                for i in range(BATCH):
                    store(SX, i, at_start(gx[i]))
                    store(SY, i, at_start(gy[i]))
            power1 = power2 = 1.0 if convention(hyper) == STANDARD else 0.0
            lr = hyper.lr
            if varied:
                P1[:] = power1
                P2[:] = power2
                low[:] = np.inf
                high[:] = -np.inf
                for i in range(BATCH):
                    for j in range(count):
                        H[j, i] = values[j, k + min(i, here - 1)]
            for t in range(steps):
                gradient(x, y, p, gx, gy)
                for j in range(1, minima.shape[0]):
                    for i in range(BATCH):
                        when[i] = _arrival(x[i], y[i], minima[j, 0], minima[j, 1], reach, t, when[i])
                factor = schedule[t] if schedule.size else 1.0
                if not varied:
                    lr = hyper.lr * factor
                    power1, power2 = decayed(power1, beta1(hyper)), decayed(power2, beta2(hyper))
                    correction1 = 1 / (1 - power1)
                    correction2 = 1 / (1 - power2)
                    next1 = 1 / (1 - power1 * beta1(hyper))
                if follows_smoothness:
                    _follow_smoothness(x, y, gx, gy, x0, y0, gx0, gy0, smooth, t > 0)
                for i in range(BATCH):
                    # in this loop the first minimum costs next to nothing
                    when[i] = _arrival(x[i], y[i], a, b, reach, t, when[i])
                    if varied:
                        hyper = named(own(H, i))
                        lr = hyper.lr * factor
                        P1[i], P2[i] = decayed(P1[i], beta1(hyper)), decayed(P2[i], beta2(hyper))
                        correction1 = 1 / (1 - P1[i])
                        correction2 = 1 / (1 - P2[i])
                        next1 = 1 / (1 - P1[i] * beta1(hyper))
                    largest, signed = max(abs(gx[i]), abs(gy[i])), max(gx[i], gy[i])
                    context = StepContext(
                        t + 1.0, lr, x[i], correction1, correction2, next1, largest, signed, smooth[i]
                    )
                    dx, _, s = step(gx[i], load(SX, i), context, hyper)
                    store(SX, i, s)
                    context = StepContext(
                        t + 1.0, lr, y[i], correction1, correction2, next1, largest, signed, smooth[i]
                    )
                    dy, _, s = step(gy[i], load(SY, i), context, hyper)
                    store(SY, i, s)
                    x[i] -= dx
                    y[i] -= dy
                if varied:
                    if 2 * t >= steps:
                        q = 2 if 4 * t >= 3 * steps else 0
                        for i in range(BATCH):
                            low[q, i], high[q, i] = min(low[q, i], x[i]), max(high[q, i], x[i])
                            low[q + 1, i], high[q + 1, i] = min(low[q + 1, i], y[i]), max(high[q + 1, i], y[i])
                    if t >= steps - tail.shape[0]:
                        for i in range(here):
                            tail[t - steps + tail.shape[0], 0, k + i], tail[t - steps + tail.shape[0], 1, k + i] = (
                                x[i],
                                y[i],
                            )
            for i in range(here):
                for j in range(minima.shape[0]):
                    when[i] = _arrival(x[i], y[i], minima[j, 0], minima[j, 1], reach, steps, when[i])
                ends_x[k + i], ends_y[k + i] = x[i], y[i]
                arrived[k + i] = int(when[i]) if when[i] < np.inf else -1
                if varied:
                    for j in range(4):
                        frame[2 * j, k + i], frame[2 * j + 1, k + i] = low[j, i], high[j, i]

    return block
