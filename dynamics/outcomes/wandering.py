"""Runs that keep their size and repeat nothing: bursts, chaos, a curve that closes, or still settling."""

import numpy as np
import numpy.typing as npt

from dynamics.outcomes.bursts import LOUD, bursts
from dynamics.outcomes.kinks import crosses_kink
from dynamics.outcomes.lyapunov import largest_exponent
from dynamics.outcomes.outcome import Kind, Outcome
from dynamics.outcomes.run import Run
from dynamics.words import number
from landscapes.landscape import Landscape

Array = npt.NDArray[np.float64]

PARTING = 5e-3  # an exponent above this is chaos; a curve that closes shows ln(n) / n, 0.004 at first
SETTLING = 2e-4  # below minus this it is still coming to something
STEADY = 1e-4  # of an exponent: an error below this share is that of rounding
LONG_LOOK = 40_000  # updates after the last


def wandering(run: Run, path: Array, tail: Array) -> Outcome | None:
    """It keeps its size and repeats nothing: bursts, chaos, or a curve that closes. None while it is still settling."""
    if seen := bursts(path):
        calm = f"{float(f'{seen.calm:.2g}'):,.0f}"
        what = f"calm for about {calm} steps, then thrown out to {number(seen.reach)}"
        if run.schedule.kind == "constant":
            late = run.onward(LONG_LOOK)[LONG_LOOK // 2 :]
            extent, before = (float(np.ptp(part, axis=0).max()) if len(part) else np.inf for part in (late, path))
            if extent < LOUD * before:
                onward = f"within {LONG_LOOK:,} more it moves over no more than {number(extent)}"
                return Outcome(Kind.MOVING, None, None, f"bursts for a while: {what}; {onward}")
        return Outcome(Kind.BURSTING, None, None, f"bursts: {what}")
    if run.schedule.kind != "constant":
        return None
    where = _near(run.surface, tail)
    if crosses_kink(run.surface, tail[-128:]):
        sentence = (
            f"wanders{where}, repeating nothing; across a kink, where the slope jumps, no exponent tells order from"
            " chaos"
        )
        return Outcome(Kind.WANDERING, None, None, sentence)
    found = largest_exponent(run)
    # So near 0 that only a longer look tells a curve from a slow settling. Not where it settles as evenly as a linear
    # map: but a rule that normalises does so until its average of squares is gone, and then bursts.
    evenly = found and not run.optimizer.normalised and found.value < min(-SETTLING, -found.error / STEADY)
    if found and abs(found.value) <= PARTING and not evenly:
        found = largest_exponent(run, LONG_LOOK) or found
    if found is None:
        return Outcome(Kind.WANDERING, None, None, f"wanders{where}, repeating nothing within 512 steps")
    if found.value > max(PARTING, 3 * found.error):
        every = number(1 / found.value, 2)
        sentence = f"wanders chaotically{where}: nearby runs part e-fold every {every} steps"
        return Outcome(Kind.CHAOTIC, None, None, sentence, found.value)
    if found.value > -max(SETTLING, 3 * found.error):
        return Outcome(Kind.CIRCLING, None, None, f"moves on a closed curve{where}, never repeating", found.value)
    return None


def _near(surface: Landscape, tail: Array) -> str:
    """How near to a minimum it stays, if it does."""
    reach = float(surface.distance(*tail.T).max())
    return f" within {number(reach)} of the minimum" if len(surface.minima) and reach < surface.half_height / 2 else ""
