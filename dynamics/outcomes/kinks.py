"""Where a surface is not smooth: Jacobians are blind to a jump of the gradient, so that an orbit that meets one must
say so."""

from functools import lru_cache

import numpy as np
import numpy.typing as npt

from landscapes.landscape import Landscape

Array = npt.NDArray[np.float64]

NODES, WEIGHTS = np.polynomial.legendre.leggauss(64)
JUMP = 1e-2  # of the gradient's own size; quadrature of a smooth surface is far better
PROBE = 1e-7  # of the map's height


def crosses_kink(surface: Landscape, points: Array) -> bool:
    """Whether the gradient jumps between successive points (p, 2) of an orbit: its change is not the integral of the
    Hessian."""
    return bool(np.any(_jump(surface, points, np.roll(points, -1, axis=0))))


@lru_cache(maxsize=512)
def kink_at(surface: Landscape, x: float, y: float) -> bool:
    """Whether the gradient jumps at this very point, along either coordinate."""
    return any(rests_on_kink(surface, np.array([x, y]), i) for i in (0, 1))


def rests_on_kink(surface: Landscape, point: Array, coordinate: int) -> bool:
    """Whether the gradient's component along a coordinate jumps at this very point."""
    aside = np.zeros(2)
    aside[coordinate] = PROBE * surface.half_height
    return bool(_jump(surface, (point - aside)[None], (point + aside)[None])[0, coordinate])


def _jump(surface: Landscape, here: Array, there: Array) -> npt.NDArray[np.bool_]:
    """Per segment and component, (N, 2)."""
    move = there - here
    along = here[:, :, None] + move[:, :, None] * (1 + NODES) / 2
    bend = np.einsum("ijns,nj,s->ni", surface.hessian(along[:, 0], along[:, 1]), move, WEIGHTS / 2)
    before, after = surface.gradient(*here.T).T, surface.gradient(*there.T).T
    size = np.maximum(np.abs(before), np.abs(after))
    result: npt.NDArray[np.bool_] = np.abs(after - before - bend) > JUMP * size
    return result
