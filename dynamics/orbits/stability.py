"""Multipliers of a closed orbit, and what they say."""

import numpy as np
import numpy.typing as npt

Complex = npt.NDArray[np.complex128]

MARGIN = 1e-10  # a modulus this near to 1 is taken for 1
REAL = 1e-6  # a double real root comes out of the eigenvalue solver with an imaginary part of about 1e-8


def multipliers(jacobian: npt.NDArray[np.float64], scale: npt.NDArray[np.float64]) -> Complex:
    """Eigenvalues of the p-step map's Jacobian, largest modulus first (of a pair, the upper one first).

    scale (n,): the size of each component; in these units the entries are of one order, and small eigenvalues keep
    their digits.
    """
    found = np.linalg.eigvals(jacobian * scale / scale[:, None]).astype(np.complex128)
    return found[np.lexsort((-found.imag, -np.round(np.abs(found), 12)))]


def stable(values: Complex) -> bool:
    """Whether no small disturbance grows to first order: no modulus above 1 + 1e-10. Those on the circle: see
    `marginal`."""
    return bool(np.abs(values).max() <= 1 + MARGIN)


def marginal(values: Complex) -> int:
    """How many multipliers lie on the unit circle, within 1e-10: in these directions disturbances stay, to first
    order."""
    return int(np.count_nonzero(np.abs(np.abs(values) - 1) <= MARGIN))


def loss_of_stability(values: Complex) -> str | None:
    """How an unstable orbit is left, by its largest multiplier: "flip" (real, below -1: from side to side), "fold"
    (real, above 1: straight away) or "Neimark-Sacker" (a pair: turning). None if it is stable."""
    if stable(values):
        return None
    first = values[0]
    if abs(first.imag) > REAL * abs(first):
        return "Neimark-Sacker"
    return "flip" if first.real < 0 else "fold"
