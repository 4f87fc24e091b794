"""Ackley: a funnel with a dimpled wall and a pointed bottom; good for telling coasting from settling."""

from functools import cache
from itertools import product

import numpy as np

from bibliography import Cited
from engines import ops
from engines.arrays import elementwise
from landscapes.landscape import Landscape, Rates


def value(x, y, p):
    r = ops.sqrt((x * x + y * y) / 2)
    waves = (ops.cos(2 * ops.pi * x) + ops.cos(2 * ops.pi * y)) / 2
    return 20 * (1 - ops.exp(-0.2 * r)) + ops.exp(1.0) - ops.exp(waves)


def gradient(x, y, p):
    r = ops.sqrt((x * x + y * y) / 2)
    safe = ops.where(r > 0, r, 1.0)  # at the pointed bottom x and y are 0, and so is the slope given there
    cone = 2 * ops.exp(-0.2 * r) / safe
    dents = ops.pi * ops.exp((ops.cos(2 * ops.pi * x) + ops.cos(2 * ops.pi * y)) / 2)
    return cone * x + dents * ops.sin(2 * ops.pi * x), cone * y + dents * ops.sin(2 * ops.pi * y)


def hessian(x, y, p):
    r = ops.sqrt((x * x + y * y) / 2)
    safe = ops.where(r > 0, r, 1.0)
    cone = 2 * ops.exp(-0.2 * r) / safe
    bend = cone * (0.1 + 0.5 / safe) / safe
    e = ops.exp((ops.cos(2 * ops.pi * x) + ops.cos(2 * ops.pi * y)) / 2)
    sx, sy = ops.pi * ops.sin(2 * ops.pi * x), ops.pi * ops.sin(2 * ops.pi * y)
    k = 2 * ops.pi * ops.pi
    xx = cone - bend * x * x + e * (k * ops.cos(2 * ops.pi * x) - sx * sx)
    yy = cone - bend * y * y + e * (k * ops.cos(2 * ops.pi * y) - sy * sy)
    return xx, -bend * x * y - e * sx * sy, yy


HALF_HEIGHT = 2.3


@cache
def near(step_x, step_y):
    """Stationary points in the window, by root finding from the integers shifted by the two steps. The origin, a cusp,
    stays put."""
    from scipy.optimize import root  # here, because it is slow to load and only this surface's marks need it

    def bend(q):
        xx, xy, yy = elementwise(hessian)(*q, ())
        return [[xx, xy], [xy, yy]]

    guesses = product(np.arange(-3, 4) + step_x, np.arange(-3, 4) + step_y)
    found = [root(lambda q: elementwise(gradient)(*q, ()), guess, jac=bend, tol=1e-15).x for guess in guesses]
    return [(float(x), float(y)) for x, y in found if abs(x) < 1.5 * HALF_HEIGHT and abs(y) < HALF_HEIGHT]


SURFACE = Landscape(
    name="ackley",
    title="Ackley",
    latex=r"f = 20\,(1 - e^{-0.2\sqrt{(x^2 + y^2)/2}}) + e - e^{(\cos 2\pi x + \cos 2\pi y)/2}",
    source=Cited("@ackley1987"),
    look=(
        "The wall of the funnel is dimpled, and SGD, AdaGrad, RMSProp and Adam are caught in one dimple. Heavy ball"
        " coasts to the bottom."
    ),
    f=value,
    grad=gradient,
    hess=hessian,
    centre=(0.0, 0.0),
    half_height=HALF_HEIGHT,
    start=(1.3, 1.6),
    rates=Rates(plain=0.02, normalised=0.1),
    steps=300,
    order=130,
    known_minima=lambda p: near(0.0, 0.0),
    known_saddles=lambda p: near(0.5, 0.0) + near(0.0, 0.5),
    starts={"far out": (-2.1, 2.0), "by the bottom": (0.3, -0.2), "exactly at the bottom": (0.0, 0.0)},
)
