"""Online problems: ten seeds, a million rounds, six optimizers, on all cores and on one; and what that is a step."""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

from benchmarks.kernels import Row
from benchmarks.timing import race
from dynamics import OPTIMIZERS, Schedule
from dynamics.online import Stochastic, play

PROBLEM = Stochastic(rare=1010, usual=-10, chance=0.01)
SEEDS = tuple(range(10))
ROUNDS = 1_000_000
NAMES = ("sgd", "heavy-ball", "adagrad", "rmsprop", "adam", "amsgrad")


def games() -> Iterator[Row]:
    def one(name: str) -> object:
        return play(PROBLEM, OPTIMIZERS[name].with_(lr=0.5), ROUNDS, SEEDS, schedule=Schedule("inverse-sqrt"))

    def spread(threads: int) -> None:
        with ThreadPoolExecutor(threads) as pool:
            list(pool.map(one, NAMES))

    cores, steps = os.cpu_count() or 1, len(NAMES) * len(SEEDS) * ROUNDS
    took = race({"one": lambda: spread(1), "all": lambda: spread(cores)}, rounds=5)
    yield (
        "online, 6 x 10 seeds x 1,000,000, one thread",
        f"{took['one']:.2f} s",
        f"{took['one'] / steps * 1e9:.1f} ns a step",
        "",
    )
    yield (
        f"the same, {cores} threads",
        f"{took['all']:.2f} s",
        f"{took['one'] / took['all']:.2f} x one thread",
        "<= 3 s",
    )
