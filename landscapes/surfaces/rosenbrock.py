"""Rosenbrock: a steep, curved valley with a nearly flat floor; good for comparing progress along a bend."""

from bibliography import Cited
from landscapes.landscape import Landscape, Parameter, Rates


def value(x, y, p):
    u = y - x * x
    return (1 - x) * (1 - x) + p[0] * u * u


def gradient(x, y, p):
    u = y - x * x
    return 2 * (x - 1) - 4 * p[0] * x * u, 2 * p[0] * u


def hessian(x, y, p):
    return 2 + p[0] * (12 * x * x - 4 * y), -4 * p[0] * x, 2 * p[0]


SURFACE = Landscape(
    name="rosenbrock",
    title="Rosenbrock",
    latex=r"f = (1 - x)^2 + b\,(y - x^2)^2",
    source=Cited("@rosenbrock1960"),
    look=(
        "Reaching the curved floor is easy; following it is not. Compare who rounds the bend with who is still on the"
        " left."
    ),
    f=value,
    grad=gradient,
    hess=hessian,
    centre=(0.0, 0.75),
    half_height=1.45,
    start=(-1.3, 1.75),
    rates=Rates(plain=1e-3, normalised=0.03),
    steps=900,
    order=20,
    parameters=(
        Parameter(
            "b",
            "b",
            "Steepness of the walls",
            100.0,
            1.0,
            500.0,
            "Curvature across the floor; the classic value is 100.",
            log=True,
        ),
    ),
    known_minima=lambda p: [(1.0, 1.0)],
    starts={"the classic start": (-1.2, 1.0), "on the floor": (-1.0, 1.0), "beyond the minimum": (1.4, 0.2)},
)
