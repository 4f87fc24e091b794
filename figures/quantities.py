"""What a run can be plotted against: each quantity with its title, its symbol and how it is read off."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dynamics import Trajectory
from dynamics.orbits import thermometer
from landscapes import Landscape

Array = npt.NDArray[np.float64]
Rows = npt.NDArray[np.int64]

EDGE = "edge of stability"


@dataclass(frozen=True)
class Quantity:
    """`of(run, rows)` is the (N,) values at the given rows. `thrown`: 100 times above its start, a run leaves through
    the top. `edge`: a value to be measured by; it is drawn, and the axis stays within three decades of it."""

    title: str
    symbol: str
    of: Callable[[Trajectory, Rows], Array]
    thrown: bool = False
    highest: float = 1e9  # what rises above it goes on out of the picture
    edge: float | None = None


def _loss(run: Trajectory, rows: Rows) -> Array:
    above: Array = np.asarray(run.surface.value(*run.position[rows].T)) - (run.surface.lowest or 0.0)
    return above


def _slope(run: Trajectory, rows: Rows) -> Array:
    with np.errstate(over="ignore"):
        norm: Array = np.hypot(*run.surface.gradient(*run.position[rows].T))
    return norm


def _distance(run: Trajectory, rows: Rows) -> Array:
    return np.asarray(run.surface.distance(*run.position[rows].T))


def _replayed(name: str, axis: int) -> Callable[[Trajectory, Rows], Array]:
    return lambda run, rows: np.asarray(getattr(run.at(rows), name)[:, axis])


def _sharpness(run: Trajectory, rows: Rows) -> Array:
    ratio: Array = thermometer(run, run.at(rows)).ratio
    return ratio


def _position(axis: int) -> Callable[[Trajectory, Rows], Array]:
    return lambda run, rows: np.asarray(run.position[rows, axis])


QUANTITIES = {
    "loss": Quantity("Loss", "f − f*", _loss, thrown=True),
    "gradient_norm": Quantity("Gradient norm", "|∇f|", _slope, thrown=True),
    "distance": Quantity("Distance to the minimum", "", _distance, thrown=True),
    "effective_lr_x": Quantity("Effective rate, x", "η ∕ √v", _replayed("effective_lr", 0), highest=1e6),
    "effective_lr_y": Quantity("Effective rate, y", "η ∕ √v", _replayed("effective_lr", 1), highest=1e6),
    "sharpness": Quantity("Sharpness over threshold", "", _sharpness, edge=1.0),
    "x": Quantity("Position, x", "", _position(0)),
    "y": Quantity("Position, y", "", _position(1)),
    "first_moment_x": Quantity("First moment, x", "m", _replayed("first_moment", 0)),
    "first_moment_y": Quantity("First moment, y", "m", _replayed("first_moment", 1)),
    "second_moment_x": Quantity("Second moment, x", "v", _replayed("second_moment", 0)),
    "second_moment_y": Quantity("Second moment, y", "v", _replayed("second_moment", 1)),
}

# what stands beside the explorer's map until the reader chooses; it has room for as many
USUAL = ("loss", "gradient_norm", "distance", "effective_lr_x", "effective_lr_y", "sharpness")


def heading(name: str, land: Landscape) -> tuple[str, str]:
    """Title and symbol of a quantity on a surface."""
    q = QUANTITIES[name]
    if name == "loss" and not land.lowest:
        return q.title, "f"
    if name == "distance":
        target = (
            "minimum"
            if len(land.minima) == 1
            else "nearest minimum"
            if len(land.minima)
            else "saddle"
            if len(land.saddles)
            else "origin"
        )
        return f"Distance to the {target}", ""
    return q.title, q.symbol


def names(runs: Sequence[Trajectory]) -> list[str]:
    """What each run is called: its optimizer's title, numbered from the second on: "Adam", "Adam 2"."""
    titles = [run.optimizer.title for run in runs]
    return [t if (k := titles[:i].count(t)) == 0 else f"{t} {k + 1}" for i, t in enumerate(titles)]
