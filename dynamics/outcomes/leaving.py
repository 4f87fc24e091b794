"""Runs that are at rest where they cannot stay: thrown out again once the rates have risen, or held by rounding."""

from dataclasses import replace
from itertools import accumulate

import numpy as np
import numpy.typing as npt

from dynamics.averaging import averaging_filter
from dynamics.outcomes.kinks import kink_at
from dynamics.outcomes.look import Look, extent
from dynamics.outcomes.outcome import NEAR, Kind, Outcome
from dynamics.outcomes.run import Run
from dynamics.outcomes.stability import EDGE, fading, growth, memory, quiet, radius, steady
from dynamics.stepping import within
from dynamics.words import number

Array = npt.NDArray[np.float64]

FIRST, WAITS = 4096, 200_000  # updates after the last: looked at first, and at most
STILL = 64  # updates without motion
# when the rates to come are asked for, beyond the look: closely while averages fade, which they have done after so many
# of their memories, and then now and again
FADES, LATER, FINELY = 60, 1e6, 600
LEAST = np.log(5e-324)  # of a distance
HELD = "held there by rounding: in exact arithmetic it would leave"


def lasting(run: Run, point: Array, rest: Outcome, where: str, look: Look) -> Outcome | None:
    """What rest near a point comes to: `rest` itself where the map brings small disturbances back; else until when.
    None where it is no rest, or only passes. where: "the minimum at (3, 2)"."""
    if not steady(run) or extent(run.position) == 0:
        return rest
    factor = growth(run, point)
    if np.isnan(factor) or kink_at(run.surface, *map(float, point)):  # multipliers are blind to kinks
        return rest if look.stays(point, NEAR) else None
    if factor <= 1 + EDGE:
        return rest if look.swings_within(point, NEAR) else None
    return _until(run, point, rest, where)


def _until(run: Run, point: Array, rest: Outcome, where: str) -> Outcome:
    """Rest that cannot last: steps on until it is over, or until rounding stops it."""
    ahead, seen, more, reached = run, 0, FIRST, 0.0
    while seen < WAITS:
        if _held(ahead):
            if seen:
                by = ahead.origin.step + ahead.steps
                return replace(rest, kind=Kind.FROZEN, sentence=f"rests at {where}, by step {by:,} {HELD}")
            underflow = 0 < np.abs(run.last(0)[-1] - point).max() < 1e-300
            what = f"stops at {where} only by underflow" if underflow else f"stops at {where}"
            return replace(rest, kind=Kind.FROZEN, sentence=f"{what}, {HELD}")
        ahead = ahead.further(more)
        away = ahead.position[1:] - point
        gone = np.flatnonzero(~within(away[:, 0], away[:, 1], NEAR * NEAR))
        if len(gone) or ahead.updates < ahead.steps:
            step = ahead.origin.step + (int(gone[0]) if len(gone) else ahead.updates) + 1
            reach = f", out to {number(float(np.hypot(*away.T).max()))}" if len(gone) else ""
            return _passes(where, step, f"expected back near step {step:,}{reach}")
        reached = max(reached, float(np.hypot(*away.T).max()))
        seen += more
        more = min(2 * more, WAITS - seen)
    due, when = _expected(run, point), _expected(ahead, point)
    burst = due is not None and due <= ahead.origin.step + ahead.steps  # and went no farther than this
    if when and not burst and 2 * _thrown(run) > NEAR:  # it is right within that factor
        # until then a double may come to lie on the point itself, and many a run never leaves it again
        return _passes(where, when, f"in exact arithmetic it is back near step {when:,}")
    near = number(max(reached, 0.0 if burst or not when else _thrown(run)))
    return Outcome(Kind.HOVERING, None, None, f"hovers within {near} of {where}, where it cannot rest")


def _passes(where: str, step: int, when: str) -> Outcome:
    return Outcome(Kind.BURSTING, step, None, f"passes {where}; cannot rest there: {when}")


def _thrown(run: Run) -> float:
    """About how far: until one square of the gradient, weighed by 1 - beta2, makes the average of squares what the
    threshold asks for. Infinite for rules without such an average."""
    a, b, c, d, kept = averaging_filter(run.optimizer)
    threshold = 2 / (d - float(c @ np.linalg.solve(a + np.eye(len(kept)), b)))
    hyper = run.optimizer.numbers
    return float(hyper.lr / (threshold * np.sqrt(1 - hyper.beta2))) if hasattr(hyper, "beta2") else np.inf


def _held(run: Run) -> bool:
    """Whether it does not move, and would not at the highest rates to come either: an average of squares that fades
    still may set it free, and that is no motion yet."""
    if run.updates < STILL or np.ptp(run.last(STILL), axis=0).any():
        return False
    state, at_last = run.state(), quiet(run).last.T.copy()
    averages = list(averaging_filter(run.optimizer).memory)
    at_last[:, averages] = state.variables[:, averages]
    on = run.further(STILL, replace(state, variables=at_last, powers=np.zeros(2)))
    return on.updates == STILL and not np.ptp(on.position, axis=0).any()


def _expected(run: Run, point: Array) -> int | None:
    """The step at which it is away again, from how the averages of squares fade: the distance follows the largest
    multiplier of the map as it is at each moment. None where that grew all along, and yet stays so near: what is not
    linear holds it."""
    ages = memory(run.optimizer) * np.concatenate(
        [np.linspace(0, FADES, FINELY), np.geomspace(FADES, LATER, FINELY)[1:]]
    )
    hessian = run.surface.hessian(*point)
    with np.errstate(all="ignore"):
        factors = [radius(run.optimizer, rates, hessian) for rates in fading(run)(ages)]
    if factors[0] > 1:
        return None
    with np.errstate(all="ignore"):
        away = float(np.hypot(*(run.last(0)[-1] - point)))
        begin = max(np.log(away), LEAST)
        growths = np.log(factors[:-1]) * np.diff(ages)
    paths = np.array(list(accumulate(growths, lambda far, by: max(far + by, LEAST), initial=begin)))
    over = np.flatnonzero((paths > np.log(NEAR)) & (np.array(factors) > 1))
    return run.origin.step + run.steps + int(ages[over[0]]) if len(over) else None
