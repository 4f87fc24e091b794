"""What a run ends in, in words: the verdict of `judging`, which maps share, and what a single run allows to say beyond
it."""

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from dynamics.outcomes.cycles import cycle
from dynamics.outcomes.judging import TAIL, Regime, verdict
from dynamics.outcomes.look import Look
from dynamics.outcomes.outcome import Kind, Outcome
from dynamics.outcomes.repetition import CLOSE_UP
from dynamics.outcomes.resting import nearest_minimum, resting, since, under_way
from dynamics.outcomes.run import Run
from dynamics.outcomes.spirals import spiral
from dynamics.outcomes.wandering import wandering
from landscapes.landscape import Landscape

Array = npt.NDArray[np.float64]

VALUELESS = "comes to where f has no slope"
HALF = 1 << 20  # at most so many of the last positions are looked at


def ending(run: Run) -> Outcome:
    """Judged by the last half of the run, one update at a time, however thinly it was recorded."""
    outcome, length = _ending(run), run.origin.length
    if run.schedule.kind == "constant" or run.origin.step + run.updates <= length:
        return outcome
    held = f"; its schedule ended at step {length:,} and the rate has held since"
    return replace(outcome, sentence=outcome.sentence + held)


def _ending(run: Run) -> Outcome:
    surface = run.surface
    if run.updates < run.steps:
        slope, step = surface.gradient(*run.position[-1]), run.origin.step + run.updates + 1
        what = f"diverges at step {step:,}"
        if getattr(run.optimizer.hyper, "epsilon", 1) == 0 and (slope == 0).any():
            what = f"meets 0/0 at step {step:,}: ε is 0, and so is a slope"
        elif np.isnan(slope).any():
            what = f"{VALUELESS}, at step {step - 1:,}"
        return Outcome(Kind.DIVERGED, step, None, what)
    path = run.last(min(run.steps // 2, HALF))
    code = verdict(surface, path, path[-TAIL:] if len(path) >= TAIL else run.last(TAIL - 1))
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
    if not run.noise and (found := cycle(run, path, code, look)):
        return found
    if code == Regime.WANDERING and not run.noise and (found := wandering(run, path, tail, look)):
        return found
    return resting(run, tail, code, look) or under_way(run, tail, repeats and not run.noise)


def exit_step(surface: Landscape, position: Array, step: npt.NDArray[np.int64]) -> int:
    """The step from which a run that ends outside the map stays outside; its first if it was never inside."""
    return since(surface.outside(position[:, 0], position[:, 1]), step)
