"""Runs that keep their size and repeat nothing: bursts, chaos, a curve that closes, or still settling."""

import numpy as np
import numpy.typing as npt

from dynamics.outcomes.bursts import LOUD, bursts
from dynamics.outcomes.judging import TAIL
from dynamics.outcomes.kinks import crosses_kink
from dynamics.outcomes.look import GROWS, SHORT, Look, extent
from dynamics.outcomes.lyapunov import largest_exponent
from dynamics.outcomes.outcome import Kind, Outcome
from dynamics.outcomes.repetition import MOST
from dynamics.outcomes.run import Run
from dynamics.outcomes.stability import steady
from dynamics.words import number
from landscapes.landscape import Landscape

Array = npt.NDArray[np.float64]

PARTING = 5e-3  # an exponent above this is chaos; a curve that closes shows ln(n) / n, 0.004 at first
FARTHER = 40_000  # updates over which an exponent near 0 is measured


def wandering(run: Run, path: Array, tail: Array, look: Look) -> Outcome | None:
    """It keeps its size and repeats nothing: bursts, chaos, or a curve that closes. None where a longer look does not
    bear that out."""
    if seen := bursts(path):
        calm = f"{float(f'{seen.calm:.2g}'):,.0f}"
        what = f"calm for about {calm} steps, then thrown out to {number(seen.reach)}"
        if steady(run):
            late = look.ahead.position[-(look.steps // 2) :]
            reached = extent(late) if look.ahead.updates == look.ahead.steps else np.inf
            if reached < LOUD * extent(path):
                onward = f"within {look.steps:,} more it moves over no more than {number(reached)}"
                return Outcome(Kind.MOVING, None, None, f"bursts for a while: {what}; {onward}")
        return Outcome(Kind.BURSTING, None, None, f"bursts: {what}")
    if not steady(run) or len(path) < SHORT or not look.keeps(path):
        return None
    where, ahead = _near(run.surface, tail), look.ahead
    if crosses_kink(run.surface, tail[-TAIL:]):
        sentence = (
            f"wanders{where}, repeating nothing; across a kink, where the slope jumps, no exponent tells order from"
            " chaos"
        )
        return Outcome(Kind.WANDERING, None, None, sentence)
    found = largest_exponent(ahead)
    if found and abs(found.value) <= PARTING:  # so near 0 that only a longer way tells
        found = largest_exponent(ahead, FARTHER) or found
    if found and found.value > max(PARTING, 3 * found.error):
        every = number(1 / found.value, 2)
        sentence = f"wanders chaotically{where}: nearby runs part e-fold every {every} steps"
        return Outcome(Kind.CHAOTIC, None, None, sentence, found.value)
    if found and found.value > -3 * found.error:  # below that, runs beside it come to it: too long a cycle to be seen
        if not look.keeps(path, GROWS):
            return None
        return Outcome(Kind.CIRCLING, None, None, f"moves on a closed curve{where}, never repeating", found.value)
    return Outcome(Kind.WANDERING, None, None, f"wanders{where}, repeating nothing within {MOST} steps")


def _near(surface: Landscape, tail: Array) -> str:
    """How near to a minimum it stays, if it does."""
    reach = float(surface.distance(*tail.T).max())
    return f" within {number(reach)} of the minimum" if len(surface.minima) and reach < surface.half_height / 2 else ""
