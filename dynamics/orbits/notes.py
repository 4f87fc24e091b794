"""What to know about an orbit besides its numbers, and why there is none."""

import numpy as np
import numpy.typing as npt

from dynamics.orbits import stability
from dynamics.orbits.system import System
from dynamics.outcomes.kinks import crosses_kink, rests_on_kink
from dynamics.outcomes.repetition import Repetition
from dynamics.words import number, place
from engines.parsing import parse

Array = npt.NDArray[np.float64]


def note(
    system: System,
    states: Array,
    values: npt.NDArray[np.complex128],
    which: list[int],
    asked: int | None,
    found: Repetition,
) -> str:
    """Sentences about an orbit of the coordinates `which`: states (p, 2, 1 + S), its multipliers, the period asked
    for."""
    notes, period = [], len(states)
    if asked and period < asked:
        what = "a fixed point" if period == 1 else f"an orbit of period {period}"
        notes.append(f"Asked for period {asked}; what closes here is {what}.")
    if len(which) == 1:
        this, other = which[0], 1 - which[0]
        own = (found.x, found.y)[other]
        still = "stands on a kink" if rests_on_kink(system.surface, states[0, :, 0], other) else "rests"
        does = f"repeats after {own} steps" if own and own > 1 else still if own else "does not repeat"
        notes.append(f"Of {'xy'[this]} alone: {'xy'[other]} {does}.")
    if period > 1 and crosses_kink(system.surface, states[:, :, 0]):
        notes.append("The orbit crosses a kink of the surface; its multipliers are those of the smooth pieces.")
    if "sign" in parse(system.optimizer.rule).calls:
        notes.append("The rule takes a sign; the multipliers are those between its jumps.")
    count = stability.marginal(values)
    if count:
        verb = "multiplier has" if count == 1 else "multipliers have"
        notes.append(
            f"{count} {verb} modulus 1 (within 1e-10): to first order such disturbances stay, and they are not held"
            " against stability."
        )
    return " ".join(notes)


def apart(point: Array, away: float) -> str:
    """That an orbit is not at the point that was asked for."""
    return f"It passes {place(list(point))} at a distance of {number(away)}."


def failure(system: System, period: int, point: Array, best: float) -> str:
    """best: the smallest relative residual that was reached; infinite if no start gave finite numbers."""
    text = f"No orbit of period {period} closes near {place(list(point))}"
    text += f"; the closest leaves a relative residual of {number(best)}." if np.isfinite(best) else "."
    if getattr(system.optimizer.hyper, "epsilon", 1.0) == 0:
        text += (
            " With ε = 0 the rule divides 0 by 0 wherever a coordinate rests, so orbits on which one does are"
            " undefined."
        )
    if any(rests_on_kink(system.surface, point, k) for k in (0, 1)):
        text += " The surface has a kink there, on which nothing can be linearised."
    return text
