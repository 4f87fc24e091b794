"""Beale: steep corners around a curved, nearly flat floor; good for gradients of very different sizes."""

from bibliography import Cited
from landscapes.landscape import Landscape, Rates


def value(x, y, p):
    a = 1.5 - x * (1 - y)
    b = 2.25 - x * (1 - y * y)
    c = 2.625 - x * (1 - y * y * y)
    return a * a + b * b + c * c


def gradient(x, y, p):
    u = y - 1
    v = y * y - 1
    w = y * y * y - 1
    a = 1.5 + x * u
    b = 2.25 + x * v
    c = 2.625 + x * w
    return 2 * (a * u + b * v + c * w), 2 * x * (a + 2 * y * b + 3 * y * y * c)


def hessian(x, y, p):
    u = y - 1
    v = y * y - 1
    w = y * y * y - 1
    a = 1.5 + x * u
    b = 2.25 + x * v
    c = 2.625 + x * w
    s, t = 2 * y, 3 * y * y
    mixed = 2 * (a + s * b + t * c + x * (u + s * v + t * w))
    return 2 * (u * u + v * v + w * w), mixed, 2 * x * (x * (1 + s * s + t * t) + 2 * b + 6 * y * c)


SURFACE = Landscape(
    name="beale",
    title="Beale",
    latex=r"f = \sum_{k=1}^{3} \left(3(1 - 2^{-k}) - x(1 - y^k)\right)^2",
    source=Cited("@beale1958"),
    look="The floor is gentle, the corners are thousands of times steeper. SGD, with one rate for both, comes last.",
    f=value,
    grad=gradient,
    hess=hessian,
    centre=(1.5, 0.5),
    half_height=2.2,
    start=(0.5, -1.3),
    rates=Rates(plain=0.002, normalised=0.05),
    steps=600,
    order=110,
    known_minima=lambda p: [(3.0, 0.5)],
    known_saddles=lambda p: [(0.0, 1.0), (0.10053793732415836, -2.644513585023125)],
    starts={
        "near the saddle": (0.1, 1.1),
        "into the valley without end": (0.4, 1.8),
        "steep corner": (2.5, 1.5),
    },
)
