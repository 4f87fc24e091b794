"""Formula beside measurement, as one line: the amplitude of a 2-cycle, and how it stands at the edge of stability."""

from math import sqrt

from dynamics.orbits import threshold
from dynamics.words import number
from player.found_orbit import Found


def theory_line(found: Found) -> str:
    """Markdown; empty where theory has no formula.

    On the cycle the step 2a is η κ |g| / (|g| + ε), so that the curvature over (√v + ε), times η, is the threshold
    itself: the amplitude η / 38 and the sharpness 38 / η are one fact.
    """
    if found.formula is None or found.curvature is None:
        return ""
    optimizer, orbit = found.run.optimizer, found.orbit
    h, edge = optimizer.hyper, threshold(optimizer)
    root = sqrt(orbit.state[0, 0, 1 + optimizer.state_variables.index("v")]) + h.epsilon
    return (
        f"Amplitude: formula **η ∕ {number(h.lr / found.formula, 4)} = {number(found.formula, 4)}**, "
        f"found **{number(orbit.amplitude, 4)}**. "
        f"Curvature over (√v + ε) on the cycle: **{number(found.curvature / root, 4)}**; "
        f"the edge of stability is **{number(edge, 4)} ∕ η = {number(edge / h.lr, 4)}**."
    )
