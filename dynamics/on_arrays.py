"""The same rules on NumPy arrays: an optimizer stepped over gradients that are given rather than met on a surface."""

from typing import Any

import numpy as np
import numpy.typing as npt

from dynamics.kernels import pieces
from dynamics.optimizer import Optimizer
from dynamics.stepping import context, corrections, decayed, first_power
from engines import numpy_ops
from engines.arrays import elementwise

Array = npt.NDArray[np.float64]


class Stepper:
    """One optimizer, of which many copies run side by side. `hyper`: numbers that differ between copies, as arrays."""

    def __init__(self, optimizer: Optimizer, **hyper: Array) -> None:
        self.rule, self.state_variables = elementwise(optimizer.rule), optimizer.state_variables
        self.begun = pieces.begun(optimizer, numpy_ops)
        self.hyper: Any = optimizer.numbers._replace(**hyper)
        self.betas = (getattr(self.hyper, "beta1", 0.0), getattr(self.hyper, "beta2", 0.0))
        self.powers: Any = (first_power(optimizer.convention), first_power(optimizer.convention))
        self.state: tuple[Array, ...] = ()
        self.updates = 0

    def step(
        self,
        g: Array,
        position: Array | float = 0.0,
        largest: Any = None,
        signed: Any = None,
        smoothness: Any = 0.0,
        factor: float = 1.0,
    ) -> Array:
        """What the next gradient, of any shape, takes off the position.

        largest, signed: max |g| and max g over coordinates; by default each entry is a coordinate by itself. factor: of
        a schedule, on the learning rate.
        """
        if not self.updates:
            self.state = self.begun(g) if self.begun else tuple(np.zeros_like(g) for _ in self.state_variables)
        self.updates += 1
        decay = elementwise(decayed)
        self.powers = tuple(decay(power, beta) for power, beta in zip(self.powers, self.betas, strict=True))
        peak = np.abs(g) if largest is None else largest
        signed = g if signed is None else signed
        lr = self.hyper.lr * factor
        now = context(float(self.updates), lr, position, self.corrected, peak, signed, smoothness)
        step, _, self.state = self.rule(g, self.state, now, self.hyper)
        return np.asarray(step)

    @property
    def corrected(self) -> Any:
        """What corrects the averages m and v now, and m at the next update."""
        return corrections(self.powers[0], self.powers[1], self.betas[0])
