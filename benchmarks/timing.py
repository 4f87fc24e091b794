"""Medians of runs taken in turn, so that a noisy machine disturbs all sides alike."""

import statistics
import time
from collections.abc import Callable, Mapping
from typing import Any


def race(sides: Mapping[str, Callable[[], Any]], rounds: int = 9) -> dict[str, float]:
    """Median seconds of each side over `rounds` rounds, after one round that does not count."""
    taken: dict[str, list[float]] = {name: [] for name in sides}
    for r in range(rounds + 1):
        for name, work in sides.items():
            start = time.perf_counter()
            work()
            if r:
                taken[name].append(time.perf_counter() - start)
    return {name: statistics.median(seconds) for name, seconds in taken.items()}
