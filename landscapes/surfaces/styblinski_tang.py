"""Styblinski-Tang: four hollows of three depths, one coordinate apart; good for seeing who finds the deepest."""

from functools import cache
from itertools import product

import numpy as np

from bibliography import Cited
from landscapes.landscape import Landscape, Rates


def value(x, y, p):
    a, b = x * x, y * y
    return (a * a - 16 * a + 5 * x + b * b - 16 * b + 5 * y) / 2


def hessian(x, y, p):
    return 6 * x * x - 16, 0.0, 6 * y * y - 16


@cache
def stationary():
    """Where a coordinate's own slope vanishes: (deep hollow, crest, shallow hollow)."""
    return tuple(float(z) for z in np.sort(np.roots([2, 0, -16, 2.5]).real))


def minima(p):
    deep, _, shallow = stationary()
    return list(product((deep, shallow), repeat=2))


def saddles(p):
    deep, crest, shallow = stationary()
    return [(deep, crest), (shallow, crest), (crest, deep), (crest, shallow)]


SURFACE = Landscape(
    name="styblinski-tang",
    title="Styblinski–Tang",
    latex=r"f = \tfrac12 (x^4 - 16x^2 + 5x + y^4 - 16y^2 + 5y)",
    source=Cited("@styblinski1990"),
    look=(
        "The nearest hollow is the second deepest. Heavy ball carries enough speed over the ridge to reach the deepest;"
        " the others stay."
    ),
    f=value,
    hess=hessian,
    centre=(0.0, 0.0),
    half_height=4.2,
    start=(4.03, -3.5),
    rates=Rates(plain=0.03, normalised=0.1),
    steps=250,
    order=140,
    known_minima=minima,
    known_saddles=saddles,
    starts={"on the summit": (0.16, 0.15), "near the shallowest hollow": (1.0, 1.2), "far corner": (-4.0, 4.0)},
)
