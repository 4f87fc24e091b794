"""What a run ends in, in words: the verdict of `judging`, which maps share, and what a single run allows to say beyond
it."""

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from dynamics.bursts import LOUD, bursts
from dynamics.judging import ALIKE, TAIL, Regime, judge
from dynamics.lyapunov import largest_exponent
from dynamics.outcome import NEAR, RESTING, Kind, Outcome
from dynamics.words import number, place

if TYPE_CHECKING:
    from dynamics.optimizer import Optimizer
    from dynamics.trajectory import Trajectory
    from landscapes.landscape import Landscape, Point

Array = npt.NDArray[np.float64]

HALF = 1 << 20  # at most so many of the last positions are looked at
CLOSE_UP = 1_536  # of the last positions: three times the longest period that is looked for
ONWARD = 10_000  # updates after the last for which a settled run must stay: averages forget, and rates grow
PARTING = 5e-3  # an exponent above this is chaos; a curve that closes shows ln(n) / n, 0.004 at first
SETTLING = 2e-4  # below minus this it is still coming to something
LONG_LOOK = 40_000  # updates after the last
EVEN = 1e-9  # of its spread: a cycle that comes back so nearly is exact


def ending(run: "Trajectory") -> Outcome:
    """Judged by the last half of the run, one update at a time, however thinly it was recorded."""
    outcome, length = _ending(run), run.origin.length
    if run.schedule.kind == "constant" or run.origin.step + run.updates <= length:
        return outcome
    held = f"; its schedule ended at step {length:,} and the rate has held since"
    return replace(outcome, sentence=outcome.sentence + held)


