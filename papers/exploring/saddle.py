"""The race of figure 2a: four optimizers leave a saddle."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from dynamics import OPTIMIZERS, Trajectory, simulate
from landscapes import LANDSCAPES
from papers.exploring.valleys import AVERAGES, DECAYS, SMOOTH
from papers.search import Grid, Search
from scenarios.running import run
from scenarios.scenario import Contender, Scenario

Array = npt.NDArray[np.float64]

OUT = 1.0  # |x| past which a run has left
STEPS = 6_000
START = (0.01, 1.0)
# What the paper leaves open, and the grid that is tried: stated before any run.
OFF_THE_RIDGE = (0.001, 0.01, 0.1, 0.3)
ON_THE_WALL = (0.5, 1.0)
RATES = (1e-3, 1e-2, 1e-1)


class Escape(NamedTuple):
    """One contender's way. position (K, 2): at the start and after each step, until it has left or to the end. left:
    the step after which |x| is first above 1, None if never."""

    position: Array
    left: int | None


def settings(lr: float = 1e-3, start: tuple[float, float] = START, **hyper: dict[str, float | str]) -> Scenario:
    """Figure 2a's, with the averages as figures 3 and 4 have them. hyper: an optimizer's name to other settings."""
    contenders = tuple(
        Contender(optimizer=each.optimizer, hyper={**each.hyper, "lr": lr, **hyper.get(each.optimizer, {})})
        for each in SMOOTH.contenders
    )
    return Scenario(surface="saddle", contenders=contenders, start=start, steps=STEPS)


def escapes(scenario: Scenario) -> dict[str, Escape]:
    """sgd, adagrad, rmsprop and adam to their ways: figure 2a."""
    return {key: _escape(each) for key, each in zip(scenario.keys, run(scenario), strict=True)}


def _escape(run: Trajectory) -> Escape:
    outside = np.abs(run.position[:, 0]) > OUT
    left = int(outside.argmax()) if outside.any() else None
    return Escape(run.position[: None if left is None else left + 1], left)


def race(scenario: Scenario) -> dict[str, float]:
    """NAME: steps until |x| > 1, inf if never. NAME_nearest: the least distance from the saddle on the way.
    NAME_slant: how far it has come along x, over how far along y, when y is first down to half (or it has left): 1 is a
    diagonal."""
    out: dict[str, float] = {}
    for name, path in escapes(scenario).items():
        x, y = path.position.T
        down = np.abs(y) <= abs(y[0]) / 2
        at = int(down.argmax()) if down.any() else len(y) - 1
        out |= {
            name: np.inf if path.left is None else path.left,
            f"{name}_nearest": float(np.hypot(x, y).min()),
            f"{name}_slant": float(abs(x[at] - x[0]) / abs(y[at] - y[0])),
        }
    return out


def _left(name: str, start: tuple[float, float], lr: float, **hyper: float | str) -> float:
    left = _escape(simulate(LANDSCAPES["saddle"], OPTIMIZERS[name].with_(lr=lr, **hyper), start, STEPS)).left
    return np.inf if left is None else left


def search() -> Search:
    """Start, rate, averages and RMSProp's decay, for Adam alone being the first to leave."""
    grid: Grid = {
        "x": OFF_THE_RIDGE,
        "y": ON_THE_WALL,
        "η": RATES,
        "Adam's averages": AVERAGES,
        "RMSProp's averages": AVERAGES,
        "its β₂": DECAYS,
    }
    off = np.empty(tuple(map(len, grid.values())))
    for i, x in enumerate(OFF_THE_RIDGE):
        for j, y in enumerate(ON_THE_WALL):
            for k, lr in enumerate(RATES):
                others = min(_left(name, (x, y), lr) for name in ("sgd", "adagrad"))
                adam = np.array([_left("adam", (x, y), lr, bias_correction=start) for start in AVERAGES])
                rmsprop = np.array(
                    [
                        [_left("rmsprop", (x, y), lr, bias_correction=start, beta2=beta2) for beta2 in DECAYS]
                        for start in AVERAGES
                    ]
                )
                first = np.minimum(others, rmsprop)[None]
                off[i, j, k] = np.maximum(adam[:, None, None] + 1 - first, 0) / first
    return Search("Adam leaves before SGD, AdaGrad and RMSProp, at one rate for all", grid, off)
