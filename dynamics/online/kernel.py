"""The loop over rounds of an online problem, specialised to one optimizer's rule: 16 seeds side by side, each step
projected.

The rules are those of the plane (`dynamics/kernels`), with one coordinate. Only additions, products, quotients and
roots occur, which IEEE 754 rounds alike on every machine.
"""

from functools import cache
from typing import Any

import numpy as np
from numba import f8, i8, types, void

from dynamics.hyperparameters import GRADIENT_INIT
from dynamics.kernels import pieces
from dynamics.optimizer import Optimizer
from dynamics.state import Layout, layout
from engines.compiled import COUNTS, CUBE, MATRIX, VECTOR, cached

BATCH = 16
SLACK = 1e-12  # a relative change below it is rounding, neither a rise nor a fall

# What goes on from chunk to chunk, a row a batch each: tallies, then the state of each run.
TOTAL, LOSS, LOST, RATE, BUDGET, BUDGET_FELL, GAMMA_FELL, SWAPS, FIRST_SWAP, LAST_SWAP, TALLIES = range(11)
AT = Layout(*(TALLIES + place for place in layout(1)))

# What is recorded at a mark, a row a batch each.
POSITION, LEAST, MOST, SUM, PAID, RATE_NOW, RATE_BEFORE, DIVISOR, DIVISOR_LEAST, DIVISOR_MOST, COLUMNS = range(11)


def rounds_kernel(optimizer: Optimizer) -> Any:
    """The loop, compiled once a machine and then read from the disk cache."""
    return _rounds(optimizer.rule, optimizer.Hyper, optimizer.state_variables)


@cache
def _rounds(rule: Any, Hyper: Any, state_variables: tuple[str, ...]) -> Any:
    step, named, at_start, load, store, beta1, beta2, convention, follows_smoothness = pieces.of(
        rule, Hyper, state_variables
    )
    context, corrections, decayed, steeper, _ = pieces.SHARED
    # closed over, so that another layout makes another kernel
    X, POWER1, POWER2, SMOOTHNESS, X0, G0, VARIABLES = AT
    carried = VARIABLES + len(state_variables)
    LOW, HIGH, BUDGET_LOW, BUDGET_HIGH, BEFORE, rows = range(carried, carried + 6)  # begin anew at each mark
    average = pieces.variable(state_variables, "v")
    largest = pieces.variable(state_variables, "largest")
    corrected_first = pieces.field(Hyper, "maximum", 0.0)
    hyper_type = types.UniTuple(f8, len(Hyper._fields))

    @cached(void(MATRIX, COUNTS, i8, hyper_type, VECTOR, f8, f8, MATRIX, CUBE))
    def rounds(slopes, marks, first, values, schedule, low, high, state, out):  # type: ignore[no-untyped-def]
        """Plays rounds `first` to marks[-1]: slopes (rounds, BATCH), out (marks, COLUMNS, BATCH). Records after
        marks[k] rounds.

        LOSS + LOST is the loss so far: LOST gathers what rounding took from LOSS (Knuth's two-sum), so that their sum
        is exact to the last digit.
        """
        hyper = named(values)
        # one local array for all: LLVM vectorises over the batch only if it can tell that none overlap
        c = np.empty((rows, BATCH))
        s = c[VARIABLES:]
        for i in range(BATCH):  # loops, not slices, which take Numba four times as long to compile
            for j in range(carried):
                c[j, i] = state[j, i]
        power1, power2 = state[POWER1, 0], state[POWER2, 0]  # the whole batch shares them
        if first == 0 and convention(hyper) == GRADIENT_INIT:
            for i in range(BATCH):
                store(s, i, at_start(slopes[0, i]))
        t = first
        for k in range(marks.size):
            for i in range(BATCH):
                c[LOW, i] = np.inf
                c[HIGH, i] = -np.inf
                c[BUDGET_LOW, i] = np.inf
                c[BUDGET_HIGH, i] = -np.inf
            for t in range(first if k == 0 else marks[k - 1], marks[k]):
                lr = hyper.lr * schedule[t - first] if schedule.size else hyper.lr
                power1, power2 = decayed(power1, beta1(hyper)), decayed(power2, beta2(hyper))
                corrected = corrections(power1, power2, beta1(hyper))
                if follows_smoothness:
                    for i in range(BATCH):
                        g = slopes[t - first, i]
                        moved, change = abs(c[X, i] - c[X0, i]), abs(g - c[G0, i])
                        if moved > 0:
                            c[SMOOTHNESS, i] = steeper(c[SMOOTHNESS, i], moved, change)
                        c[X0, i], c[G0, i] = c[X, i], g
                for i in range(BATCH):
                    g = slopes[t - first, i]
                    at = c[X, i]
                    before = c[RATE, i]
                    now = context(t + 1.0, lr, at, corrected, abs(g), g, c[SMOOTHNESS, i])
                    dx, rate, own = step(g, load(s, i), now, hyper)
                    store(s, i, own)
                    c[TOTAL, i] += at
                    paid, loss_before = g * at, c[LOSS, i]
                    loss = loss_before + paid
                    part = loss - loss_before
                    c[LOST, i] += (loss_before - (loss - part)) + (paid - part)
                    c[LOSS, i] = loss
                    b, b_before = lr / rate, c[BUDGET, i]
                    fresh = average(own) * (corrected[1] if corrected_first(hyper) else 1.0)
                    swapped = fresh < (1 - SLACK) * largest(own)
                    c[BUDGET_FELL, i] += 1.0 if b < (1 - SLACK) * b_before else 0.0
                    c[GAMMA_FELL, i] += 1.0 if before < (1 - SLACK) * rate else 0.0  # 1 / rate falls
                    c[SWAPS, i] += 1.0 if swapped else 0.0
                    c[FIRST_SWAP, i] = t if swapped and c[FIRST_SWAP, i] < 0 else c[FIRST_SWAP, i]
                    c[LAST_SWAP, i] = t if swapped else c[LAST_SWAP, i]
                    c[BEFORE, i] = before
                    c[RATE, i] = rate
                    c[BUDGET, i] = b
                    c[BUDGET_LOW, i] = b if b < c[BUDGET_LOW, i] else c[BUDGET_LOW, i]
                    c[BUDGET_HIGH, i] = b if b > c[BUDGET_HIGH, i] else c[BUDGET_HIGH, i]
                    at = at - dx
                    at = low if at < low else at
                    at = high if at > high else at  # what is not a number stays so, and is reported
                    c[X, i] = at
                    c[LOW, i] = at if at < c[LOW, i] else c[LOW, i]
                    c[HIGH, i] = at if at > c[HIGH, i] else c[HIGH, i]
            for i in range(BATCH):
                out[k, POSITION, i] = c[X, i]
                out[k, LEAST, i] = c[LOW, i]
                out[k, MOST, i] = c[HIGH, i]
                out[k, SUM, i], out[k, PAID, i] = c[TOTAL, i], c[LOSS, i] + c[LOST, i]
                out[k, RATE_NOW, i] = c[RATE, i]
                out[k, RATE_BEFORE, i] = c[BEFORE, i]
                out[k, DIVISOR, i] = c[BUDGET, i]
                out[k, DIVISOR_LEAST, i], out[k, DIVISOR_MOST, i] = c[BUDGET_LOW, i], c[BUDGET_HIGH, i]
        for i in range(BATCH):
            for j in range(carried):
                state[j, i] = c[j, i]
            state[POWER1, i], state[POWER2, i] = power1, power2

    return rounds
