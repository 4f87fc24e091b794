"""Ripple: rings of hills around one bowl; good for seeing a rising effective rate throw a path out."""

from math import pi

from bibliography import Cited
from engines import ops
from landscapes.landscape import Landscape, Rates


def value(x, y, p):
    # 1 - cos(s) as 2 sin(s/2)^2, which keeps its digits near the centre.
    h = ops.sin((x * x + y * y) / 2)
    return 2 * h * h


def gradient(x, y, p):
    slope = 2 * ops.sin(x * x + y * y)
    return slope * x, slope * y


def hessian(x, y, p):
    s = x * x + y * y
    a, b = 2 * ops.sin(s), 4 * ops.cos(s)
    return a + b * x * x, b * x * y, a + b * y * y


SURFACE = Landscape(
    name="ripple",
    title="Ripple",
    latex=r"f = 1 - \cos(x^2 + y^2)",
    source=Cited("@bae2019, figure 1"),
    look=(
        "Near the centre the slope fades, so the effective rates grow: Adam shoots past and swings back. Try a higher"
        " rate."
    ),
    f=value,
    grad=gradient,
    hess=hessian,
    centre=(0.0, 0.0),
    half_height=2.2,
    start=(1.0, 0.3),
    rates=Rates(plain=0.12, normalised=0.25),
    steps=300,
    order=30,
    # Every circle x^2 + y^2 = 2 pi k is as low as the origin; only the origin is a point, and it is the papers'
    # optimum.
    known_minima=lambda p: [(0.0, 0.0)],
    valley=lambda x, y: f"on the ring r² = {2 * round((x * x + y * y) / (2 * pi))}π",
    starts={"just inside the first crest": (1.6, 0.7), "on the first crest": (1.4, 1.08), "outer ring": (2.1, 0.4)},
)
