"""A setting worth opening: what it is called, where it is from, what to look for in it."""

from dataclasses import dataclass

from dynamics import Kind
from scenarios.opening import contender
from scenarios.scenario import Contender, Scenario


@dataclass(frozen=True)
class Preset:
    """promise: a few words for a small picture of it; "" where it is shown by its title alone. ends: what each of its
    contenders comes to, where something is promised. seen: how much of the surface's half height the picture shows."""

    name: str
    title: str
    source: str
    look: str
    scenario: Scenario
    promise: str = ""
    ends: tuple[Kind, ...] = ()
    seen: float = 1.0


def with_(optimizer: str, **hyper: float | str) -> Contender:
    return Contender(optimizer=optimizer, hyper=hyper)


def race(surface: str, *optimizers: str) -> tuple[Contender, ...]:
    """Optimizers as they open on a surface."""
    return tuple(contender(surface, name) for name in optimizers)
