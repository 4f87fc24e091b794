"""Sharp valley: slopes that never fade, down to a kink; good for orbits and for steps that cannot settle."""

from bibliography import Cited
from engines import ops
from landscapes.landscape import Landscape, Parameter, Rates


def value(x, y, p):
    return ops.absolute(x) + p[0] * ops.absolute(y)


SURFACE = Landscape(
    name="sharp-valley",
    title="Sharp valley",
    latex=r"f = |x| + s\,|y|",
    source=Cited("@kaiser, section 6 (s = 1e-4)"),
    look=(
        "The slope never fades, so no fixed step can settle. SGD ends in a 2-cycle across the floor; a rate per"
        " coordinate travels on."
    ),
    f=value,
    centre=(0.0, 0.2),
    half_height=1.0,
    start=(0.7, 0.9),
    rates=Rates(plain=0.03, normalised=0.01),
    steps=300,
    order=50,
    parameters=(
        Parameter(
            "steepness",
            "s",
            "Steepness along the valley",
            1e-4,
            1e-6,
            1.0,
            "Slope along the floor, over that across it.",
            log=True,
        ),
    ),
    known_minima=lambda p: [(0.0, 0.0)],
    starts={"the paper's start": (0.5, 0.9), "exactly on the kink": (0.0, 0.9), "beside the minimum": (0.105, 0.055)},
)
