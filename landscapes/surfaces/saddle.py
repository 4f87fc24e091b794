"""Saddle: a slope that pulls in along y and pushes out along x; good for timing the escape."""

from bibliography import Cited
from landscapes.landscape import Landscape, Rates


def value(x, y, p):
    return (y * y - x * x) / 2


SURFACE = Landscape(
    name="saddle",
    title="Saddle",
    latex=r"f = \tfrac12 (y^2 - x^2)",
    source=Cited("@kaiser, section 5, figure 2a"),
    look=(
        "Along x the slope is tiny at first. Methods that divide by it set off at full stride; SGD first falls towards"
        " the centre."
    ),
    f=value,
    centre=(0.0, 0.0),
    half_height=1.2,
    start=(0.02, 0.9),
    rates=Rates(plain=0.03, normalised=0.015),
    steps=130,
    order=60,
    known_saddles=lambda p: [(0.0, 0.0)],
    starts={
        "exactly on the ridge": (0.0, 0.9),
        "a hair's breadth off it": (1e-8, 0.9),
        "well off the ridge": (0.3, 0.9),
    },
)
