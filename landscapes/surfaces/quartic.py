"""Quartic: a minimum so flat that its curvature vanishes; good for slow convergence and for Adam's way out of it."""

from bibliography import Cited
from landscapes.landscape import Landscape, Rates


def value(x, y, p):
    return (x * x * x * x + y * y * y * y) / 4


def gradient(x, y, p):
    return x * x * x, y * y * y


def hessian(x, y, p):
    return 3 * x * x, 0.0, 3 * y * y


SURFACE = Landscape(
    name="quartic",
    title="Quartic",
    latex=r"f = \tfrac14 (x^4 + y^4)",
    source=Cited("@bai2026"),
    look=(
        "The slope fades with the cube of the distance, so SGD and AdaGrad crawl. Watch RMSProp's effective rate rise"
        " to make up for it."
    ),
    f=value,
    grad=gradient,
    hess=hessian,
    centre=(0.0, 0.0),
    half_height=1.2,
    start=(1.0, 0.6),
    rates=Rates(plain=0.4, normalised=0.03),
    steps=1000,
    order=80,
    known_minima=lambda p: [(0.0, 0.0)],
    starts={"on the diagonal": (0.9, 0.9), "on an axis": (1.1, 0.0), "close in": (0.1, 0.05)},
)
