"""A step of a typed rule and its derivative, as `dynamics.orbits.autonomous` has them of a compiled one: from the
derivatives of its tree, so that nothing is compiled for a text."""

from typing import Any

import numpy as np
import numpy.typing as npt

from dynamics.optimizer import Optimizer
from dynamics.stepping import limit
from engines.parsing import parse
from engines.typed.differentials import differentials
from landscapes.landscape import Landscape

Array = npt.NDArray[np.float64]


def typed_step(surface: Landscape, optimizer: Optimizer, state: Array) -> tuple[Array, Array]:
    """The state (2, 1 + S) after a step from `state`, and its jacobian (n, n), n = 2 (1 + S)."""
    count, hyper = state.shape[1] - 1, optimizer.numbers
    position = state[:, 0]
    g, hessian = surface.gradient(*position), surface.hessian(*position)
    steepest, first = np.abs(g).argmax(), g.argmax()
    context = limit(hyper.lr, position, np.abs(g[steepest]), g[first])
    given = (g, position, context.largest_gradient, context.largest_signed, *state[:, 1:].T)
    after, slopes = differentials(parse(optimizer.rule), count)
    with np.errstate(all="ignore"):
        parts = np.array([_both(part) for part in after(*given, context, hyper)])  # the step, then the states
        by = np.array([[_both(part) for part in row] for row in slopes(*given, context, hyper)])
    by_g, by_position, by_steepest, by_first = by.transpose(1, 0, 2)[:4]  # (1 + S, 2) each
    jacobian = np.zeros((2, 1 + count, 2, 1 + count))  # of (coordinate, part) by (coordinate, part)
    for c in (0, 1):
        jacobian[c, :, :, 0] = (
            by_g[:, c, None] * hessian[c]
            + by_steepest[:, c, None] * np.sign(g[steepest]) * hessian[steepest]
            + by_first[:, c, None] * hessian[first]
        )
        jacobian[c, :, c, 0] += by_position[:, c]
        jacobian[c, :, c, 1:] = by[:, 4:, c]
    jacobian[:, 0] *= -1.0
    jacobian[[0, 1], 0, [0, 1], 0] += 1.0
    return np.column_stack([position - parts[0], *parts[1:]]), jacobian.reshape(state.size, state.size)


def _both(part: Any) -> Array:
    """Of both coordinates, where a number says the same of each."""
    return np.broadcast_to(np.asarray(part, np.float64), (2,))
