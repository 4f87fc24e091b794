"""The largest Lyapunov exponent of a run: how fast a run that starts beside it parts from it.

Two runs go on from the end of the first, 1e-9 apart, through the kernel that made it; every few steps the second is
brought back to that distance (Benettin, Galgani, Giorgilli and Strelcyn, Meccanica 15, 1980). The whole state counts,
moments too.
"""

from functools import cache
from typing import Any, NamedTuple

import numpy as np
from numba import f8, i8, types

from dynamics import kernels
from dynamics.optimizer import Optimizer
from dynamics.outcomes.run import Run
from dynamics.state import PLANE
from engines.compiled import VECTOR, cached
from engines.typed.rule import TypedRule
from landscapes.gradient_pointers import GRADIENT, gradient_pointer

STEPS, LAP = 4_000, 4  # updates that are followed, and between two corrections
APART = 1e-9  # of each component's own size
SKIPPED = 0.25  # of the laps at first: until the difference has turned into the direction that grows most


class Exponent(NamedTuple):
    """value: of the growth's logarithm, a step; error: its standard error, over ten parts of the way."""

    value: float
    error: float


def largest_exponent(run: Run, steps: int | None = None) -> Exponent | None:
    """Over the next `steps` updates after the run's last (None: STEPS). None where there is none to measure: the state
    overflows or meets 0/0.

    Raises ValueError for a run with noise or a schedule, whose next updates are not those of one map, and for one that
    diverged.
    """
    if run.noise or run.schedule.kind != "constant" or run.updates < run.steps:
        raise ValueError("An exponent needs a run without noise or schedule that has not diverged.")
    state = run.state()
    growth = np.full(max((steps or STEPS) // LAP, 20), np.nan)
    gradient, own = gradient_pointer(run.surface.grad), run.optimizer
    parting, base = parting_kernel(own), state.packed(own)
    if parting(gradient, run.surface.p, own.tape, base, state.own_step, own.handed, LAP, APART, growth) < len(growth):
        return None
    used = growth[int(SKIPPED * len(growth)) :] / LAP
    parts = [part.mean() for part in np.array_split(used, 10)]
    return Exponent(float(used.mean()), float(np.std(parts) / np.sqrt(len(parts))))


def parting_kernel(optimizer: Optimizer) -> Any:
    """The loop over both runs, compiled once a machine and then read from the disk cache."""
    trajectory, count = kernels.trajectory_kernel(optimizer), len(optimizer.Hyper._fields)
    if isinstance(optimizer.rule, TypedRule):
        return _compiled(trajectory, VECTOR, None)
    return _compiled(trajectory, types.UniTuple(f8, count), optimizer.rule)


@cache
def _compiled(trajectory: Any, hyper: Any, rule: Any) -> Any:
    """rule: None for all that are typed."""
    memory, variables = PLANE.power1, PLANE.variables  # between them: clocks and memories, not state

    @cached(i8(GRADIENT, VECTOR, VECTOR, VECTOR, i8, hyper, i8, f8, VECTOR), of=rule, kind="" if rule else "typed")
    def parting(gradient, p, tape, base, steps, values, lap, apart, growth):  # type: ignore[no-untyped-def]
        """Goes on from `base`, the state after `steps` updates, and fills `growth` with the logarithm of the growth in
        each lap of `lap` updates. Returns the laps that could be measured."""
        none = np.empty(0)
        still = np.empty((0, 2))
        row = np.empty((1, 2))
        size, probe = np.abs(base), base.copy()
        for k in range(8):  # how large each component becomes
            trajectory(gradient, p, tape, probe, steps + k * lap, steps + (k + 1) * lap, lap, values, none, still, row)
            size = np.maximum(size, np.abs(probe))
        other = base.copy()
        for i in range(base.size):
            if i >= memory and i < variables:
                size[i] = 0.0
            elif size[i] == 0:
                size[i] = 1.0
            other[i] += apart * size[i] * (1.0 if i % 3 else -1.0)
        for turn in range(growth.size):
            first = steps + turn * lap
            for state in (base, other):
                last = first + lap
                if trajectory(gradient, p, tape, state, first, last, lap, values, none, still, row) < last:
                    return turn
            square = 0.0
            for i in range(base.size):
                if size[i] > 0:
                    square += ((other[i] - base[i]) / size[i]) ** 2
            length = np.sqrt(square)
            if not (length > 0 and length < np.inf):
                return turn
            growth[turn] = np.log(length / apart)
            for i in range(base.size):
                other[i] = base[i] + (other[i] - base[i]) * (apart / length) if size[i] > 0 else base[i]
        return growth.size

    return parting
