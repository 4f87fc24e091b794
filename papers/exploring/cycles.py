"""Proposition 4 and what surrounds it: Adam's 2-cycle, its stability, longer cycles, and a law on the quartic."""

from math import sqrt

import numpy as np

from dynamics import find_orbit, simulate
from dynamics.orbits import against_theory, half_map_multipliers, two_cycle_amplitude
from dynamics.outcomes.repetition import CLOSE_UP, repetition
from papers.exploring.valleys import LR, SHARP
from scenarios.cycles import CYCLES
from scenarios.running import run
from scenarios.scenario import Contender, Scenario

DEFAULTS, HELD = (CYCLES[name].scenario for name in ("Adam's defaults", "A stable 2-cycle"))
BESIDE = (1e-3, 1e-3)  # the minimum, near which a 2-cycle is looked for
LONG = 200_000
STARTS = tuple((round(0.0137 * k, 4), 0.05) for k in range(1, 41))
QUARTIC = Scenario(
    surface="quartic",
    contenders=(Contender(optimizer="adam", hyper={"lr": LR, "epsilon": 0.0}),),
    start=(1.0, 0.6),
    steps=60_000,
)
LATE = 5_000  # the last steps, over which the law is measured


def two_cycle(scenario: Scenario) -> dict[str, float]:
    """On x² + y² (f'' = 2): amplitude of Adam's 2-cycle in η as found, as |C| + ε and as C² + ε have it; curvature over
    √v on it, times η; the largest multiplier of a round; and by theory, as ε nears 0."""
    adam = scenario.contenders[0].configured
    orbit = find_orbit(scenario.landscape, adam, near=BESIDE, period=2)
    amplitude, edge, _ = against_theory(orbit, adam, curvature=2.0)
    h = adam.hyper
    kappa = (1 - h.beta1) / (1 + h.beta1)
    squared = h.lr * kappa - h.epsilon  # C² where C = 2 a and a = η κ C / (2 (C² + ε))
    return {
        "period": orbit.period,
        "amplitude": amplitude.found,
        "corrected": two_cycle_amplitude(h.lr, h.beta1, h.epsilon, 2.0) / h.lr,
        "printed": sqrt(max(squared, 0.0)) / 2 / h.lr,
        "edge": edge.found,
        "threshold": edge.formula,
        "multiplier": float(abs(orbit.multipliers[0])),
        "multiplier_theory": float(abs(half_map_multipliers(h.beta1, h.beta2)[0]) ** 2),
    }


def periods() -> dict[str, float]:
    """Of Adam's x on the sharp valley from each of STARTS, at the end of LONG steps: how many different periods, the
    longest, and how many starts have none up to 512."""
    adam = SHARP.contenders[-1].configured
    found = [repetition(simulate(SHARP.landscape, adam, start, LONG).last(CLOSE_UP - 1)).x for start in STARTS]
    known = [period for period in found if period]
    return {"different": len(set(known)), "longest": max(known), "none": len(found) - len(known)}


def quartic(scenario: Scenario) -> dict[str, float]:
    """By how much ln |x| and ln |y| fall a step over the last LATE steps, times 4 over |ln β₂|: 1 by the law."""
    path = run(scenario)[0].position
    by = np.log(np.abs(path[-LATE - 1])) - np.log(np.abs(path[-1]))
    beta2 = scenario.contenders[0].configured.hyper.beta2
    x, y = 4 * by / LATE / -np.log(beta2)
    return {"x": float(x), "y": float(y)}
