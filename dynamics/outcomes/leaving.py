"""Runs that are at rest where they cannot stay: thrown out again once the rates have risen, or held by rounding."""

from dataclasses import replace
from itertools import accumulate
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from dynamics.averaging import averaging_filter
from dynamics.outcomes.kinks import kink_at
from dynamics.outcomes.look import MOST_LOOK, Look, extent
from dynamics.outcomes.outcome import NEAR, Kind, Outcome
from dynamics.outcomes.run import Run
from dynamics.outcomes.stability import EDGE, Quiet, fading, growth, linear, memory, quiet, radius, steady
from dynamics.stepping import within
from dynamics.words import number

Array = npt.NDArray[np.float64]

FIRST, WAITS = 4096, 200_000  # updates after the last: looked at first, and at most
STILL = 64  # updates without motion
# when the rates to come are asked for, beyond the look: closely while averages fade, which they have done after so many
# of their memories, and then now and again
FADES, LATER, FINELY = 60, 1e6, 600
SURE = 2.5  # a burst that begins in rounding reaches up to so many times less far than foreseen
SEED = 1e-8  # so near, the burst itself begins to be stepped
HELD = "held there by rounding: in exact arithmetic it would leave"


class Back(NamedTuple):
    """A burst: the step at which it is first farther than NEAR, or farthest where it stays nearer; and how far."""

    step: int
    reach: float


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
    since = run.origin.step + run.steps
    while seen < WAITS:
        if _held(ahead):
            if seen:
                return replace(rest, kind=Kind.FROZEN, sentence=f"rests at {where}, from step {since:,} on {HELD}")
            underflow = 0 < np.abs(run.last(0)[-1] - point).max() < 1e-300
            what = f"stops at {where} only by underflow" if underflow else f"stops at {where}"
            return replace(rest, kind=Kind.FROZEN, sentence=f"{what}, {HELD}")
        ahead = ahead.further(more)
        away = ahead.position[1:] - point
        moved = np.flatnonzero(np.diff(ahead.position, axis=0).any(axis=1))
        since = ahead.origin.step + int(moved[-1]) + 1 if len(moved) else since
        gone = np.flatnonzero(~within(away[:, 0], away[:, 1], NEAR * NEAR))
        if len(gone) or ahead.updates < ahead.steps:
            step = ahead.origin.step + (int(gone[0]) if len(gone) else ahead.updates) + 1
            burst = np.concatenate([away, ahead.further(FIRST).position - point])  # it may have only begun
            reach = f", out to {number(float(np.hypot(*burst.T).max()))}" if len(gone) else ""
            return _passes(where, step, f"expected back near step {step:,}{reach}")
        reached = max(reached, float(np.hypot(*away.T).max()))
        seen += more
        more = min(2 * more, WAITS - seen)
    here, due = ahead.origin.step + ahead.steps, _expected(run, point)
    come = due is not None and due.step <= here and due.reach < SURE * SURE * reached
    back = None if come else _expected(ahead, point)
    if back is not None and back.reach > SURE * NEAR:
        # until then a double may come to lie on the point itself, and many a run never leaves it again
        return _passes(where, back.step, f"unless rounding holds it there, back near step {back.step:,}")
    if not come and back is None:
        return _hovers(f"is within {number(reached)} of {where} until step {here:,} at least, but cannot rest there")
    near = number(max(reached, back.reach if back else 0.0), 2)
    return _hovers(f"hovers within about {near} of {where}, where it cannot rest")


def _hovers(sentence: str) -> Outcome:
    return Outcome(Kind.HOVERING, None, None, sentence)


def _passes(where: str, step: int, when: str) -> Outcome:
    return Outcome(Kind.BURSTING, step, None, f"passes {where}; cannot rest there: {when}")


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


def _expected(run: Run, point: Array) -> Back | None:
    """Its next burst, from how the averages of squares fade: the distance follows the largest multiplier of the map as
    it is at each moment, from SEED on the run itself. None where that grew all along, and yet stays so near: what is
    not linear holds it."""
    if getattr(run.optimizer.numbers, "weight_decay", 0.0) and point.any():  # decay holds it beside the point
        return None
    at, hessian, long = fading(run), run.surface.hessian(*point), memory(run.optimizer)
    digit = float(np.spacing(np.abs(point)).max())

    def followed(ages: Array, begin: float) -> tuple[Array, Array]:
        """The multipliers, and ln of the distances: none falls below what a step still changes."""
        with np.errstate(all="ignore"):
            rates = [at(age).rates for age in ages]
            factors = np.array([radius(run.optimizer, each, hessian) for each in rates])
            growths = np.log(factors[:-1]) * np.diff(ages)
            pulls = np.max(rates, axis=1)[1:] * np.abs(hessian).max()
            least = np.log(digit * np.maximum(1, 1 / (2 * pulls)))
        both = zip(growths, least, strict=True)
        return factors, np.array(list(accumulate(both, lambda far, by: max(far + by[0], by[1]), initial=begin)))

    ages = long * np.concatenate([np.linspace(0, FADES, FINELY), np.geomspace(FADES, LATER, FINELY)[1:]])
    with np.errstate(all="ignore"):
        begin = max(np.log(float(np.hypot(*(run.last(0)[-1] - point)))), np.log(digit))
    factors, paths = followed(ages, begin)
    risen = np.flatnonzero((paths > np.log(SEED)) & (factors > 1))
    if factors[0] > 1 or not len(risen):
        return None
    before, after = ages[risen[0] - 1 : risen[0] + 1]
    closely = np.linspace(before, after, FINELY // 10)
    factors, paths = followed(closely, paths[risen[0] - 1])
    first = int(np.argmax((paths > np.log(SEED)) & (factors > 1))) or len(closely) - 1
    over = max(0.0, min(1.0, (paths[first] - np.log(SEED)) / (paths[first] - paths[first - 1])))  # of the last interval
    age = closely[first] - over * (closely[1] - closely[0])
    away = paths[first] - over * (paths[first] - paths[first - 1])
    return _stepped(run, point, at(age), int(age), float(np.exp(away)))


def _stepped(run: Run, point: Array, faded: Quiet, age: int, away: float) -> Back:
    """The burst that begins so many steps after the run's last, at such a distance, along what grows most."""
    values, vectors = np.linalg.eig(linear(run.optimizer, faded.rates, run.surface.hessian(*point)))
    most = vectors[:, np.abs(values).argmax()].real
    most *= away / np.hypot(*most[:2])
    variables, averages = faded.last.T.copy(), list(averaging_filter(run.optimizer).memory)
    variables[:, averages] = most[2:].reshape(2, -1)
    state = run.state()
    begun = replace(state, position=point + most[:2], variables=variables, powers=np.zeros(2), step=state.step + age)
    burst = run.further(FIRST + int(min(2 * memory(run.optimizer), MOST_LOOK)), begun)
    distance = np.hypot(*(burst.position - point).T)
    out = distance > NEAR
    return Back(begun.step + int(out.argmax() if out.any() else distance.argmax()), float(distance.max()))
