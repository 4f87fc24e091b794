"""State: all that a run needs to go on to the same bits, and the vector in which the kernels keep it."""

from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from dynamics.optimizer import Optimizer
from dynamics.stepping import first_power
from landscapes.landscape import Point

Array = npt.NDArray[np.float64]


class Layout(NamedTuple):
    """Where each part of a kernel's state begins. The optimizer's variables come last: all of x, then all of y."""

    position: int
    power1: int
    power2: int
    smoothness: int
    last_position: int
    last_gradient: int
    variables: int


def layout(coordinates: int) -> Layout:
    """For a kernel of 2 coordinates (the plane) or 1 (online problems)."""
    n = coordinates
    return Layout(*accumulate((n, 1, 1, 1, n, n), initial=0))


PLANE = layout(2)


@dataclass(frozen=True, eq=False)
class State:
    """Where a run stands between two updates. Arrays are copies that cannot be written to.

    position (2,). variables (2, S): the optimizer's, a row for x and one for y. powers (2,): beta1^t and beta2^t, as
    the corrections need them; 0 where nothing is corrected. smoothness: the largest |g' - g| / |x' - x| so far, with
    the last position and gradient, (2,) each; NaN for rules that do not follow it, and before the first update. step:
    updates made since the very beginning. length: the steps over which the schedule runs. names: of the S variables.
    shares (S,): what is left in each of the start it was given, by its decay; () where nobody asked. began: the step
    from which the rule counts its t; not 0 only where it began anew in the midst of a run.
    """

    position: Array
    variables: Array
    powers: Array
    smoothness: float
    last_position: Array
    last_gradient: Array
    step: int
    length: int
    names: tuple[str, ...]
    shares: tuple[float, ...] = ()
    began: int = 0

    def __post_init__(self) -> None:
        for name in ("position", "variables", "powers", "last_position", "last_gradient"):
            own = np.array(getattr(self, name), np.float64)
            own.flags.writeable = False
            object.__setattr__(self, name, own)

    @classmethod
    def begin(cls, optimizer: Optimizer, point: Point, length: int) -> "State":
        """At a point, before the first update."""
        powers = np.full(2, first_power(optimizer.convention))
        none, names = np.full(2, np.nan), optimizer.state_variables
        own = names, optimizer.shares
        return cls(np.array(point), np.zeros((2, len(names))), powers, 0.0, none, none, 0, length, *own)

    @classmethod
    def unpacked(cls, vector: Array, optimizer: Optimizer, step: int, origin: "State") -> "State":
        """From a kernel's vector. origin: with which it began."""
        parts = (vector[slice(a, b)] for a, b in zip(PLANE, (*PLANE[1:], None), strict=True))
        position, power1, power2, smoothness, last_position, last_gradient, variables = parts
        powers = np.concatenate([power1, power2])
        variables = variables.reshape(2, len(optimizer.state_variables))
        memory = float(smoothness[0]), last_position, last_gradient
        shares = tuple(
            faded(share, getattr(optimizer.hyper, meaning.decay, 1.0), step - origin.step)
            for share, meaning in zip(origin.shares, optimizer.held, strict=False)
        )
        own = optimizer.state_variables, shares, origin.began
        return cls(position, variables, powers, *memory, step, origin.length, *own)

    @property
    def own_step(self) -> int:
        """Updates by the rule's own count."""
        return self.step - self.began

    def packed(self, optimizer: Optimizer) -> Array:
        """The vector with which a kernel goes on by this optimizer.

        What is no longer corrected, or never was, stays so, whatever the optimizer's own `bias_correction`; at step 0
        that decides.
        """
        first = first_power(optimizer.convention)
        powers = self.powers * first if self.own_step else np.full(2, first)
        memory = (self.last_position, self.last_gradient)
        return np.concatenate([self.position, powers, [self.smoothness], *memory, self.variables.ravel()])

    def check(self, optimizer: Optimizer) -> None:
        """Raises ValueError, saying what to do, where this optimizer cannot go on from here."""
        if self.names != optimizer.state_variables:
            kept, own = (", ".join(names) or "nothing" for names in (self.names, optimizer.state_variables))
            raise ValueError(
                f"This state holds {kept}, but {optimizer.title} keeps {own}. To let {optimizer.title} begin anew"
                " there, start it from the state's position."
            )
        parts = (self.position, self.variables, self.powers, self.smoothness)
        if not all(np.isfinite(part).all() for part in parts):
            raise ValueError("This state is not finite, so nothing goes on from it. Take one of an earlier step.")


def faded(share: float, decay: float, updates: int) -> float:
    """What is left of a share after so many updates: the bits of `stepping.decayed`, one after the other."""
    if not (share and updates) or decay == 1:
        return share
    if decay == 0 or updates * np.log10(decay) < -40:
        return 0.0
    before, after = np.multiply.accumulate(np.concatenate([[share], np.full(updates, decay)]))[-2:]
    return float(after) if before > 1e-30 else 0.0
