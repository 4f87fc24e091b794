"""An online problem and the optimizers that play it, as one description; the examples; and how they are run."""

import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Annotated, Literal

from pydantic import AfterValidator, ConfigDict, Field, model_validator

from dynamics import OPTIMIZERS, Optimizer, Schedule
from dynamics.hyperparameters import GLOSSARY, Value
from dynamics.online import MOST_ROUNDS, MOST_SEEDS, Periodic, Play, Problem, Stochastic, play
from dynamics.online.identity import TRIO
from dynamics.online.problems import LONGEST, STEEPEST, WIDEST
from dynamics.words import number
from scenarios.running import pool
from scenarios.scenario import Frozen, some_optimizers

LR = GLOSSARY["lr"]
KINDS = {"periodic": "every so many rounds", "by chance": "by chance"}
SHORT = 500_000  # rounds of all runs together, seed by seed, that are played at once, without waiting for a place
SWAP_DECAYS = (0.5, 0.9, 0.99, 0.999, 0.9999)


class OnlineScenario(Frozen):
    """kind: how the rare slope comes, a key of KINDS; seeds: how many, from `seed` on. The rest as in
    `dynamics.online`.

    Learning rate, decays, schedule and the start of the averages are the same for every optimizer that has them.
    """

    model_config = ConfigDict(title="An online problem")

    kind: Literal["periodic", "by chance"] = "periodic"
    rare: float = Field(3.0, title="Rare slope", ge=-STEEPEST, le=STEEPEST, allow_inf_nan=False)
    usual: float = Field(-1.0, title="Usual slope", ge=-STEEPEST, le=STEEPEST, allow_inf_nan=False)
    period: int = Field(3, ge=1, le=LONGEST)
    chance: float = Field(0.01, title="Probability", ge=0, le=1, allow_inf_nan=False)
    low: float = Field(-1.0, title="The lower end", ge=-WIDEST, le=WIDEST, allow_inf_nan=False)
    high: float = Field(1.0, title="The upper end", ge=-WIDEST, le=WIDEST, allow_inf_nan=False)
    start: float = Field(0.0, allow_inf_nan=False)
    optimizers: Annotated[tuple[str, ...], AfterValidator(some_optimizers)] = (
        "sgd", "adagrad", "rmsprop", "adam", "amsgrad", "adamal"
    )  # fmt: skip
    lr: float = Field(0.1, title="Learning rate", ge=LR.least, le=LR.most, allow_inf_nan=False)
    beta1: float = Field(0.0, title="First decay", ge=0, lt=1, allow_inf_nan=False)
    beta2: float = Field(0.1, title="Second decay", ge=0, lt=1, allow_inf_nan=False)
    correction: Literal["none", "standard", "gradient-init"] = "none"
    schedule: Literal["constant", "inverse-sqrt", "exponential", "cosine", "step"] = "inverse-sqrt"
    rounds: int = Field(10_000, ge=1, le=MOST_ROUNDS)
    seeds: int = Field(10, ge=1, le=MOST_SEEDS)
    seed: int = Field(0, title="First seed", ge=0, le=2**31 - 1)

    @model_validator(mode="after")
    def _playable(self) -> "OnlineScenario":
        if not self.problem.low <= self.start <= self.problem.high:
            raise ValueError(
                f"The start must lie in the interval from {number(self.low)} to {number(self.high)}; got"
                f" {number(self.start)}."
            )
        for optimizer in ("adam", *self.optimizers):
            self.configured(OPTIMIZERS[optimizer])
        return self

    @property
    def problem(self) -> Problem:
        ends = {"rare": self.rare, "usual": self.usual, "low": self.low, "high": self.high}
        return (
            Stochastic(**ends, chance=self.chance) if self.kind == "by chance" else Periodic(**ends, period=self.period)
        )

    def configured(self, optimizer: Optimizer, **other: float) -> Optimizer:
        """An optimizer with what this scenario sets of it."""
        given: dict[str, Value] = {
            "lr": self.lr,
            "beta1": self.beta1,
            "beta2": self.beta2,
            "bias_correction": self.correction,
            **other,
        }
        return optimizer.with_(**{name: value for name, value in given.items() if name in optimizer.hyperparameters})

    def run(self, optimizer: Optimizer, **other: float) -> "OnlineRun":
        seeds = tuple(range(self.seed, self.seed + self.seeds))
        return OnlineRun(
            self.problem, self.configured(optimizer, **other), self.rounds, seeds, self.start, Schedule(self.schedule)
        )

    @property
    def runs(self) -> "list[OnlineRun]":
        """Of the chosen optimizers, in order."""
        return [self.run(OPTIMIZERS[name]) for name in self.optimizers]

    @property
    def identity(self) -> "list[OnlineRun]":
        """AMSGrad as equation 16 has it, AdamAL, AMSGrad as Reddi has it."""
        return [self.run(optimizer) for optimizer in TRIO]

    @property
    def swaps(self) -> "list[OnlineRun]":
        """AMSGrad with each of SWAP_DECAYS for beta2."""
        return [self.run(OPTIMIZERS["amsgrad"], beta2=decay) for decay in SWAP_DECAYS]


@dataclass(frozen=True)
class OnlineRun:
    """One optimizer's part of an online scenario. `stop` does not belong to what is played."""

    problem: Problem
    optimizer: Optimizer
    rounds: int
    seeds: tuple[int, ...]
    start: float
    schedule: Schedule
    stop: threading.Event = field(default_factory=threading.Event, compare=False)


EXAMPLES = {
    "Reddi's period 3": OnlineScenario(),
    "Period 101": OnlineScenario(rare=1010, usual=-10, period=101, lr=0.5, beta1=0.9, beta2=0.99, rounds=200_000),
    "By chance": OnlineScenario(kind="by chance", rare=1010, usual=-10, lr=0.5, beta1=0.9, beta2=0.99, rounds=200_000),
    "By chance, as printed": OnlineScenario(
        kind="by chance", rare=1010, usual=-10, lr=0.001, beta1=0.9, beta2=0.99, rounds=1_000_000
    ),
}


def playing(runs: Iterable[OnlineRun]) -> Iterator[Play]:
    """Each run's play, in order, as soon as it is done.

    Long ones go through the pool that all sessions share, one core fewer than there are; closing the iterator stops
    what is left.
    """
    stop = threading.Event()
    runs = [replace(run, stop=stop) for run in runs]
    if sum(b.rounds * (len(b.seeds) if b.problem.varies else 1) for b in runs) <= SHORT:
        yield from map(_played, runs)
        return
    waiting = [pool.submit(_played, run) for run in runs]
    try:
        for future in waiting:
            yield future.result()
    finally:
        stop.set()
        for future in waiting:
            future.cancel()


@lru_cache(maxsize=64)
def _played(b: OnlineRun) -> Play:
    return play(b.problem, b.optimizer, b.rounds, b.seeds, b.start, b.schedule, b.stop)
