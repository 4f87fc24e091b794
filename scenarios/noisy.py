"""What the page of noise shows, as data: a bundle of paths, and an experiment on the first moment."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from dynamics import OPTIMIZERS
from dynamics.bundle import Bundle, bundle
from dynamics.online.moment import MOST_PATHS, MOST_STEPS, STARTS, Spread, monte_carlo
from dynamics.words import number
from landscapes import LANDSCAPES
from scenarios.opening import suited
from scenarios.running import pool
from scenarios.scenario import FARTHEST, Contender, Scenario

MOST_SEEDS = 200
MOST_BUNDLE_STEPS = 10_000
MOST_SHOWN = 4


@dataclass(frozen=True)
class Moment:
    """The variance of Adam's first moment: decay, noise of a gradient, and how many paths measure it. Raises ValueError
    with a sentence."""

    beta1: float = 0.9
    sigma: float = 1.0
    paths: int = 2_000
    seed: int = 0

    def __post_init__(self) -> None:
        OPTIMIZERS["adam"].with_(beta1=self.beta1)
        if not (np.isfinite(self.sigma) and 0 < self.sigma <= 1e6):
            raise ValueError(f"The noise must be above 0 and at most 10⁶; got {number(self.sigma)}.")
        if not 2 <= self.paths <= MOST_PATHS:
            raise ValueError(f"There must be from 2 to {MOST_PATHS:,} paths; got {self.paths:,}.")

    @property
    def steps(self) -> int:
        """Six times the memory of the average, so that it comes to rest."""
        return int(min(MOST_STEPS, max(12, round(6 / (1 - self.beta1)))))

    def measured(self) -> dict[str, Spread]:
        """For each way of starting the average, with noise of its own."""
        return {start: _measured(self, start, k) for k, start in enumerate(STARTS)}


@lru_cache(maxsize=64)
def _measured(moment: Moment, start: str, k: int) -> Spread:
    return monte_carlo(start, moment.beta1, moment.sigma, moment.steps, moment.paths, len(STARTS) * moment.seed + k)


@dataclass(frozen=True)
class Noisy:
    """A surface, a start on it (None: the surface's own), optimizers at rates that suit it, and seeds of noise, from
    `seed` on."""

    surface: str = "himmelblau"
    optimizers: tuple[str, ...] = ("sgd", "adam")
    noise: float = 20.0
    seeds: int = 40
    seed: int = 0
    steps: int = 200
    x: float | None = None
    y: float | None = None

    def __post_init__(self) -> None:
        if not 1 <= len(self.optimizers) <= MOST_SHOWN:
            raise ValueError(f"Choose from one to {MOST_SHOWN} optimizers: more bundles hide each other.")
        if not 1 <= self.seeds <= MOST_SEEDS or not 0 <= self.seed < 2**31 - MOST_SEEDS:
            raise ValueError(
                f"There must be from 1 to {MOST_SEEDS} seeds, none below 0; got {self.seeds} from {self.seed}."
            )
        if not 1 <= self.steps <= MOST_BUNDLE_STEPS:
            raise ValueError(f"There must be from 1 to {MOST_BUNDLE_STEPS:,} steps; got {self.steps:,}.")
        if not 0 <= self.noise <= 1e3:
            raise ValueError(f"Noise must be at least 0 and at most 1,000; got {number(self.noise)}.")
        if max(map(abs, self.start)) > FARTHEST:
            raise ValueError("A start must be two numbers of at most 10⁶ in size.")

    @property
    def start(self) -> tuple[float, float]:
        x, y = LANDSCAPES[self.surface].start
        return x if self.x is None else self.x, y if self.y is None else self.y

    @property
    def scenario(self) -> Scenario:
        """The first seed, for the explorer."""
        contenders = tuple(Contender(optimizer=name, hyper=suited(self.surface, name)) for name in self.optimizers)
        return Scenario(
            surface=self.surface,
            contenders=contenders,
            start=self.start,
            steps=self.steps,
            noise=self.noise,
            seed=self.seed,
        )

    def bundles(self) -> list[Bundle]:
        """One for each optimizer, through the pool that all sessions share."""
        return list(pool.map(_bundle, *zip(*((self, c) for c in self.optimizers), strict=True)))


@lru_cache(maxsize=32)
def _bundle(noisy: Noisy, name: str) -> Bundle:
    optimizer = OPTIMIZERS[name].with_(**suited(noisy.surface, name))
    seeds = tuple(range(noisy.seed, noisy.seed + noisy.seeds))
    return bundle(LANDSCAPES[noisy.surface], optimizer, noisy.start, noisy.steps, noisy.noise, seeds)
