"""An online problem and the optimizers that play it, as one description; the examples; and how they are run."""

import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

from dynamics import OPTIMIZERS, Optimizer, Schedule
from dynamics.hyperparameters import Value
from dynamics.online import MOST_ROUNDS, MOST_SEEDS, Periodic, Play, Problem, Stochastic, play
from dynamics.online.identity import TRIO
from dynamics.words import number
from scenarios.running import pool

KINDS = {"periodic": "every so many rounds", "by chance": "by chance"}
SHORT = 500_000  # rounds of all runs together, seed by seed, that are played at once, without waiting for a place
SWAP_DECAYS = (0.5, 0.9, 0.99, 0.999, 0.9999)


@dataclass(frozen=True)
class OnlineScenario:
    """kind: how the rare slope comes, a key of KINDS; seeds: how many, from `seed` on. The rest as in
    `dynamics.online`.

    Learning rate, decays, schedule and the start of the averages are the same for every optimizer that has them.
    Raises ValueError with a sentence for whatever cannot be played.
    """

    kind: str = "periodic"
    rare: float = 3.0
    usual: float = -1.0
    period: int = 3
    chance: float = 0.01
    low: float = -1.0
    high: float = 1.0
    start: float = 0.0
    optimizers: tuple[str, ...] = ("sgd", "adagrad", "rmsprop", "adam", "amsgrad", "adamal")
    lr: float = 0.1
    beta1: float = 0.0
    beta2: float = 0.1
    correction: str = "none"
    schedule: str = "inverse-sqrt"
    rounds: int = 10_000
    seeds: int = 10
    seed: int = 0

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"The rare slope comes {' or '.join(KINDS.values())}; got {self.kind!r}.")
        if not self.problem.low <= self.start <= self.problem.high:
            raise ValueError(
                f"The start must lie in the interval from {number(self.low)} to {number(self.high)}; got"
                f" {number(self.start)}."
            )
        if not 1 <= self.rounds <= MOST_ROUNDS:
            raise ValueError(f"There must be from 1 to {MOST_ROUNDS:,} rounds; got {self.rounds:,}.")
        if not 1 <= self.seeds <= MOST_SEEDS or not 0 <= self.seed < 2**31:
            raise ValueError(
                f"There must be from 1 to {MOST_SEEDS} seeds, the first from 0 to 2³¹; got {self.seeds} from"
                f" {self.seed}."
            )
        if not self.optimizers:
            raise ValueError("Choose at least one optimizer to play.")
        for optimizer in ("adam", *self.optimizers):
            self.configured(OPTIMIZERS[optimizer])
        Schedule(self.schedule)

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
