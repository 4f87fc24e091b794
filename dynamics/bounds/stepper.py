"""A rule stepped over gradients that are given rather than met on a surface: the optimizer's own source, on arrays."""

from typing import Any

import numpy as np
import numpy.typing as npt

from dynamics.hyperparameters import GRADIENT_INIT, NO_CORRECTION, STANDARD
from dynamics.optimizer import Optimizer, StepContext
from engines.arrays import on_arrays

Array = npt.NDArray[np.float64]


class Stepper:
    """One optimizer, of which many copies run side by side. `hyper`: numbers that differ between copies, as arrays."""

    def __init__(self, optimizer: Optimizer, **hyper: Array) -> None:
        self.rule, self.state_variables = on_arrays(optimizer.rule), optimizer.state_variables
        self.hyper: Any = optimizer.numbers._replace(**hyper)
        self.convention = getattr(self.hyper, "bias_correction", NO_CORRECTION)
        self.betas = (getattr(self.hyper, "beta1", 0.0), getattr(self.hyper, "beta2", 0.0))
        self.state: tuple[Array, ...] = ()
        self.updates = 0

    def step(
        self, g: Array, position: Array | float = 0.0, largest: Any = None, signed: Any = None, smoothness: Any = 0.0
    ) -> Array:
        """What the next gradient, of any shape, takes off the position.

        largest, signed: max |g| and max g over coordinates; by default each entry is a coordinate by itself.
        """
        if not self.updates:
            first = {"m": g, "v": g * g} if self.convention == GRADIENT_INIT else {}
            self.state = tuple(first.get(variable, np.zeros_like(g)) for variable in self.state_variables)
        self.updates += 1
        (b1, b2), t = self.betas, self.updates
        corrections = (
            (1 / (1 - b1**t), 1 / (1 - b2**t), 1 / (1 - b1 ** (t + 1)))
            if self.convention == STANDARD
            else (1.0, 1.0, 1.0)
        )
        peak = np.abs(g) if largest is None else largest
        signed = g if signed is None else signed
        context: Any = StepContext(float(t), self.hyper.lr, position, *corrections, peak, signed, smoothness)  # type: ignore[arg-type]
        step, _, self.state = self.rule(g, self.state, context, self.hyper)
        return np.asarray(step)
