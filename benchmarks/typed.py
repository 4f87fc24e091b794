"""Typed surfaces: what a thousand different ones cost a process in memory, and how fast maps of one that was never seen
before are, as a share of the built-in's speed. `python -m benchmarks.typed`"""

import gc
import time

import numpy as np
import psutil

from dynamics import OPTIMIZERS, endpoints
from landscapes import LANDSCAPES, Landscape, formula
from scenarios.book import _made
from scenarios.opening import opening
from scenarios.permalink import encode

TEXTS = {  # of registered surfaces, as somebody would type them
    "himmelblau": "(x^2 + y - 11)^2 + (x + y^2 - 7)^2",
    "rosenbrock": "(1 - x)^2 + k(y - x^2)^2; k = 100 in [1, 1000]",
    "ripple": "1 - cos(x^2 + y^2)",
    "smooth-valley": "x^2 + s*y^2; s = 0.001 in [0.000001, 1]",
    "saddle": "(y^2 - x^2)/2",
    "rastrigin": "20 + x^2 + y^2 - 10(cos(2pi x) + cos(2pi y))",
    "ackley": "20 (1 - exp(-0.2 sqrt((x^2 + y^2)/2))) + e - exp((cos(2 pi x) + cos(2 pi y))/2)",
    "styblinski-tang": "(x^4 - 16x^2 + 5x + y^4 - 16y^2 + 5y)/2",
    "beale": "(1.5 - x(1 - y))^2 + (2.25 - x(1 - y^2))^2 + (2.625 - x(1 - y^3))^2",
}
STARTS, STEPS = 64 * 64, 500


def memory(count: int = 1000, before: int = 100) -> float:
    """MB that `count` different formulas add to a process that has seen `before` others: each run, judged and linked to
    as the explorer does."""
    process = psutil.Process()
    for k in range(before + count):
        if k == before:
            gc.collect()
            held = process.memory_info().rss
        scenario = opening(f"= sin({k / 100 + 0.1} x) + y^2 + x^2/{k + 1}")
        encode(scenario)
        _made(scenario, "")
    gc.collect()
    return float(process.memory_info().rss - held) / 1e6


def seconds(surface: Landscape, optimizer: str) -> float:
    """Of processor time for one map's work, the best of three."""
    points, own = np.random.default_rng(0).uniform(-1, 1, (STARTS, 2)), OPTIMIZERS[optimizer].with_(lr=1e-3)
    endpoints(surface, own, points[:64], 1)
    spent = []
    for _ in range(3):
        begun = time.process_time()
        endpoints(surface, own, points, STEPS, threads=1)
        spent.append(time.process_time() - begun)
    return min(spent)


if __name__ == "__main__":
    for optimizer in ("adam", "sgd"):  # of gradient descent the gradient is all there is
        for name, text in TEXTS.items():
            own, typed = (seconds(land, optimizer) for land in (LANDSCAPES[name], formula(text)))
            share = f"{own / typed:.2f} of its speed"
            print(f"{optimizer:5} {name:16} built in {own:.3f} s, typed {typed:.3f} s: {share}")
    print(f"1,000 formulas add {memory():.1f} MB")
