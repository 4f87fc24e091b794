"""The loop that moves 64 starts at a time."""

from functools import cache
from typing import Any

import numpy as np
from numba import f8, i8, void

from dynamics.kernels import pieces, typed_block, typed_hyper, typed_machine
from dynamics.kernels.pieces import context, corrections, decayed, first_power, length, squared, steeper
from dynamics.optimizer import Optimizer
from engines.compiled import COUNTS, CUBE, MATRIX, VECTOR, cached, inlined
from engines.typed.rule import TypedRule
from engines.typed.rule_tape import RATE
from landscapes.gradient_pointers import BLOCK_GRADIENT

BATCH = 64


@inlined
def _arrivals(x, y, minima, square, step, near, when):  # type: ignore[no-untyped-def]
    """Puts the step into `when` wherever it is the first with one of the minima, from the second on, within the root
    of `square`.

    Once all have arrived nothing more is looked at; and the nearest minimum alone is compared, which for the many dents
    of some surfaces halves the cost.
    """
    waiting = 0.0
    for i in range(BATCH):
        near[i] = np.inf
        waiting = when[i] if when[i] > waiting else waiting
    if waiting < np.inf:
        return
    for j in range(1, minima.shape[0]):
        for i in range(BATCH):
            distance = squared(x[i] - minima[j, 0], y[i] - minima[j, 1])
            near[i] = distance if distance < near[i] else near[i]
    for i in range(BATCH):
        when[i] = step if near[i] <= square and step < when[i] else when[i]


@inlined
def _follow_smoothness(x, y, gx, gy, x0, y0, gx0, gy0, smooth):  # type: ignore[no-untyped-def]
    for i in range(BATCH):
        moved, change = length(x[i] - x0[i], y[i] - y0[i]), length(gx[i] - gx0[i], gy[i] - gy0[i])
        if moved > 0:
            smooth[i] = steeper(smooth[i], moved, change)
        x0[i] = x[i]
        y0[i] = y[i]
        gx0[i] = gx[i]
        gy0[i] = gy[i]


def block_kernel(optimizer: Optimizer, varied: bool = False) -> Any:
    """The loop that moves many starts. `varied`: each start has hyperparameters of its own, and leaves a tail and a
    frame."""
    if isinstance(optimizer.rule, TypedRule):
        return _block(None, None, (), varied)
    return _block(optimizer.rule, optimizer.Hyper, optimizer.state_variables, varied)


