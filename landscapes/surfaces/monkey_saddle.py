"""Monkey saddle: three ways down from a point without curvature; good for slow escapes that no Hessian foretells."""

from bibliography import Cited
from landscapes.landscape import Landscape, Rates


def value(x, y, p):
    return x * (x * x - 3 * y * y)


def gradient(x, y, p):
    return 3 * (x * x - y * y), -6 * x * y


SURFACE = Landscape(
    name="monkey-saddle",
    title="Monkey saddle",
    latex=r"f = x^3 - 3xy^2",
    source=Cited("@hilbert1932"),
    look=(
        "Heavy ball rolls straight through the centre and down a different leg from the rest. SGD lingers: the slope"
        " all but fades there."
    ),
    f=value,
    grad=gradient,
    centre=(0.0, 0.0),
    half_height=1.2,
    start=(0.9, 0.02),
    rates=Rates(plain=0.015, normalised=0.02),
    steps=60,
    order=100,
    known_saddles=lambda p: [(0.0, 0.0)],
    starts={"exactly on the ridge": (0.9, 0.0), "near the centre": (0.05, 0.02), "on another ridge": (-0.45, 0.8)},
)
