"""Learning-rate schedules: a factor for each update, the same for every optimizer."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from engines import ops
from engines.arrays import elementwise

KINDS = {
    "constant": "η at every step",
    "inverse-sqrt": "η / √t, as in the online-learning proofs",
    "exponential": "falls by an equal factor each step, to `final` times η at the end",
    "cosine": "half a cosine, from η to 0 at the end",
    "step": "times `by` from each share `at` of the run on: a tenth from half and from three quarters",
}


def inverse_sqrt(t: Any) -> Any:
    """1 / sqrt(t + 1), t in updates from 0."""
    return 1.0 / ops.sqrt(t + 1.0)


def exponential(share: Any, final: Any) -> Any:
    """final^share, share of the run from 0 to 1. No power function, whose last bits depend on the machine."""
    return ops.exp(share * ops.log(final))


def half_cosine(share: Any) -> Any:
    """From 1 to 0 while the share of the run goes from 0 to 1."""
    return (1.0 + ops.cos(ops.pi * share)) / 2.0


@dataclass(frozen=True)
class Schedule:
    """A kind from KINDS; `final` is what an exponential schedule falls to by the end, as a share of the learning rate;
    `at`, shares of the run, and the factor `by` are for "step". Raises ValueError on what is out of range."""

    kind: str = "constant"
    final: float = 0.01
    at: tuple[float, ...] = (0.5, 0.75)
    by: float = 0.1

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"A schedule must be one of {', '.join(KINDS)}; got {self.kind!r}.")
        if not 0 < self.final <= 1:
            raise ValueError(
                f"A schedule must end at a share of the learning rate above 0 and at most 1; got {self.final}."
            )
        if not (all(0 < share < 1 for share in self.at) and len(self.at) <= 20 and 0 < self.by <= 1):
            raise ValueError(
                f"A schedule steps at up to 20 shares of the run, by a factor up to 1; got {self.at} and {self.by}."
            )

    def factors(self, first: int, last: int, steps: int) -> npt.NDArray[np.float64]:
        """(last - first,) factors of updates `first` to `last` (counted from 0, exclusive); empty for a constant rate.

        Of a run of `steps` the next update, number `steps`, has the last factor, which holds from there on.
        """
        if self.kind == "constant":
            return np.empty(0)
        t = np.minimum(np.arange(first, last, dtype=np.float64), steps)
        share = t / max(steps, 1)
        if self.kind == "inverse-sqrt":
            return np.asarray(elementwise(inverse_sqrt)(t))
        if self.kind == "exponential":
            return np.asarray(elementwise(exponential)(share, np.array([self.final])))
        if self.kind == "cosine":
            return np.asarray(elementwise(half_cosine)(share))
        # Shares are compared, not updates. Both sides are then the float nearest to what they mean, so that 0.55 of 100
        # is reached by update 55. The product 0.55 * 100 is a little more than 55, and is reached one update late.
        factors = np.ones(len(t))
        for at in self.at:
            factors = np.where(share >= at, factors * self.by, factors)
        return factors


CONSTANT = Schedule()
