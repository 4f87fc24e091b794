"""Plateau: a ramp, an exactly flat shelf, then a bowl; good for measuring how far an optimizer coasts without a
gradient.

The ramp is x < 0, the shelf 0 <= x <= width, the bowl beyond. On the shelf f and its gradient are exactly 0 for every
y. The factor 1 + y^2 lowers ramp and bowl alike towards y = 0, so that paths part before the shelf and the minimum
(width + 1, 0) is the only one. The gradient breaks off at x = 0, as the bound on the distance coasted assumes; at x =
width it is continuous.
"""

from bibliography import Cited
from engines import ops
from landscapes.landscape import Landscape, Parameter, Rates


def value(x, y, p):
    a, u = ops.maximum(-x, 0.0), ops.maximum(x - p[1], 0.0)
    return p[0] * ((1 + y * y) * (a + 4 * u * u * u / 3) - 2 * u * u)


def gradient(x, y, p):
    a, u = ops.maximum(-x, 0.0), ops.maximum(x - p[1], 0.0)
    ramp = ops.where(x < 0, -1.0, 0.0)
    return p[0] * ((1 + y * y) * (ramp + 4 * u * u) - 4 * u), 2 * p[0] * y * (a + 4 * u * u * u / 3)


def minimum(p):
    return ((p[1] + 1.0, 0.0),)


SURFACE = Landscape(
    name="plateau",
    title="Plateau",
    latex=r"f = s\,[(1 + y^2)((-x)^+ + \tfrac43 u^3) - 2u^2],\quad u = (x - w)^+",
    source=Cited("After @kaiser, section 4 (crossing flats, proposition 2)"),
    look="On the flat SGD, AdaGrad and RMSProp stop dead: no slope, no step. Heavy ball and Adam coast across.",
    f=value,
    grad=gradient,
    centre=(0.6, 0.0),
    half_height=2.0,
    start=(-1.0, 0.7),
    rates=Rates(plain=0.03, normalised=0.12),
    steps=300,
    order=70,
    parameters=(
        Parameter(
            "slope",
            "s",
            "Slope of the ramp",
            1.0,
            0.01,
            10.0,
            "Scales the whole surface: the ramp falls by this much a unit.",
            log=True,
        ),
        Parameter(
            "width", "w", "Width of the flat", 1.0, 0.0, 5.0, "Length of the exactly flat shelf between ramp and bowl."
        ),
    ),
    known_minima=minimum,
    starts={
        "on the flat": (0.5, 0.6),
        "high on the ramp": (-1.3, 0.3),
        "at the edge of the ramp": (-0.05, -0.6),
    },
)
