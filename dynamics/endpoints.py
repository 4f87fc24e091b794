"""`endpoints`: where many starts end, without recording the way."""

import os
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from dynamics.kernels import BATCH, FAR, block_kernel
from dynamics.optimizer import Optimizer
from dynamics.outcomes.outcome import NEAR, Kind
from dynamics.schedules import CONSTANT, Schedule
from landscapes.gradient_pointers import block_gradient_pointer
from landscapes.landscape import Landscape

Array = npt.NDArray[np.float64]


class Endpoints(NamedTuple):
    """position (N, 2) after the last update; outcome (N,), codes of `Kind`: SETTLED within tolerance of a known
    minimum, DIVERGED not finite or beyond 1e12, else MOVING; steps (N,), updates until first within tolerance, -1 if
    never.

    Only the end is looked at: a start that passes by a minimum just then counts as SETTLED, where a trajectory's
    outcome would not.
    """

    position: Array
    outcome: npt.NDArray[np.int8]
    steps: npt.NDArray[np.int64]


def endpoints(
    surface: Landscape,
    optimizer: Optimizer,
    starts: npt.ArrayLike,
    steps: int = 1000,
    threads: int | None = None,
    tolerance: float = NEAR,
    schedule: Schedule = CONSTANT,
) -> Endpoints:
    """Run `steps` updates from each start (N, 2). Moments start from 0, or as `bias_correction` says.

    threads: how many share the starts; by default all cores but one, so that a server stays awake. The result does not
    depend on it. tolerance: distance to a known minimum that counts as having arrived.
    Raises ValueError where `starts` is not (N, 2) or not finite, or steps is negative.
    """
    points = np.array(starts, np.float64)
    if points.ndim != 2 or points.shape[1] != 2:
        raise ValueError(f"starts must have shape (N, 2); got {points.shape}.")
    if not np.isfinite(points).all():
        raise ValueError("Every start must be two finite numbers.")
    if steps < 0:
        raise ValueError(f"steps must be at least 0; got {steps}.")
    kernel, gradient = block_kernel(optimizer), block_gradient_pointer(surface.grad)
    x, y = np.ascontiguousarray(points[:, 0]), np.ascontiguousarray(points[:, 1])
    arrived, codes = np.empty(len(x), np.int64), np.empty(len(x), np.int8)
    p, tape = surface.p, optimizer.tape
    hyper = np.array(optimizer.numbers)[:, None]
    factors = schedule.factors(0, steps, steps)
    minima = surface.minima
    tail, frame = np.empty((0, 2, 0)), np.empty((8, 0))  # only a varied block leaves them

    def move(part: slice) -> None:
        kernel(
            gradient, p, tape, x[part], y[part], steps, hyper, factors, minima, tolerance, arrived[part], tail, frame
        )
        codes[part] = _judge(surface, x[part], y[part], tolerance)

    workers = threads or max(1, (os.cpu_count() or 2) - 1)
    # whole blocks, and several parts a worker, so that none waits long
    size = BATCH * max(1, -(-len(x) // (BATCH * workers * 8)))
    with ThreadPoolExecutor(workers) as pool:
        list(pool.map(move, [slice(k, k + size) for k in range(0, len(x), size)]))
    return Endpoints(np.column_stack([x, y]), codes, arrived)


def _judge(surface: Landscape, x: Array, y: Array, tolerance: float) -> npt.NDArray[np.int8]:
    codes = np.full(len(x), Kind.MOVING, np.int8)
    if len(surface.minima):
        codes[surface.within(tolerance, x, y)] = Kind.SETTLED
    codes[~((np.abs(x) <= FAR) & (np.abs(y) <= FAR))] = Kind.DIVERGED
    return codes
