"""A setting worth opening: what it is called, where it is from, what to look for in it."""

from dataclasses import dataclass

from dynamics import Kind
from scenarios.opening import contender
from scenarios.scenario import Contender, Scenario


@dataclass(frozen=True)
class Preset:
    """promise: a few words for a small picture of it; "" where it is shown by its title alone. ends: what each of its
    contenders comes to, where something is promised. middle and half_height: what the picture shows;
    dotted: its last points instead of its path."""

    name: str
    title: str
    source: str
    look: str
    scenario: Scenario
    promise: str = ""
    ends: tuple[Kind, ...] = ()
    middle: tuple[float, float] = (0.0, 0.0)
    half_height: float = 1.0
    dotted: bool = False


def with_(optimizer: str, **hyper: float | str) -> Contender:
    return Contender(optimizer=optimizer, hyper=hyper)


def race(surface: str, *optimizers: str) -> tuple[Contender, ...]:
    """Optimizers as they open on a surface."""
    return tuple(contender(surface, name) for name in optimizers)
