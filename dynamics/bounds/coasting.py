"""Coasting over a real plateau: down a ramp, onto a flat, and how far the memory of the ramp carries."""

from typing import NamedTuple

from dynamics.optimizer import Optimizer
from dynamics.trajectory import simulate
from landscapes import LANDSCAPES

START = (-2.0, 0.0)  # on the crest of the ramp the slope is the same all the way, and y stays 0
LOOKS = (1_000, 10_000, 300_000)  # steps: the slow get more
RESTS = 1e-9  # in η: a step that short is none, and one backwards leads no farther


class Coasting(NamedTuple):
    """landed: the step after which the optimizer is first on the flat or past it, None if it never is; distance: in η,
    from there to the farthest place on the flat, or the whole flat's width if it crosses; last_step: in η, the step
    that landed; sentence: what happened."""

    landed: int | None
    distance: float
    last_step: float
    crosses: bool
    sentence: str


def coasting(optimizer: Optimizer, slope: float, width: float) -> Coasting:
    """Run the optimizer down the plateau's ramp from START. Raises ValueError for a flat without width, or numbers out
    of range."""
    if width == 0:
        raise ValueError("A flat of width 0 has nothing to cross: widen it.")
    surface, lr = LANDSCAPES["plateau"].with_(slope=slope, width=width), optimizer.hyper.lr
    for steps in LOOKS:
        run = simulate(surface, optimizer, START, steps)
        x = run.position[:, 0]
        landed = int((x >= 0).argmax())
        if run.updates < steps and not landed:
            return Coasting(None, 0.0, 0.0, False, f"{run.outcome.sentence}")
        if landed:
            last_step = float(x[landed] - x[landed - 1]) / lr
            if (x > width).any():
                return Coasting(landed, width / lr, last_step, True, "crosses the flat")
            if x[-1] - x[-2] <= RESTS * lr:
                return Coasting(landed, float(x.max() - x[landed]) / lr, last_step, False, "goes no farther")
    return Coasting(None, 0.0, 0.0, False, f"is still under way after {LOOKS[-1]:,} steps")
