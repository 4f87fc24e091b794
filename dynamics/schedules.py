"""Learning-rate schedules: a factor for each update, the same for every optimizer."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

KINDS = {
    "constant": "η at every step",
    "inverse-sqrt": "η / √t, as in the online-learning proofs",
    "exponential": "falls by an equal factor each step, to `final` times η at the end",
    "cosine": "half a cosine, from η to 0 at the end",
    "step": "times `by` from each share `at` of the run on: a tenth from half and from three quarters",
}


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
        """Factors of updates `first` to `last` (counted from 0, exclusive) of a run of `steps`; empty for a constant
        rate."""
        if self.kind == "constant":
            return np.empty(0)
        t = np.arange(first, last, dtype=np.float64)
        if self.kind == "inverse-sqrt":
            return 1 / np.sqrt(t + 1)
        if self.kind == "exponential":
            return self.final ** (t / max(steps, 1))
        if self.kind == "cosine":
            return (1 + np.cos(np.pi * np.minimum(t / max(steps, 1), 1))) / 2
        passed = np.searchsorted(np.sort(self.at) * steps, t, side="right").astype(np.float64)
        return self.by**passed


CONSTANT = Schedule()
