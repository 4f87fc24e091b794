"""What the outcomes of an opening scenario take, once its paths are there."""

import statistics
import time
from collections.abc import Iterator

from benchmarks.kernels import Row
from landscapes import LANDSCAPES
from scenarios.opening import opening
from scenarios.running import run

ROUNDS = 9


def openings() -> Iterator[Row]:
    """Processor time for the outcomes of all contenders, each surface by itself."""
    for name, land in LANDSCAPES.items():
        taken = []
        for k in range(ROUNDS + 1):
            runs = run(opening(name))
            start = time.thread_time()
            for one in runs:
                assert one.outcome.sentence
            if k:
                taken.append(time.thread_time() - start)
        yield f"judging an opening: {land.title}", f"{statistics.median(taken) * 1e3:.1f} ms", "", "<= 4 ms"
