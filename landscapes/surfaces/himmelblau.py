"""Himmelblau: four equal minima around one summit; good for watching where paths part."""

from bibliography import Cited
from landscapes.landscape import Landscape, Rates


def value(x, y, p):
    a, b = x * x + y - 11, x + y * y - 7
    return a * a + b * b


def hessian(x, y, p):
    return 12 * x * x + 4 * y - 42, 4 * (x + y), 12 * y * y + 4 * x - 26


# All nine critical points but one: the summit, at (-0.270845, -0.923039), is a maximum and belongs to neither list.
MINIMA = [
    (3.0, 2.0),
    (-2.805118086952745, 3.131312518250573),
    (-3.779310253377747, -3.2831859912861696),
    (3.5844283403304917, -1.8481265269644036),
]
SADDLES = [
    (0.08667750455539636, 2.884254701174776),
    (-3.0730257507643897, -0.08135304428796751),
    (-0.12796134673068008, -1.9537149802445763),
    (3.385154183607021, 0.07385187983774928),
]

SURFACE = Landscape(
    name="himmelblau",
    title="Himmelblau",
    latex=r"f = (x^2 + y - 11)^2 + (x + y^2 - 7)^2",
    source=Cited("@himmelblau1972"),
    look=(
        "Six optimizers leave one point near the summit, yet they end in three different valleys. Watch where they"
        " part."
    ),
    f=value,
    hess=hessian,
    centre=(0.0, 0.0),
    half_height=4.7,
    start=(-0.253, 0.281),
    rates=Rates(plain=0.01, normalised=0.2),
    steps=200,
    order=10,
    known_minima=lambda p: MINIMA,
    known_saddles=lambda p: SADDLES,
    starts={"on the summit": (-0.27, -0.92), "above the eastern saddle": (4.4, 0.1), "far corner": (-4.5, 4.5)},
)
