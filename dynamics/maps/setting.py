"""What every map is made of: a surface and an optimizer, by name, with what differs from their defaults."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import isfinite, prod

import numpy as np
import numpy.typing as npt

from dynamics import OPTIMIZERS
from dynamics.hyperparameters import Value
from dynamics.maps.axis import Axis
from dynamics.optimizer import Optimizer
from landscapes import LANDSCAPES
from landscapes.landscape import Landscape, Point

MOST_POINTS, MOST_STEPS = 4_000_000, 1_000_000

Cells = npt.NDArray[np.int64]
Parts = tuple[npt.NDArray[np.generic], ...]


@dataclass(frozen=True, kw_only=True)
class Setting:
    """Names and numbers only, so that it can be pickled and sent to another machine. Raises ValueError with a plain
    sentence."""

    surface: str
    optimizer: str
    parameters: Mapping[str, float] = field(default_factory=dict)
    hyper: Mapping[str, Value] = field(default_factory=dict)

    @property
    def landscape(self) -> Landscape:
        if self.surface not in LANDSCAPES:
            raise ValueError(f"There is no surface {self.surface!r}.")
        return LANDSCAPES[self.surface].with_(**self.parameters)

    @property
    def configured(self) -> Optimizer:
        if self.optimizer not in OPTIMIZERS:
            raise ValueError(f"There is no optimizer {self.optimizer!r}.")
        return OPTIMIZERS[self.optimizer].with_(**self.hyper)

    def at(self, values: Mapping[str, float]) -> tuple[Landscape, Optimizer]:
        """Surface and optimizer with other numbers: a name means the hyperparameter, or else the surface's
        parameter."""
        land, optimizer = self.landscape, self.configured
        own = {name: v for name, v in values.items() if name in optimizer.hyperparameters}
        return land.with_(**{name: v for name, v in values.items() if name not in own}), optimizer.with_(**own)

    def check_axis(self, axis: Axis) -> None:
        """Raises ValueError unless both ends can be set."""
        h = self.configured.hyperparameters.get(axis.name)
        if h and h.choices:
            raise ValueError(f"{h.title} is a choice, not a number to draw along an axis.")
        if not h and axis.name not in {q.name for q in self.landscape.parameters}:
            raise ValueError(
                f"Neither {self.configured.title} nor {self.landscape.title} has a number called {axis.name!r}."
            )
        for end in (axis.low, axis.high):
            self.at({axis.name: end})


def check_size(cells: tuple[int, ...], steps: int, least: int = 1) -> None:
    """Raises ValueError where a map has no cells or too many, or too few or too many steps."""
    if min(cells) < 1:
        raise ValueError("A map needs at least one point in each direction.")
    if prod(cells) > MOST_POINTS:
        raise ValueError(f"{prod(cells):,} points are more than one map holds; keep to {MOST_POINTS:,}.")
    if not least <= steps <= MOST_STEPS:
        raise ValueError(f"Steps must lie between {least:,} and {MOST_STEPS:,}; got {steps:,}.")


def check_point(point: Point) -> None:
    if not (len(point) == 2 and all(isfinite(c) and abs(c) <= 1e6 for c in point)):
        raise ValueError(f"A start is two numbers, at most a million in size; got {tuple(point)}.")
