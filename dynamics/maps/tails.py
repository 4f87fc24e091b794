"""The runs that maps look at, of many starts or under many settings, and what each has come to: one judge for all."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from dynamics.kernels import block_kernel
from dynamics.maps.setting import Setting
from dynamics.outcomes.judging import Codes, Regime, judge
from dynamics.outcomes.outcome import NEAR
from landscapes.gradient_pointers import block_gradient_pointer
from landscapes.landscape import Landscape

Array = npt.NDArray[np.float64]


class Tails(NamedTuple):
    """Some of the runs, all on one surface: which (n,), end (n, 2), tail (keep, 2, n), frame (8, n) as in
    `dynamics.kernels`."""

    land: Landscape
    which: npt.NDArray[np.int64]
    end: Array
    tail: Array
    frame: Array

    @property
    def codes(self) -> Codes:
        """(n,), see `Regime`: rest away from every known minimum has a code of its own."""
        found = judge(self.land, self.end, self.tail, self.frame)
        if len(self.land.minima):
            found[(found == Regime.RESTING) & ~self.land.within(NEAR, *self.end.T)] = Regime.ELSEWHERE
        return found


def tails(setting: Setting, values: Mapping[str, Array], starts: Array, steps: int, keep: int) -> Iterator[Tails]:
    """Run `steps` updates from `starts` (N, 2), or from one (2,) for all, under N settings: `values` has (N,) numbers
    for each name that differs.

    Hyperparameters differ within a block of 64; a surface's parameter costs a call for each of its values.
    """
    optimizer = setting.configured
    kernel, rows = block_kernel(optimizer, varied=True), list(optimizer.hyperparameters)
    count = len(next(iter(values.values()), starts))
    begin = np.broadcast_to(np.asarray(starts, np.float64), (count, 2))
    hyper = np.repeat(np.array(optimizer.numbers)[:, None], count, axis=1)
    for name in values.keys() & set(rows):
        hyper[rows.index(name)] = values[name]
    outer = sorted(values.keys() - set(rows))  # the surface's own
    groups = np.unique(np.stack([values[name] for name in outer]), axis=1).T if outer else np.empty((1, 0))
    for group in groups:
        which = np.flatnonzero(
            np.all([values[name] == v for name, v in zip(outer, group, strict=True)], axis=0) | np.zeros(count, bool)
        )
        land, n = setting.landscape.with_(**dict(zip(outer, map(float, group), strict=True))), len(which)
        x, y = (np.ascontiguousarray(begin[which, axis]) for axis in (0, 1))
        tail = np.empty((keep, 2, n))
        frame = np.empty((8, n))
        arrived = np.empty(n, np.int64)
        gradient, none = block_gradient_pointer(land.grad), np.empty((0, 2))
        kernel(
            gradient,
            land.p,
            optimizer.tape,
            x,
            y,
            steps,
            np.ascontiguousarray(hyper[:, which]),
            np.empty(0),
            none,
            NEAR,
            arrived,
            tail,
            frame,
        )
        yield Tails(land, which, np.column_stack([x, y]), tail, frame)
