"""Several runs of one experiment side by side: one compiled program, called for each, the calls spread over the cores.

Not vmapped: on a CPU that gains nothing for matrices (10,400 updates a second of the digits MLP on two cores, against
20,000 on two threads) and takes convolutions off XLA's fast path. So a run's numbers are the same to the bit, whatever
trains beside it.
"""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import jax

Tree = Any

CORES = os.cpu_count() or 1
_pool = ThreadPoolExecutor(CORES, thread_name_prefix="run")


class SideBySide:
    """`function`, whose first `per_run` arguments are lists with one entry per run, on all runs: a list of its results.
    `donate`: the first argument's memory may be taken for the results."""

    def __init__(self, function: Callable[..., Any], per_run: int, donate: bool = False) -> None:
        self.single = jax.jit(function, donate_argnums=(0,) if donate else ())
        self.per_run, self.compiled = per_run, False

    def __call__(self, *given: Any) -> list[Any]:
        shared, (first, *others) = given[self.per_run :], zip(*given[: self.per_run], strict=True)
        if not others:
            return [self.single(*first, *shared)]  # goes on while Python does
        done = [] if self.compiled else [self.single(*first, *shared)]  # or each thread would compile
        self.compiled = True
        rest = others if done else (first, *others)
        return done + list(_pool.map(lambda own: jax.block_until_ready(self.single(*own, *shared)), rest))


def one_by_one(tree: Tree, count: int) -> list[Tree]:
    """A tree of arrays (runs, ...) as a list of trees."""
    return [jax.tree.map(lambda leaf, i=i: leaf[i], tree) for i in range(count)]
