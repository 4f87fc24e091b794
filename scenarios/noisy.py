"""What the page of noise shows, as data: a bundle of paths, and an experiment on the first moment."""

from functools import lru_cache
from typing import Annotated

from pydantic import AfterValidator, ConfigDict, Field

from dynamics import OPTIMIZERS
from dynamics.bundle import Bundle, bundle
from dynamics.online.moment import MOST_PATHS, MOST_STEPS, STARTS, Spread, monte_carlo
from landscapes import LANDSCAPES
from scenarios.opening import suited
from scenarios.running import pool
from scenarios.scenario import Contender, Coordinate, Frozen, Scenario, listed_surface, some_optimizers

MOST_SEEDS = 200
MOST_BUNDLE_STEPS = 10_000
MOST_SHOWN = 4


def _few(names: tuple[str, ...]) -> tuple[str, ...]:
    if not 1 <= len(names) <= MOST_SHOWN:
        raise ValueError(f"Choose from one to {MOST_SHOWN} optimizers: more bundles hide each other.")
    return some_optimizers(names)


class Moment(Frozen):
    """The variance of Adam's first moment: decay, noise of a gradient, and how many paths measure it."""

    model_config = ConfigDict(title="This page")

    beta1: float = Field(0.9, title="First decay", ge=0, lt=1, allow_inf_nan=False)
    sigma: float = Field(1.0, title="The noise", gt=0, le=1e6, allow_inf_nan=False)
    paths: int = Field(2_000, ge=2, le=MOST_PATHS)
    seed: int = Field(0, ge=0, le=2**29)

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


class Noisy(Frozen):
    """A surface, a start on it (None: the surface's own), optimizers at rates that suit it, and seeds of noise, from
    `seed` on."""

    model_config = ConfigDict(title="This page")

    surface: Annotated[str, AfterValidator(listed_surface)] = "himmelblau"
    optimizers: Annotated[tuple[str, ...], AfterValidator(_few)] = ("sgd", "adam")
    noise: float = Field(20.0, ge=0, le=1e3, allow_inf_nan=False)
    seeds: int = Field(40, ge=1, le=MOST_SEEDS)
    seed: int = Field(0, title="First seed", ge=0, le=2**31 - 1 - MOST_SEEDS)
    steps: int = Field(200, ge=1, le=MOST_BUNDLE_STEPS)
    x: Coordinate | None = Field(None, title="Start x")
    y: Coordinate | None = Field(None, title="Start y")

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


class NoisePage(Frozen):
    """Both."""

    model_config = ConfigDict(title="This page")

    moment: Moment = Moment()
    paths: Noisy = Noisy()