@cache
def _block(rule: Any, Hyper: Any, state_variables: tuple[str, ...], varied: bool) -> Any:
    """rule: None for all that are typed."""
    reads = rule is None
    (registers, _, answer, begin, _), clear, told, each, tell = typed_block.block(BATCH)
    step: Any = None  # and what goes with it: where a tape is read, what asks for them is not compiled
    at_start: Any = None
    load: Any = None
    store: Any = None
    if rule is None:
        of_column, starts, follows_smoothness = typed_hyper.of_column, typed_hyper.starts, typed_hyper.follows
        beta1, beta2, convention = typed_hyper.fields()
    else:
        step, _, at_start, load, store, beta1, beta2, convention, _ = pieces.of(rule, Hyper, state_variables)
        of_column, starts, follows_smoothness = pieces.columns(rule, Hyper, state_variables)
    size = len(state_variables)

    @cached(
        void(BLOCK_GRADIENT, VECTOR, VECTOR, VECTOR, VECTOR, i8, MATRIX, VECTOR, MATRIX, f8, COUNTS, CUBE, MATRIX),
        of=rule,
        kind=".".join(["typed"] * reads + ["varied"] * varied),
    )
    def block(gradient, p, tape, ends_x, ends_y, steps, values, schedule, minima, tolerance, arrived, tail, frame):  # type: ignore[no-untyped-def]
        """Moves every start `steps` updates on. `arrived` gets the updates until first within tolerance of a minimum,
        else -1.

        `values` (H, 1) holds the hyperparameters, `tape` a typed rule. If `varied`, which is settled while compiling so
        that the uniform loop pays nothing for it, `values` is (H, N), choices the same in each column; `tail`
        (keep, 2, N) gets the last positions, and `frame` (8, N) the least and greatest x, the least and greatest y,
        over the third quarter of the updates, then over the last.
        """
        hyper = of_column(values, tape, 0)
        x = np.empty(BATCH)
        y = np.empty(BATCH)
        gx = np.empty(BATCH)
        gy = np.empty(BATCH)
        x0 = np.empty(BATCH)
        y0 = np.empty(BATCH)
        gx0 = np.empty(BATCH)
        gy0 = np.empty(BATCH)
        smooth = np.empty(BATCH)
        if reads:
            R = registers(tape)
            held = np.full(typed_machine.PARTS, np.nan)
        else:
            SX = np.empty((size, BATCH))
            SY = np.empty((size, BATCH))
        when = np.empty(BATCH)
        near = np.empty(BATCH)
        if varied:
            H = np.empty((values.shape[0], BATCH))
            P1 = np.empty(BATCH)
            P2 = np.empty(BATCH)
            low = np.empty((4, BATCH))
            high = np.empty((4, BATCH))
        square = tolerance * tolerance
        a, b = (minima[0, 0], minima[0, 1]) if minima.shape[0] else (np.inf, np.inf)
        # small local arrays: straight from the large ones the loop takes half as long again
        for k in range(0, ends_x.size, BATCH):
            here = min(BATCH, ends_x.size - k)
            for i in range(BATCH):
                x[i], y[i] = ends_x[k + min(i, here - 1)], ends_y[k + min(i, here - 1)]
                smooth[i], when[i] = 0.0, np.inf
                x0[i] = y0[i] = gx0[i] = gy0[i] = np.nan  # nothing is remembered yet
            if reads:
                clear(R, tape, values, k, here)
            else:
                SX[:], SY[:] = 0.0, 0.0
            if starts(hyper):
                gradient(x, y, p, gx, gy)
                if reads:
                    tell(R, tape, x, y, gx, gy, smooth)
                    begin(R, tape)
                else:
                    for i in range(BATCH):
                        store(SX, i, at_start(gx[i]))
                        store(SY, i, at_start(gy[i]))
            power1 = power2 = first_power(convention(hyper))
            lr = hyper.lr
            if varied:
                P1[:] = power1
                P2[:] = power2
                low[:] = np.inf
                high[:] = -np.inf
                for i in range(BATCH):
                    for j in range(values.shape[0]):
                        H[j, i] = values[j, k + min(i, here - 1)]
            for t in range(steps):
                gradient(x, y, p, gx, gy)
                if minima.shape[0] > 1:
                    _arrivals(x, y, minima, square, t, near, when)
                factor = schedule[t] if schedule.size else 1.0
                if not varied:
                    lr = hyper.lr * factor
                    power1, power2 = decayed(power1, beta1(hyper)), decayed(power2, beta2(hyper))
                    corrected = corrections(power1, power2, beta1(hyper))
                    if reads:
                        told(R, tape, held, t + 1.0, lr, corrected)
                if follows_smoothness(hyper):
                    _follow_smoothness(x, y, gx, gy, x0, y0, gx0, gy0, smooth)
                for i in range(BATCH):
                    # in this loop the first minimum costs next to nothing
                    when[i] = t if squared(x[i] - a, y[i] - b) <= square and t < when[i] else when[i]
                    if varied:
                        hyper = of_column(H, tape, i)
                        lr = hyper.lr * factor
                        P1[i], P2[i] = decayed(P1[i], beta1(hyper)), decayed(P2[i], beta2(hyper))
                        corrected = corrections(P1[i], P2[i], beta1(hyper))
                        if reads:
                            each(R, i, t + 1.0, lr, corrected)
                    if not reads:
                        largest, signed = max(abs(gx[i]), abs(gy[i])), max(gx[i], gy[i])
                        now = context(t + 1.0, lr, x[i], corrected, largest, signed, smooth[i])
                        dx, _, s = step(gx[i], load(SX, i), now, hyper)
                        store(SX, i, s)
                        now = context(t + 1.0, lr, y[i], corrected, largest, signed, smooth[i])
                        dy, _, s = step(gy[i], load(SY, i), now, hyper)
                        store(SY, i, s)
                        x[i] -= dx
                        y[i] -= dy
                if reads:
                    tell(R, tape, x, y, gx, gy, smooth)
                    moved, _ = answer(R, tape, RATE)
                    for i in range(np.uint64(BATCH)):
                        x[i] -= R[moved + i]
                        y[i] -= R[moved + np.uint64(BATCH) + i]
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
            _arrivals(x, y, minima, square, steps, near, when)
            for i in range(here):
                when[i] = steps if squared(x[i] - a, y[i] - b) <= square and steps < when[i] else when[i]
                ends_x[k + i], ends_y[k + i] = x[i], y[i]
                arrived[k + i] = int(when[i]) if when[i] < np.inf else -1
                if varied:
                    for j in range(4):
                        frame[2 * j, k + i], frame[2 * j + 1, k + i] = low[j, i], high[j, i]

    return block