def _ending(run: "Trajectory") -> Outcome:
    surface, optimizer = run.surface, run.optimizer
    if run.updates < run.steps:
        undefined = getattr(optimizer.hyper, "epsilon", 1) == 0 and (surface.gradient(*run.position[-1]) == 0).any()
        step = run.origin.step + run.updates + 1
        what = f"meets 0/0 at step {step:,}: ε is 0, and so is a slope" if undefined else f"diverges at step {step:,}"
        return Outcome(Kind.DIVERGED, step, None, what)
    path = run.last(min(run.steps // 2, HALF))
    code = _code(surface, path, run.last(TAIL - 1))
    if code == Regime.LEFT:
        left = exit_step(surface, run.position, run.step)
        return Outcome(
            Kind.LEFT, left, None, f"leaves the map at step {left:,}" if left else "is off the map from the start"
        )
    if run.steps < 4:
        return Outcome(Kind.MOVING, None, None, "is still under way")
    tail = path[-CLOSE_UP:]
    if not run.noise and (cycle := _cycle(run, path, code)):
        return cycle
    if code == Regime.WANDERING and not run.noise and (found := _wandering(run, path, tail)):
        return found
    return _resting(run, tail, code) or _under_way(surface, tail)


def exit_step(surface: "Landscape", position: Array, step: npt.NDArray[np.int64]) -> int:
    """The step from which a run that ends outside the map stays outside; 0 if it was never inside."""
    return _since(surface.outside(position[:, 0], position[:, 1]), step)


def _code(surface: "Landscape", path: Array, tail: Array) -> int:
    """The verdict of the maps: from the last positions, and from the frames of the last two quarters."""
    quarters = np.array_split(path[1:], 2) if len(path) > 4 else [path, path]
    frame = np.concatenate([[q[:, 0].min(), q[:, 0].max(), q[:, 1].min(), q[:, 1].max()] for q in quarters])
    return int(judge(surface, path[-1:], tail[:, :, None], frame[:, None])[0])


def _cycle(run: "Trajectory", path: Array, code: int) -> Outcome | None:
    """A period up to 512, of the position or of one coordinate by itself; looked for in short tails first, which have
    less of the way."""
    if code == Regime.RESTING:
        return None
    moving = np.ptp(path[-64:], axis=0) > RESTING * run.surface.half_height
    for part in (path[-64:], path[-384:], path[-CLOSE_UP:]):
        if found := _period(part, moving, code):
            period, axes = found
            alone = f" in {'xy'[axes[0]]} alone" if len(axes) == 1 and moving.all() else ""
            own = part[:, axes]
            radius = float(np.ptp(own[-period - 1 :], axis=0).max()) / 2
            amplitude = f"{number(radius)}{_in_rates(radius, run.optimizer)}"
            span = max(64, period + 2)
            late, early = (_misses(rows[:, axes], period) for rows in (path[-span:], path[:span]))
            if late <= EVEN or late < 0.5 * early:
                return Outcome(
                    Kind.CYCLE, None, period, f"falls into {_a(period)}-cycle{alone} of amplitude {amplitude}"
                )
            return Outcome(
                Kind.NEAR_CYCLE,
                None,
                period,
                f"comes back nearly every {period} steps{alone}, with amplitude {amplitude}",
            )
    return None


def _period(tail: Array, moving: npt.NDArray[np.bool_], code: int) -> tuple[int, list[int]] | None:
    """The period, and which coordinates have it."""
    from dynamics.orbits.detect import repetition  # here: orbits are found from trajectories

    found = repetition(tail, min(ALIKE, 1 / (3 * len(tail))))  # nearer than a straight drift comes to itself
    period = code if code >= 2 else found.period or 0
    if period >= 2:
        both = [i for i in (0, 1) if moving[i] and _misses(tail[:, i : i + 1], period) <= ALIKE]
        return (period, both) if both else None
    alone = [(own, [i]) for i, own in ((0, found.x), (1, found.y)) if own and own >= 2 and moving[i]]
    return alone[0] if alone else None


def _misses(tail: Array, period: int) -> float:
    """By how much a tail (K, D) fails to come back after a period, in its own spread."""
    spread = float(np.ptp(tail, axis=0).max())
    return float(np.abs(tail[period:] - tail[:-period]).max()) / spread if len(tail) > period and spread else np.inf


def _wandering(run: "Trajectory", path: Array, tail: Array) -> Outcome | None:
    """It keeps its size and repeats nothing: bursts, chaos, or a curve that closes. None while it is still settling."""
    from dynamics.orbits.kinks import crosses_kink

    if seen := bursts(path):
        calm = f"{float(f'{seen.calm:.2g}'):,.0f}"
        said = f"calm for about {calm} steps, then thrown out to {number(seen.reach)}"
        if run.schedule.kind == "constant":
            late = run.onward(LONG_LOOK)[LONG_LOOK // 2 :]
            extent, before = (float(np.ptp(part, axis=0).max()) if len(part) else np.inf for part in (late, path))
            if extent < LOUD * before:
                onward = f"within {LONG_LOOK:,} more it moves over no more than {number(extent)}"
                return Outcome(Kind.MOVING, None, None, f"bursts for a while: {said}; {onward}")
        return Outcome(Kind.BURSTING, None, None, f"bursts: {said}")
    if run.schedule.kind != "constant":
        return None
    where = _within(run.surface, tail)
    if crosses_kink(run.surface, tail[-128:]):
        said = (
            f"wanders{where}, repeating nothing; across a kink, where the slope jumps, no exponent tells order from"
            " chaos"
        )
        return Outcome(Kind.WANDERING, None, None, said)
    found = largest_exponent(run)
    if found and abs(found.value) <= PARTING:  # so near 0 that only a longer look tells a curve from a slow settling
        found = largest_exponent(run, LONG_LOOK) or found
    if found is None:
        return Outcome(Kind.WANDERING, None, None, f"wanders{where}, repeating nothing within 512 steps")
    if found.value > max(PARTING, 3 * found.error):
        every = number(1 / found.value, 2)
        said = f"wanders chaotically{where}: nearby runs part e-fold every {every} steps"
        return Outcome(Kind.CHAOTIC, None, None, said, found.value)
    if found.value > -max(SETTLING, 3 * found.error):
        return Outcome(Kind.CIRCLING, None, None, f"moves on a closed curve{where}, never repeating", found.value)
    return None


def _resting(run: "Trajectory", tail: Array, code: int) -> Outcome | None:
    """At a minimum, or wherever else nothing moves it."""
    surface, (x, y) = run.surface, tail[-1]
    minima, strides = surface.minima, np.hypot(*np.diff(tail[-64:], axis=0).T)
    nearest = _nearest(surface, tail[-1])
    where = f" at {place(nearest)}" if len(minima) > 1 and nearest is not None else ""
    away = float(surface.distance(x, y))
    at_rest = bool(strides[-1] <= RESTING * surface.half_height)
    if nearest is not None and away <= NEAR and (code == Regime.RESTING or at_rest):
        arrived = _since(surface.distance(*run.position.T) <= NEAR, run.step)
        if 0 < np.abs(tail[-1] - nearest).max() < 1e-300 and not strides.any():
            return Outcome(
                Kind.FROZEN, arrived, None, f"stops at the minimum{where} only by underflow, at {number(away)}"
            )
        if run.optimizer.normalised and not run.noise and run.schedule.kind == "constant":
            after = surface.distance(*run.onward(ONWARD).T)
            if (after > NEAR).any():
                thrown, reach = (
                    run.origin.step + run.steps + int((after > NEAR).argmax()) + 1,
                    number(float(after.max())),
                )
                said = f"rests at the minimum{where} only until step {thrown:,}, then is thrown out to {reach}"
                return Outcome(Kind.BURSTING, thrown, None, said)
        return Outcome(Kind.SETTLED, arrived, None, f"settles at the minimum{where}")
    if at_rest and np.hypot(*surface.gradient(x, y)) <= 1e-6:
        return _stopped(surface, float(x), float(y))
    return None


def _stopped(surface: "Landscape", x: float, y: float) -> Outcome:
    """Where the slope has gone: on a saddle, on a line of minima, or on a flat."""
    low, high = np.linalg.eigvalsh(surface.hessian(x, y))
    if len(surface.saddles) and np.hypot(*(surface.saddles - (x, y)).T).min() <= NEAR:
        said = "stays on the saddle"
    elif high > 0 and low >= -1e-6 * high:
        line = surface.valley(x, y) if surface.valley else f"on a line of minima, at {place((x, y))}"
        said = f"settles {line}" if low <= 1e-6 * high else f"settles at a minimum at {place((x, y))}"
    else:
        said = f"stops where the slope has gone, at {place((x, y))}"
    return Outcome(Kind.STOPPED, None, None, said)


def _under_way(surface: "Landscape", tail: Array) -> Outcome:
    nearest, size = _nearest(surface, tail[-1]), surface.half_height
    if nearest is None:
        return Outcome(Kind.MOVING, None, None, "is still on the map" if len(surface.saddles) else "is still under way")
    where = f" at {place(nearest)}" if len(surface.minima) > 1 else ""
    distance = surface.distance(*tail[-64:].T)
    if distance.max() < 0.06 * size and np.count_nonzero(np.diff(distance) > 0) >= 8:
        return Outcome(Kind.HOVERING, None, None, f"hovers within {number(distance.max())} of the minimum{where}")
    if np.hypot(*(tail[-1] - tail[-2])) < 1e-3 * size:
        return Outcome(Kind.CREEPING, None, None, f"is still creeping, {number(distance[-1])} from the minimum{where}")
    return Outcome(Kind.MOVING, None, None, f"is still under way, {number(distance[-1])} from the minimum{where}")


def _nearest(surface: "Landscape", at: Array) -> "Point | None":
    minima = surface.minima
    if not len(minima):
        return None
    x, y = minima[np.hypot(*(minima - at).T).argmin()]
    return float(x), float(y)


def _within(surface: "Landscape", tail: Array) -> str:
    """How near to a minimum it stays, if it does."""
    reach = float(surface.distance(*tail.T).max())
    return f" within {number(reach)} of the minimum" if len(surface.minima) and reach < surface.half_height / 2 else ""


def _since(holds: npt.NDArray[np.bool_], step: npt.NDArray[np.int64]) -> int:
    """The first step from which the condition holds to the end."""
    return int(step[len(holds) - np.argmin(holds[::-1])]) if not holds.all() else int(step[0])


def _a(count: int) -> str:
    return f"{'an' if str(count)[0] == '8' or count in (11, 18) else 'a'} {count}"


def _in_rates(radius: float, optimizer: "Optimizer") -> str:
    return f" ({number(radius / optimizer.hyper.lr)} η)" if optimizer.normalised else ""
