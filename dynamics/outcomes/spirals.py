"""Near a known minimum a rule with one rate for all is a linear map: its multipliers tell whether a run settles there
or is driven off, however slowly, where the path shows no more than a ring or a cycle."""

import numpy as np
import numpy.typing as npt

from dynamics.outcomes.kinks import kink_at
from dynamics.outcomes.outcome import Kind, Outcome
from dynamics.outcomes.run import Run
from dynamics.outcomes.stability import EDGE, radius, steady
from dynamics.words import number

Array = npt.NDArray[np.float64]

BENDS = 0.02  # of the curvature: a surface whose curvature differs by less along a path is quadratic there
LOOKED_AT = 32  # positions of the path
PRESENT = 1e-9  # of the map: a direction with less motion is not in the run


def spiral(run: Run, path: Array, minimum: Array | None) -> Outcome | None:
    """Of a run that seems to keep its size about a minimum. None where the map is not linear, or neither settles nor
    grows."""
    surface = run.surface
    if minimum is None or run.optimizer.normalised or not steady(run):
        return None
    hessian = surface.hessian(*minimum)
    along = surface.hessian(*path[:: max(1, len(path) // LOOKED_AT)].T)
    if np.abs(along - hessian[:, :, None]).max() > BENDS * np.abs(hessian).max():
        return None
    if kink_at(surface, *map(float, minimum)):
        return None
    curvatures, axes = np.linalg.eigh(hessian)
    present = np.abs((path - minimum) @ axes).max(axis=0) > PRESENT * surface.half_height
    rate = np.full(2, run.optimizer.numbers.lr)
    factors = [radius(run.optimizer, rate, c * np.eye(2)) for c in curvatures[present]]
    factor, distance = max(factors, default=1.0), number(float(np.hypot(*(path[-1] - minimum))))
    if factor > 1 + EDGE:
        by = number(100 * (factor - 1), 2)
        sentence = f"is driven away from the minimum, {distance} by now: farther by {by} % a step"
    elif factor < 1 - EDGE:
        every = f"{float(f'{np.log(0.5) / np.log(factor):.4g}'):,}".removesuffix(".0")
        sentence = f"is still settling, {distance} from the minimum: half as far every {every} steps"
    else:
        return None
    return Outcome(Kind.MOVING, None, None, sentence)
