"""One optimizer on one surface, ready to be iterated: NumPy in, NumPy out."""

from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from dynamics.optimizer import Optimizer
from dynamics.orbits.typed_step import typed_step
from dynamics.outcomes.repetition import MOST
from dynamics.stepping import limit
from engines.arrays import elementwise
from engines.typed.interpreter import Tape
from engines.typed.rule import TypedRule
from landscapes.landscape import Landscape

Array = npt.NDArray[np.float64]

GRAIN = 2.0**-60  # a length below this share of the map's height is no length


class Lap(NamedTuple):
    """Once round: states (p, 2, 1 + S) from the start on; `end` (2, 1 + S) after p steps; jacobian (n, n) of end by
    start."""

    states: Array
    end: Array
    jacobian: Array


class System:
    """The autonomous map of `optimizer` on `surface`, in 64 bits whatever JAX's own setting.

    Raises ValueError for a rule that follows the smoothness: a running maximum over the whole past is no state of one
    step.
    """

    def __init__(self, surface: Landscape, optimizer: Optimizer) -> None:
        if optimizer.follows_smoothness:
            raise ValueError(
                f"{optimizer.title} follows the largest smoothness it has met, which no periodic orbit carries; "
                "its orbits are not looked for."
            )
        self.surface, self.optimizer = surface, optimizer
        self.shape = (2, 1 + len(optimizer.state_variables))
        self.size = 2 * self.shape[1]

    def lap(self, state: Array, period: int, pins: Array | None = None) -> Lap:
        """`period` steps from a state. pins (period, 2): positions to be held at instead, one before each step."""
        import jax

        from dynamics.orbits.autonomous import cycle

        if isinstance(self.surface.grad, Tape) or isinstance(self.optimizer.rule, TypedRule):
            return self._step_by_step(state, period, pins)
        held = np.zeros((MOST, 2))
        held[: 0 if pins is None else period] = 0.0 if pins is None else pins
        run = cycle(self.optimizer.rule, self.surface.grad, self.optimizer.Hyper)
        with jax.enable_x64(True):
            out = run(state, period, self._numbers, self.surface.p, held, pins is not None)
            states, end, jacobian = (np.array(part) for part in out)
        return Lap(states[:period].reshape(period, *self.shape), end.reshape(self.shape), jacobian)

    def _step_by_step(self, state: Array, period: int, pins: Array | None) -> Lap:
        """The same, where the gradient is read from a tape, or the rule is."""
        states, jacobian = [], np.eye(self.size)
        for k in range(period):
            states.append(state)
            at = np.array(state)
            if pins is not None:
                at[:, 0] = pins[k]
            state, step = self._step(at)
            if pins is not None:
                step[:, :: self.shape[1]] = 0.0  # the position before the step is prescribed
            jacobian = step @ jacobian
        return Lap(np.array(states), state, jacobian)

    def _step(self, at: Array) -> tuple[Array, Array]:
        """The state after one step, and its jacobian."""
        if isinstance(self.optimizer.rule, TypedRule):
            return typed_step(self.surface, self.optimizer, at)
        import jax

        from dynamics.orbits.autonomous import one_step

        run = one_step(self.optimizer.rule, self.optimizer.Hyper)
        with jax.enable_x64(True):
            out = run(at, self.surface.gradient(*at[:, 0]), self.surface.hessian(*at[:, 0]), self._numbers)
            state, step = (np.array(part) for part in out)
        return state, step

    @cached_property
    def _numbers(self) -> Array:
        return np.array(tuple(self.optimizer.numbers), np.float64)

    def rounding(self, states: Array) -> Array:
        """What rounding makes of a 0 in each component of an orbit (p, 2, 1 + S), as (2, 1 + S).

        The gradient is only known to a few units in the last place of the curvature times the position; for the state
        variables it is what the rule makes of so small a gradient within a few steps.
        """
        largest = np.abs(states[:, :, 0]).max(axis=0) + GRAIN * self.surface.half_height
        curvature = np.abs(self.surface.hessian(states[:, 0, 0], states[:, 1, 0])).max(axis=2)
        return np.column_stack([2.0**-52 * largest, *self._answer(2.0**-49 * (curvature @ largest))])

    def scale(self, states: Array) -> Array:
        """What counts as 1 in each component: its largest size on the orbit, but never less than rounding; (2, 1 + S).

        A component that is 0 throughout, and that rounding cannot touch, has scale 1.
        """
        found = np.maximum(np.abs(states).max(axis=0), self.rounding(states))
        found[:, 0] = np.maximum(found[:, 0], GRAIN * self.surface.half_height)
        return np.where(found > 0, found, 1.0)

    def _answer(self, gradient: Array) -> list[Array]:
        """The largest size of each state variable, (2,) each, over a few steps of gradient +-g from 0."""
        rule, hyper = elementwise(self.optimizer.rule), self.optimizer.numbers
        state_variables: tuple[Any, ...] = tuple(np.zeros(2) for _ in self.optimizer.state_variables)
        sizes: Any = [np.zeros(2) for _ in state_variables]
        with np.errstate(all="ignore"):
            for k in range(4):
                g: Any = gradient * (-1) ** k
                still: Any = np.zeros(2)
                context = limit(hyper.lr, still, np.abs(g).max(), g.max())
                _, _, state_variables = rule(g, state_variables, context, hyper)
                sizes = [np.fmax(size, np.abs(variable)) for size, variable in zip(sizes, state_variables, strict=True)]
        return list(sizes)
