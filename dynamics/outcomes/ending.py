"""What a run ends in, in words: the verdict of `judging`, which maps share, and what a single run allows to say beyond
it."""

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from dynamics.optimizer import Optimizer
from dynamics.outcomes.judging import ALIKE, TAIL, Regime, judge
from dynamics.outcomes.look import EVEN, Look, misses
from dynamics.outcomes.outcome import RESTING, Kind, Outcome
from dynamics.outcomes.repetition import MOST, repetition
from dynamics.outcomes.resting import nearest_minimum, resting, since, under_way
from dynamics.outcomes.run import Run
from dynamics.outcomes.spirals import spiral
from dynamics.outcomes.stability import steady
from dynamics.outcomes.wandering import wandering
from dynamics.words import number
from landscapes.landscape import Landscape

Array = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

HALF = 1 << 20  # at most so many of the last positions are looked at
CLOSE_UP = 1_536  # of the last positions: three times the longest period that is looked for


def ending(run: Run) -> Outcome:
    """Judged by the last half of the run, one update at a time, however thinly it was recorded."""
    outcome, length = _ending(run), run.origin.length
    if run.schedule.kind == "constant" or run.origin.step + run.updates <= length:
        return outcome
    held = f"; its schedule ended at step {length:,} and the rate has held since"
    return replace(outcome, sentence=outcome.sentence + held)


def _ending(run: Run) -> Outcome:
    surface, optimizer = run.surface, run.optimizer
    if run.updates < run.steps:
        undefined = getattr(optimizer.hyper, "epsilon", 1) == 0 and (surface.gradient(*run.position[-1]) == 0).any()
        step = run.origin.step + run.updates + 1
        what = f"meets 0/0 at step {step:,}: ε is 0, and so is a slope" if undefined else f"diverges at step {step:,}"
        return Outcome(Kind.DIVERGED, step, None, what)
    path = run.last(min(run.steps // 2, HALF))
    code = _code(surface, path, path[-TAIL:] if len(path) >= TAIL else run.last(TAIL - 1))
    if code == Regime.LEFT:
        left = exit_step(surface, run.position, run.step)
        at = f"leaves the map at step {left:,}" if left > run.step[0] else "is off the map from the start"
        return Outcome(Kind.LEFT, left, None, at)
    if run.steps < 4:
        return Outcome(Kind.MOVING, None, None, "is still under way")
    tail, look = path[-CLOSE_UP:], Look(run)
    repeats = code == Regime.WANDERING or code >= 2
    if repeats and (found := spiral(run, path, nearest_minimum(surface, path[-1]))):
        return found
    if not run.noise and (cycle := _cycle(run, path, code, look)):
        return cycle
    if code == Regime.WANDERING and not run.noise and (found := wandering(run, path, tail, look)):
        return found
    return resting(run, tail, code, look) or under_way(run, tail, repeats and not run.noise)


def exit_step(surface: Landscape, position: Array, step: npt.NDArray[np.int64]) -> int:
    """The step from which a run that ends outside the map stays outside; its first if it was never inside."""
    return since(surface.outside(position[:, 0], position[:, 1]), step)


def _code(surface: Landscape, path: Array, tail: Array) -> int:
    """The verdict of the maps: from the last positions, and from the frames of the last two quarters."""
    quarters = np.array_split(path[1:], 2) if len(path) > 4 else [path, path]
    frame = np.concatenate([[q[:, 0].min(), q[:, 0].max(), q[:, 1].min(), q[:, 1].max()] for q in quarters])
    return int(judge(surface, path[-1:], tail[:, :, None], frame[:, None])[0])


def _cycle(run: Run, path: Array, code: int, look: Look) -> Outcome | None:
    """A period up to 512, of the position or of one coordinate by itself; looked for in short tails first, which have
    less of the way. A longer look must find the same again."""
    if code == Regime.RESTING:
        return None
    tail = path[-CLOSE_UP:]
    moving = np.ptp(path[-64:], axis=0) > RESTING * run.surface.half_height
    for part in (path[-64:], path[-384:], tail):
        if found := _period(part, moving, code):
            period, axes = found
            if steady(run) and not _goes_on(look, tail, part, moving, found):
                return None
            alone = f" in {'xy'[axes[0]]} alone" if len(axes) == 1 and moving.all() else ""
            own = part[:, axes]
            radius = float(np.ptp(own[-period - 1 :], axis=0).max()) / 2
            amplitude = f"{number(radius)}{_in_rates(radius, run.optimizer)}"
            span = max(64, period + 2)
            late, early = (misses(rows[:, axes], period) for rows in (path[-span:], path[:span]))
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


def _period(tail: Array, moving: Flags, code: int) -> tuple[int, list[int]] | None:
    """The period, and which coordinates have it."""
    found = repetition(tail, min(ALIKE, 1 / (3 * len(tail))))  # nearer than a straight drift comes to itself
    period = code if code >= 2 else found.period or 0
    if period >= 2:
        both = [i for i in (0, 1) if moving[i] and misses(tail[:, i : i + 1], period) <= ALIKE]
        return (period, both) if both else None
    alone = [(own, [i]) for i, own in ((0, found.x), (1, found.y)) if own and own >= 2 and moving[i]]
    return alone[0] if alone else None


def _goes_on(look: Look, tail: Array, part: Array, moving: Flags, found: tuple[int, list[int]]) -> bool:
    """Whether a longer look finds the same period in the same coordinates, and the run as large. A short run gets none
    if all of it moves and its state does not come back."""
    surface, (period, axes) = look.run.surface, found

    def again(later: Array) -> bool:
        return _period(later[-len(part) :], moving, _code(surface, later, later[-TAIL:])) == found

    if len(axes) == moving.sum():
        if (soon := look.repeats(period)) is not None:
            return again(soon)
        if len(tail) < MOST // 2:
            return False
    return again(look.first.position) and look.keeps(tail) and again(look.parts[-1])


def _a(count: int) -> str:
    return f"{'an' if str(count)[0] == '8' or count in (11, 18) else 'a'} {count}"


def _in_rates(radius: float, optimizer: Optimizer) -> str:
    return f" ({number(radius / optimizer.hyper.lr)} η)" if optimizer.normalised else ""
