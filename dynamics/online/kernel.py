"""The loop over rounds of an online problem, specialised to one optimizer's rule: 16 seeds side by side, each step
projected.

The rules are those of the plane (`dynamics/kernels.py`), with one coordinate. Only additions, products, quotients and
roots occur, which IEEE 754 rounds alike on every machine.
"""

from functools import cache
from typing import Any

import numpy as np
from numba import f8, i8, types, void

from dynamics import kernel_pieces as pieces
from dynamics.hyperparameters import GRADIENT_INIT, NO_CORRECTION, STANDARD
from dynamics.kernel_pieces import decayed
from dynamics.optimizer import Optimizer, StepContext
from engines.compiled import COUNTS, CUBE, MATRIX, VECTOR, cached, compiled
from engines.parsing import parse

BATCH = 16
SLACK = 1e-12  # a relative change below it is rounding, neither a rise nor a fall

# What is carried from chunk to chunk, a row a batch each, then the optimizer's state variables.
X, TOTAL, LOSS, LOST, RATE, BUDGET, BUDGET_FELL, GAMMA_FELL, SWAPS, FIRST_SWAP, LAST_SWAP, SMOOTHNESS, X0, G0, STATE = (
    range(15)
)
LOW, HIGH, BUDGET_LOW, BUDGET_HIGH, BEFORE, ROWS = range(STATE, STATE + 6)  # not carried: they begin anew at each mark
POWER1, POWER2 = range(2)  # and what the whole batch shares

# What is recorded at a mark, a row a batch each.
POSITION, LEAST, MOST, SUM, PAID, RATE_NOW, RATE_BEFORE, DIVISOR, DIVISOR_LEAST, DIVISOR_MOST, COLUMNS = range(11)


def rounds_kernel(optimizer: Optimizer) -> Any:
    """The loop, compiled once a machine and then read from the disk cache."""
    return _rounds(optimizer.rule, optimizer.Hyper, optimizer.state_variables)


@cache
def _rounds(rule: Any, Hyper: Any, state_variables: tuple[str, ...]) -> Any:
    step = compiled(rule)
    named = pieces.named(Hyper)
    at_start = pieces.start(state_variables)
    size = len(state_variables)
    load, store = pieces.gather(size), pieces.scatter(size)
    beta1 = pieces.field(Hyper, "beta1", 0.0)
    beta2 = pieces.field(Hyper, "beta2", 0.0)
    convention = pieces.field(Hyper, "bias_correction", NO_CORRECTION)
    average = pieces.variable(state_variables, "v")
    largest = pieces.variable(state_variables, "largest")
    corrected_first = pieces.field(Hyper, "maximum", 0.0)
    follows_smoothness = "smoothness" in parse(rule).reads("context")
    hyper_type = types.UniTuple(f8, len(Hyper._fields))

    @cached(void(MATRIX, COUNTS, i8, hyper_type, VECTOR, f8, f8, VECTOR, MATRIX, CUBE), of=rule)
    def rounds(slopes, marks, first, values, schedule, low, high, shared, carry, out):  # type: ignore[no-untyped-def]
        """Plays rounds `first` to marks[-1]: slopes (rounds, BATCH), out (marks, COLUMNS, BATCH). Records after
        marks[k] rounds.

        LOSS + LOST is the loss so far: LOST gathers what rounding took from LOSS (Knuth's two-sum), so that their sum
        is exact to the last digit.
        """
        hyper = named(values)
        # one local array for all: LLVM vectorises over the batch only if it can tell that none overlap
        c = np.empty((ROWS + size, BATCH))
        s = c[ROWS:]
        for i in range(BATCH):  # loops, not slices, which take Numba four times as long to compile
            for j in range(STATE):
                c[j, i] = carry[j, i]
            for j in range(size):
                s[j, i] = carry[STATE + j, i]
        power1, power2 = shared[POWER1], shared[POWER2]
        if first == 0:
            # from 0 every correction below is exactly 1
            power1 = power2 = 1.0 if convention(hyper) == STANDARD else 0.0
            if convention(hyper) == GRADIENT_INIT:
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
                correction1 = 1 / (1 - power1)
                correction2 = 1 / (1 - power2)
                next1 = 1 / (1 - power1 * beta1(hyper))
                if follows_smoothness:
                    for i in range(BATCH):
                        g, moved = slopes[t - first, i], abs(c[X, i] - c[X0, i])
                        if t > 0 and moved > 0:
                            c[SMOOTHNESS, i] = max(c[SMOOTHNESS, i], abs(g - c[G0, i]) / moved)
                        c[X0, i], c[G0, i] = c[X, i], g
                for i in range(BATCH):
                    g = slopes[t - first, i]
                    at = c[X, i]
                    before = c[RATE, i]
                    context = StepContext(t + 1.0, lr, at, correction1, correction2, next1, abs(g), g, c[SMOOTHNESS, i])
                    dx, rate, state = step(g, load(s, i), context, hyper)
                    store(s, i, state)
                    c[TOTAL, i] += at
                    paid, loss_before = g * at, c[LOSS, i]
                    loss = loss_before + paid
                    part = loss - loss_before
                    c[LOST, i] += (loss_before - (loss - part)) + (paid - part)
                    c[LOSS, i] = loss
                    b, b_before = lr / rate, c[BUDGET, i]
                    fresh = average(state) * (correction2 if corrected_first(hyper) else 1.0)
                    swapped = fresh < (1 - SLACK) * largest(state)
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
        shared[POWER1], shared[POWER2] = power1, power2
        for i in range(BATCH):
            for j in range(STATE):
                carry[j, i] = c[j, i]
            for j in range(size):
                carry[STATE + j, i] = s[j, i]

    return rounds
