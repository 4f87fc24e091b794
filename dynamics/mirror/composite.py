"""Proposition 2: mirror descent with a penalty Ψ = λ |x| beside the follow-the-leader form with its subgradients.

Mirror descent takes the minimum of ⟨g_t, x⟩ + Ψ(x) + ½ |x - x_t|² / rate_t. The leader's form has all gradients, the
subgradients φ of Ψ that earlier rounds have used, Ψ once for this round, and all centres. Printed, this round's φ_t is
in the sum too, which counts Ψ twice in it.

Source: A new perspective in understanding of Adam-type algorithms and beyond, proposition 2, equations 9 and 10
(McMahan, arXiv 1009.3240, theorem 3).
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from dynamics.mirror.whole_history import weights

Array = npt.NDArray[np.float64]


class Composites(NamedTuple):
    """(T + 1,) each: equation 9; equation 10 with φ up to the round before; with φ_t too, as printed."""

    mirror: Array
    leader: Array
    printed: Array


def shrunk(x: float, by: float) -> float:
    """Where ½ (z - x)² + by |z| is least."""
    return float(np.sign(x) * max(abs(x) - by, 0.0))


def composite_paths(gradients: Array, rates: Array, start: float, penalty: float) -> Composites:
    """Of gradients and rates (T,), the same for all three."""
    sigma = weights(rates[:, None])[:, 0]
    mirror, leader, printed = [start], [start], [start]
    used, centre, centre_printed, total = 0.0, 0.0, 0.0, 0.0
    for g, rate, s in zip(gradients, rates, sigma, strict=True):
        total += g
        centre, centre_printed = centre + s * leader[-1], centre_printed + s * printed[-1]
        mirror.append(shrunk(mirror[-1] - rate * g, rate * penalty))
        leader.append(shrunk(rate * (centre - total - used), rate * penalty))
        used -= g + (mirror[-1] - mirror[-2]) / rate  # φ_t, from the zero slope of this round's sum
        printed.append(shrunk(rate * (centre_printed - total - used), rate * penalty))
    return Composites(np.array(mirror), np.array(leader), np.array(printed))
