"""`play`: one optimizer through an online problem, many seeds at once, and what there is to read off."""

import threading
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from dynamics.kernels import CHUNK
from dynamics.online import kernel as k
from dynamics.online.kernel import BATCH, rounds_kernel
from dynamics.online.problems import Problem
from dynamics.optimizer import Optimizer
from dynamics.schedules import CONSTANT, Schedule
from dynamics.stepping import first_power
from dynamics.words import number

Array = npt.NDArray[np.float64]
MOST_ROUNDS, MOST_SEEDS = 1_000_000, 64
EARLY, EVEN, LATE = 200, 300, 400  # marks evenly spaced in log round, and in round; then each of the last rounds


class Stopped(Exception):  # noqa: N818
    """Raised by `play` once its stop flag is set."""


def _row(index: int) -> Any:
    """A property: one of the recorded rows, (K, S)."""
    return property(lambda self: self.rows[:, index])


@dataclass(frozen=True, eq=False)
class Play:
    """What K marks and S seeds have recorded; the first mark is the start. All arrays (K, S) unless said.

    position, least, most: x after `round` rounds, and its range since the mark before. average: the mean of the x
    played so far. regret: the loss paid so far, less that of the best fixed point in hindsight. divisor, divisor_least,
    divisor_most: what the optimizer divides by in round `round`, learning rate over effective rate, that is B = sqrt(v)
    with the guard and the correction in it; and its range since the mark before. gamma: sqrt(v_t) / lr_t less the same
    one round earlier. budget_falls, gamma_falls (S,): shares of the rounds in which B falls and gamma is negative, by
    more than rounding. swaps (S,): rounds in which the fresh average of squares is below the largest one by more than
    rounding, 0 for a rule that keeps no largest. interval (S,): the mean number of rounds from one swap to the next,
    NaN where there are fewer than two.
    """

    problem: Problem
    optimizer: Optimizer
    seeds: tuple[int, ...]
    start: float
    round: npt.NDArray[np.int64]  # (K,)
    rows: Array  # (K, COLUMNS, S)
    rare: Array  # how many rounds so far had the rare slope
    tallies: Array  # (TALLIES of the kernel, S)

    position = _row(k.POSITION)
    least = _row(k.LEAST)
    most = _row(k.MOST)
    divisor = _row(k.DIVISOR)
    divisor_least = _row(k.DIVISOR_LEAST)
    divisor_most = _row(k.DIVISOR_MOST)

    @cached_property
    def average(self) -> Array:
        return np.where(self.round[:, None] > 0, self.rows[:, k.SUM] / np.maximum(self.round, 1)[:, None], self.start)

    @cached_property
    def regret(self) -> Array:
        slopes = self.problem.rare * self.rare + self.problem.usual * (self.round[:, None] - self.rare)
        regret: Array = self.rows[:, k.PAID] - np.minimum(self.problem.low * slopes, self.problem.high * slopes)
        return regret

    @cached_property
    def gamma(self) -> Array:
        with np.errstate(divide="ignore", invalid="ignore"):
            return 1 / self.rows[:, k.RATE_NOW] - 1 / self.rows[:, k.RATE_BEFORE]

    @property
    def budget_falls(self) -> Array:
        budget_falls: Array = self.tallies[k.BUDGET_FELL] / max(int(self.round[-1]) - 1, 1)
        return budget_falls

    @property
    def gamma_falls(self) -> Array:
        gamma_falls: Array = self.tallies[k.GAMMA_FELL] / max(int(self.round[-1]) - 1, 1)
        return gamma_falls

    @property
    def swaps(self) -> npt.NDArray[np.int64]:
        swaps: npt.NDArray[np.int64] = self.tallies[k.SWAPS].astype(np.int64)
        return swaps

    @property
    def interval(self) -> Array:
        gaps = self.tallies[k.LAST_SWAP] - self.tallies[k.FIRST_SWAP]
        return np.where(self.swaps > 1, gaps / np.maximum(self.swaps - 1, 1), np.nan)

    @property
    def broken(self) -> int | None:
        """The first mark at which a position is no number (0/0: a zero slope and no guard), in rounds; None if all
        are."""
        bad = ~np.isfinite(self.position).all(axis=1)
        return int(self.round[bad.argmax()]) if bad.any() else None


