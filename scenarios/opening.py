"""The scenario a surface opens with: its own start, and learning rates that suit it."""

from functools import lru_cache

from dynamics import OPTIMIZERS
from dynamics.hyperparameters import Value
from landscapes import LANDSCAPES
from scenarios.scenario import Contender, Scenario

FIRST = next(iter(LANDSCAPES))
AT_OPENING = tuple(OPTIMIZERS)[:6]


def suited(surface: str, optimizer: str) -> dict[str, Value]:
    """The hyperparameters with which an optimizer opens on a surface: a learning rate that suits it, and averages that
    all start alike (from 0, corrected), so that what differs on screen is the rule; else its own defaults."""
    own, rates = OPTIMIZERS[optimizer], LANDSCAPES[surface].rates
    hyper: dict[str, Value] = {}
    if own.opening is not None:
        hyper["lr"] = float(f"{own.opening * (rates.normalised if own.normalised else rates.plain):.2g}")
    if getattr(own.hyper, "bias_correction", "standard") != "standard":
        hyper["bias_correction"] = "standard"
    return hyper


def contender(surface: str, optimizer: str) -> Contender:
    return Contender(optimizer=optimizer, hyper=suited(surface, optimizer))


@lru_cache(maxsize=64)
def opening(surface: str) -> Scenario:
    """The opening scenario of a registered surface."""
    land = LANDSCAPES[surface]
    return Scenario(
        surface=surface,
        contenders=tuple(contender(surface, name) for name in AT_OPENING),
        start=land.start,
        steps=land.steps,
    )
