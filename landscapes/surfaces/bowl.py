"""Bowl: a long quadratic valley at any angle to the axes; good for asking what a rate per coordinate is worth."""

from bibliography import Cited
from engines import ops
from landscapes.landscape import Landscape, Parameter, Rates


def value(x, y, p):
    c, s = ops.cos(p[1] * ops.pi / 180), ops.sin(p[1] * ops.pi / 180)
    u, v = c * x + s * y, c * y - s * x
    return (u * u / p[0] + v * v) / 2


def gradient(x, y, p):
    c, s = ops.cos(p[1] * ops.pi / 180), ops.sin(p[1] * ops.pi / 180)
    u, v = (c * x + s * y) / p[0], c * y - s * x
    return c * u - s * v, s * u + c * v


SURFACE = Landscape(
    name="bowl",
    title="Rotated bowl",
    latex=r"f = \tfrac12 (u^2/\kappa + v^2),\quad u + iv = e^{-i\theta}(x + iy)",
    source=Cited("The convex quadratic of @goh2017, turned by an angle"),
    look=(
        "The floor lies askew to the axes, and heavy ball beats AdaGrad and Adam. Set the angle to 0, and both"
        " overtake it."
    ),
    f=value,
    grad=gradient,
    centre=(0.0, 0.0),
    half_height=1.2,
    start=(-0.5, 1.0),
    rates=Rates(plain=0.3, normalised=0.1),
    steps=300,
    order=90,
    parameters=(
        Parameter(
            "condition",
            "κ",
            "Condition number",
            100.0,
            1.0,
            1e4,
            "The steep curvature, which is 1, over the gentle one.",
            log=True,
        ),
        Parameter(
            "angle",
            "θ",
            "Angle in degrees",
            30.0,
            0.0,
            90.0,
            "Direction of the valley floor; at 0 and 90 it lies along an axis.",
        ),
    ),
    known_minima=lambda p: [(0.0, 0.0)],
    starts={"on the floor": (0.95, 0.55), "on the steep wall": (-0.5, 0.87), "on an axis": (0.0, 1.1)},
)