def play(
    problem: Problem,
    optimizer: Optimizer,
    rounds: int = 10_000,
    seeds: tuple[int, ...] = (0,),
    start: float = 0.0,
    schedule: Schedule = CONSTANT,
    stop: threading.Event | None = None,
) -> Play:
    """Play so many rounds from `start`, once for each seed (once in all where the problem does not depend on it).

    In round t the optimizer stands at x_t, pays c_t x_t, is given the gradient c_t, and its step is projected on the
    interval. Losses are summed with compensation, positions plainly, in float64. The same seeds give the same bits on
    every machine. stop: once set, `Stopped` is raised within some milliseconds.
    Raises ValueError for a start outside the interval, or too few or too many rounds or seeds.
    """
    if rounds != int(rounds) or not 1 <= rounds <= MOST_ROUNDS:
        raise ValueError(f"There must be from 1 to {MOST_ROUNDS:,} rounds; got {rounds}.")
    if not problem.low <= start <= problem.high:
        raise ValueError(
            f"The start must lie in the interval from {number(problem.low)} to {number(problem.high)}; got"
            f" {number(start)}."
        )
    seeds = tuple(seeds) if problem.varies else tuple(seeds)[:1]
    if not 1 <= len(seeds) <= MOST_SEEDS or min(seeds) < 0:
        raise ValueError(f"There must be from 1 to {MOST_SEEDS} seeds, none below 0; got {len(seeds)}.")
    at = marks(rounds)
    blocks = [
        _block(problem, optimizer, at, seeds[i : i + BATCH], start, schedule, stop) for i in range(0, len(seeds), BATCH)
    ]
    rows, rare, tallies = (np.concatenate(parts, axis=-1)[..., : len(seeds)] for parts in zip(*blocks, strict=True))
    return Play(problem, optimizer, seeds, start, at, rows, rare, tallies)


def marks(rounds: int) -> npt.NDArray[np.int64]:
    """After how many rounds to record: every one of a short run, else some 900 with the last 400 of them; always where
    a chunk ends."""
    late = np.arange(max(0, rounds - LATE), rounds + 1)
    parts = np.geomspace(1, rounds, EARLY), np.linspace(0, rounds, EVEN), np.arange(0, rounds, CHUNK), late
    return np.unique(np.concatenate([np.round(part) for part in parts]).astype(np.int64))


def _block(
    problem: Problem,
    optimizer: Optimizer,
    at: npt.NDArray[np.int64],
    seeds: tuple[int, ...],
    start: float,
    schedule: Schedule,
    stop: threading.Event | None,
) -> tuple[Array, Array, Array]:
    """Rows (K, COLUMNS, BATCH), counts of rare rounds (K, BATCH) and tallies of up to BATCH seeds; idle places repeat
    the last one's."""
    kernel = rounds_kernel(optimizer)
    hyper = tuple(optimizer.numbers)
    rounds = int(at[-1])
    state = np.zeros((k.AT.variables + len(optimizer.state_variables), BATCH))
    state[k.AT.position] = start
    state[[k.AT.power1, k.AT.power2]] = first_power(optimizer.convention)
    state[[k.AT.last_position, k.AT.last_gradient, k.RATE, k.BUDGET]] = np.nan
    state[[k.FIRST_SWAP, k.LAST_SWAP]] = -1
    rows, rare = np.full((len(at), k.COLUMNS, BATCH), np.nan), np.zeros((len(at), BATCH))
    rows[0, [k.POSITION, k.LEAST, k.MOST]], rows[0, [k.SUM, k.PAID]] = start, 0.0
    for first in range(0, rounds, CHUNK):
        if stop is not None and stop.is_set():
            raise Stopped
        last = min(first + CHUNK, rounds)
        here = slice(*np.searchsorted(at, (first + 1, last + 1)))
        drawn = [problem.rare_rounds(first, last, seed) for seed in seeds]
        hit = np.column_stack([drawn[min(i, len(seeds) - 1)] for i in range(BATCH)])
        counts = [np.searchsorted(np.flatnonzero(rounds_hit), at[here] - first) for rounds_hit in drawn]
        rare[here, : len(seeds)] = rare[here.start - 1, : len(seeds)] + np.column_stack(counts)
        slopes = np.where(hit, float(problem.rare), float(problem.usual))
        kernel(
            slopes,
            at[here],
            first,
            hyper,
            schedule.factors(first, last, rounds),
            problem.low,
            problem.high,
            state,
            rows[here],
        )
    return rows, rare, state[: k.TALLIES]
