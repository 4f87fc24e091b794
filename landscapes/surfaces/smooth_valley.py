"""Smooth valley: steep across, gentle along; good for seeing what a rate per coordinate buys."""

from bibliography import Cited
from landscapes.landscape import Landscape, Parameter, Rates


def value(x, y, p):
    return x * x + p[0] * y * y


SURFACE = Landscape(
    name="smooth-valley",
    title="Smooth valley",
    latex=r"f = x^2 + s\,y^2",
    source=Cited("@kaiser, section 6 (s = 1e-3)"),
    look=(
        "Plain descent drops to the floor and all but stops; a rate per coordinate makes the flat direction as fast as"
        " the steep one."
    ),
    f=value,
    centre=(0.0, 0.2),
    half_height=1.0,
    start=(0.7, 0.9),
    rates=Rates(plain=0.03, normalised=0.01),
    steps=300,
    order=40,
    parameters=(
        Parameter(
            "steepness",
            "s",
            "Steepness along the valley",
            1e-3,
            1e-6,
            1.0,
            "Curvature along the floor, over that across it.",
            log=True,
        ),
    ),
    known_minima=lambda p: [(0.0, 0.0)],
    starts={"the paper's start": (0.5, 0.9), "on the floor": (0.0, 0.9), "on the wall": (0.9, 0.05)},
)
