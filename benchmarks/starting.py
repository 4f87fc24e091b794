"""Cold and warm starts of a process, and the work between a slider and a picture."""

import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator

from benchmarks.kernels import Row
from benchmarks.timing import race
from player.pack import blob, figure, land_under
from scenarios import Contender, Scenario, opening, run

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


def pictures() -> Iterator[Row]:
    """From a scenario to the bytes the browser gets: eight short runs, and five of a million steps."""
    names = ("sgd", "heavy-ball", "adagrad", "rmsprop", "adam", "amsgrad", "nadam", "lion")
    base = opening("smooth-valley")
    short = base.model_copy(update={"steps": 1000, "contenders": tuple(Contender(optimizer=n) for n in names)})
    long = base.model_copy(update={"steps": 1_000_000, "contenders": tuple(Contender(optimizer=n) for n in names[:5])})
    sizes = {}

    def picture(name: str, scenario: Scenario) -> None:
        header, arrays = figure(scenario, run(scenario))
        ground, land = land_under(scenario.landscape)
        sizes[name] = len(blob(header | ground, arrays | land))

    took = race({"short": lambda: picture("short", short), "long": lambda: picture("long", long)}, rounds=5)
    yield (
        "8 optimizers x 1,000 steps to bytes",
        f"{took['short'] * 1e3:.0f} ms",
        f"{sizes['short'] / 1e6:.2f} MB",
        "<= 0.5 MB",
    )
    yield (
        "5 optimizers x 1,000,000 steps to bytes",
        f"{took['long'] * 1e3:.0f} ms",
        f"{sizes['long'] / 1e6:.2f} MB",
        "<= 1.5 s, 0.5 MB",
    )
