"""Periodic orbits of an optimizer: finding them, whether they are stable, and the theory to compare them with.

Nothing here imports JAX until an orbit is looked for: `autonomous` does, and `refine` loads it on first use.
"""

from dynamics.orbits.find import find_orbit
from dynamics.orbits.held import rate_response, takes_sign
from dynamics.orbits.orbit import Orbit
from dynamics.orbits.stability import loss_of_stability
from dynamics.orbits.thermometer import Thermometer, dead, holds, in_signs, living, thermometer
from dynamics.orbits.threshold import threshold, threshold_source
from dynamics.orbits.two_cycle import (
    against_theory,
    beta1_boundary,
    half_map_multipliers,
    origin_is_stable,
    stable_two_cycle,
    two_cycle_amplitude,
)
from dynamics.outcomes.repetition import Repetition, repetition

__all__ = [
    "Orbit",
    "Repetition",
    "Thermometer",
    "against_theory",
    "beta1_boundary",
    "dead",
    "find_orbit",
    "half_map_multipliers",
    "holds",
    "in_signs",
    "living",
    "loss_of_stability",
    "origin_is_stable",
    "rate_response",
    "repetition",
    "stable_two_cycle",
    "takes_sign",
    "thermometer",
    "threshold",
    "threshold_source",
    "two_cycle_amplitude",
]
