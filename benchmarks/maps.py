"""Maps: seconds to the coarse picture and to the whole one, and what that is a step, on all cores but one."""

import statistics
import time
from collections.abc import Iterator

from benchmarks.kernels import Row
from dynamics.maps import Axis, Basins, Bifurcation, Regimes, run
from dynamics.maps.running import Job

ROUNDS = 5
JOBS: dict[str, tuple[Job, int, str, str]] = {  # what, updates in all, goals for the coarse picture and for the whole
    "basins, 512 x 512 x 1,000, Adam": (
        Basins(surface="himmelblau", optimizer="adam", hyper={"lr": 0.1}, cells=(512, 512), steps=1000),
        512 * 512 * 1000,
        "<= 0.3 s",
        "<= 1.5 s",
    ),
    "regimes, 200 x 200 x 20,000, Adam": (
        Regimes(
            surface="smooth-valley",
            optimizer="adam",
            hyper={"lr": 0.01},
            start=(0.5, 0.6),
            cells=(200, 200),
            steps=20_000,
            across=Axis("beta1", 0.0, 0.9),
            up=Axis("beta2", 0.0, 0.99),
        ),
        200 * 200 * 20_000,
        "",
        "<= 4 s",
    ),
    "bifurcation, 800 x 20,000, SGD": (
        Bifurcation(surface="ripple", optimizer="sgd", start=(2.55, 0.0), columns=800, across=Axis("lr", 0.06, 0.134)),
        800 * 20_000,
        "",
        "<= 1 s",
    ),
}


def pictures() -> Iterator[Row]:
    for name, (job, updates, first, last) in JOBS.items():
        taken = [_timed(job) for _ in range(ROUNDS + 1)][1:]
        coarse, whole = (statistics.median(side) for side in zip(*taken, strict=True))
        yield f"{name}: coarse", f"{coarse:.2f} s", f"{whole / coarse:.0f} x sooner than all", first
        yield f"{name}: all", f"{whole:.2f} s", f"{whole / updates * 1e9:.2f} ns a step", last


def _timed(job: Job) -> tuple[float, float]:
    """Seconds to the first picture and to the last."""
    start, coarse = time.perf_counter(), 0.0
    for _, picture in run(job):
        coarse = coarse or (time.perf_counter() - start if picture else 0.0)
    return coarse, time.perf_counter() - start
