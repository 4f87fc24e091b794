"""Rastrigin: a wide bowl covered with equal dents; good for seeing which hollow a step size can leave."""

from functools import cache
from itertools import product

import numpy as np

from bibliography import Cited
from engines import ops
from landscapes.landscape import Landscape, Rates


def value(x, y, p):
    return 20 + x * x + y * y - 10 * (ops.cos(2 * ops.pi * x) + ops.cos(2 * ops.pi * y))


def gradient(x, y, p):
    return 2 * x + 20 * ops.pi * ops.sin(2 * ops.pi * x), 2 * y + 20 * ops.pi * ops.sin(2 * ops.pi * y)


def hessian(x, y, p):
    k = 40 * ops.pi * ops.pi
    return 2 + k * ops.cos(2 * ops.pi * x), 0.0, 2 + k * ops.cos(2 * ops.pi * y)


HALF_HEIGHT = 2.3


@cache
def stationary():
    """Where a coordinate's own slope vanishes: (lows, highs), by Newton from the integers and from the halves between
    them."""
    from scipy.optimize import newton  # here, because it is slow to load and only this surface's marks need it

    def slope(z):
        return z + 10 * np.pi * np.sin(2 * np.pi * z)

    def bend(z):
        return 1 + 20 * np.pi**2 * np.cos(2 * np.pi * z)

    return tuple(newton(slope, guesses, bend, tol=1e-15) for guesses in (np.arange(-3.0, 4.0), np.arange(-3.5, 4.0)))


def inside(xs, ys):
    return [(float(x), float(y)) for x, y in product(xs, ys) if abs(x) < 1.5 * HALF_HEIGHT and abs(y) < HALF_HEIGHT]


def minima(p):
    lows, _ = stationary()
    return inside(lows, lows)


def saddles(p):
    lows, highs = stationary()
    return inside(lows, highs) + inside(highs, lows)


SURFACE = Landscape(
    name="rastrigin",
    title="Rastrigin",
    latex=r"f = 20 + x^2 + y^2 - 10\,(\cos 2\pi x + \cos 2\pi y)",
    source=Cited("@rastrigin1974"),
    look=(
        "Every dent is a trap: all six stay in the first. Give AdaGrad a rate of 1, and its first step leaps on to the"
        " deepest."
    ),
    f=value,
    grad=gradient,
    hess=hessian,
    centre=(0.0, 0.0),
    half_height=HALF_HEIGHT,
    start=(1.35, 1.3),
    rates=Rates(plain=0.003, normalised=0.1),
    steps=300,
    order=120,
    known_minima=minima,
    known_saddles=saddles,
    starts={"beside a crest": (0.55, 0.45), "far out": (-2.2, 1.7), "by the deepest dent": (0.2, -0.3)},
)
