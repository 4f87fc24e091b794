"""Cold and warm starts of a process."""

import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator

from benchmarks.kernels import Row

FIRST_RUN = """
import time
from dynamics import OPTIMIZERS, simulate
from landscapes import LANDSCAPES
start = time.perf_counter()
simulate(LANDSCAPES["smooth-valley"], OPTIMIZERS["adam"], (0.5, 0.9), 1000)
print(time.perf_counter() - start)
"""


def starts() -> Iterator[Row]:
    """The first trajectory of a fresh process, counted from the import of dynamics."""
    with tempfile.TemporaryDirectory() as cache:
        environment = os.environ | {"NUMBA_CACHE_DIR": cache, "PYTHONPATH": os.getcwd()}

        def first() -> float:
            return float(
                subprocess.run(
                    [sys.executable, "-c", FIRST_RUN], env=environment, capture_output=True, check=True, text=True
                ).stdout
            )

        cold = first()
        warm = statistics.median(first() for _ in range(5))
    yield "first trajectory, nothing compiled yet", f"{cold:.2f} s", "", ""
    yield "first trajectory, warm disk cache", f"{warm * 1e3:.0f} ms", f"{cold / warm:.0f} x faster", "<= 200 ms"
