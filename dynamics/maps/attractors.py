"""Attractors that nobody told of: where starts come to rest or fall into a cycle, though no minimum is known there."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from dynamics.kernels import block_kernel
from dynamics.maps.setting import Setting
from dynamics.outcomes.judging import TAIL, Codes, Regime, judge
from dynamics.outcomes.outcome import NEAR
from dynamics.words import place
from landscapes.gradient_pointers import block_gradient_pointer
from landscapes.landscape import Landscape

Array = npt.NDArray[np.float64]

NOTHING = 0  # a period that is none: neither rest nor a cycle
ALIKE = 0.02  # of the map's half height: attractors of one period that are nearer are one
MOST = 24  # are told apart, those that most starts reach; the others are one class


class Attractor(NamedTuple):
    """period: 1 for rest, else the cycle's; 0 for all the others together. centre: of the cycle, or where it rests;
    None where they lie along a line, and `line` its name, if it has one: "on the ring r² = 2π"."""

    period: int
    centre: tuple[float, float] | None
    line: str = "along a line"

    @property
    def name(self) -> str:
        """ "2-cycle about (0, 1)"."""
        if self.period == NOTHING:
            return "rests or cycles elsewhere"
        if self.centre is None:
            return f"{'rests' if self.period == 1 else f'{self.period}-cycles'} {self.line}"
        return f"{'rests at' if self.period == 1 else f'{self.period}-cycle about'} {place(self.centre)}"


def comes_to(setting: Setting, starts: Array, steps: int) -> tuple[Codes, Array]:
    """(period (N,), centre (N, 2)) of what each start (N, 2) is at after so many steps, by the judge of all maps: 1 at
    rest, 0 nothing."""
    count, land, optimizer = len(starts), setting.landscape, setting.configured
    periods, centres = np.full(count, NOTHING, np.int16), np.zeros((count, 2))
    if not count or steps < TAIL:
        return periods, centres
    x, y = (np.ascontiguousarray(starts[:, axis], np.float64) for axis in (0, 1))
    hyper = np.repeat(np.array(optimizer.numbers)[:, None], count, axis=1)
    tail, frame, arrived = np.empty((TAIL, 2, count)), np.empty((8, count)), np.empty(count, np.int64)
    gradient, none = block_gradient_pointer(land.grad), np.empty((0, 2))
    kernel = block_kernel(optimizer, varied=True)
    kernel(gradient, land.p, optimizer.tape, x, y, steps, hyper, np.empty(0), none, NEAR, arrived, tail, frame)
    codes = judge(land, np.column_stack([x, y]), tail, frame)
    for period in np.unique(codes[codes >= Regime.RESTING]):
        own = np.flatnonzero(codes == period)
        periods[own] = period
        centres[own] = tail[-period:, :, own].mean(axis=0).T
    return periods, centres


def told_apart(periods: Codes, centres: Array, land: Landscape) -> tuple[tuple[Attractor, ...], npt.NDArray[np.int64]]:
    """The attractors among N starts, those that most reach first, and the number (N,) of each start's own; -1 where it
    has none."""
    size = land.half_height
    mine, own = np.full(len(periods), -1, np.int64), np.flatnonzero(periods != NOTHING)
    if not len(own):
        return (), mine
    squares = np.column_stack([periods[own], np.round(centres[own] / (ALIKE * size))]).astype(np.int64)
    keys, square = np.unique(squares, axis=0, return_inverse=True)
    group, names = _connected(keys)[square.reshape(-1)], dict[str, int]()
    if land.valley:  # pieces of one line, cut by the map's edge, are one
        for k in range(group.max() + 1):
            first = own[group == k][0]
            if periods[first] == 1:
                group[group == k] = names.setdefault(land.valley(*centres[first]), k)
    kinds, counts = np.unique(group, return_counts=True)
    lines, found = {k: name for name, k in names.items()}, []
    for rank, k in enumerate(kinds[np.argsort(-counts, kind="stable")]):
        here = own[group == k]
        mine[here] = min(rank, MOST)
        if rank < MOST:
            along = k in lines or float(np.ptp(centres[here], axis=0).max()) > 4 * ALIKE * size
            x, y = np.median(centres[here], axis=0)
            centre = None if along else (float(x), float(y))
            found.append(Attractor(int(periods[here[0]]), centre, lines.get(k, "along a line")))
    return (*found, *([Attractor(NOTHING, None)] if len(kinds) > MOST else [])), mine


def _connected(keys: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """A number for each square (period, column, row), the same where squares of one period touch."""
    number = {tuple(map(int, key)): -1 for key in keys}
    groups = 0
    for first in number:
        if number[first] >= 0:
            continue
        waiting = [first]
        number[first] = groups
        while waiting:
            period, i, j = waiting.pop()
            for near in ((period, i + a, j + b) for a in (-1, 0, 1) for b in (-1, 0, 1)):
                if number.get(near) == -1:
                    number[near] = groups
                    waiting.append(near)
        groups += 1
    return np.array([number[tuple(map(int, key))] for key in keys], np.int64)
