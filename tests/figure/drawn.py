"""Scenarios at random, over everything registered."""

from random import Random
from typing import Any

from dynamics import OPTIMIZERS
from dynamics.hyperparameters import Hyperparameter
from dynamics.schedules import KINDS
from landscapes import LANDSCAPES
from scenarios.scenario import Contender, Scenario


def log_uniform(random: Random, low: float, high: float) -> float:
    return low * (high / low) ** random.random()


def a_value(random: Random, h: Hyperparameter) -> float | str:
    if h.choices:
        return random.choice(h.choices)
    if h.scale == "decay":
        return 1 - 10 ** -random.uniform(0, 5)
    return log_uniform(random, max(h.low, 1e-12), h.high)


def a_contender(random: Random, name: str) -> Contender:
    changed = [h for h in OPTIMIZERS[name].hyperparameters.values() if random.random() < 0.3]
    return Contender(optimizer=name, hyper={h.name: a_value(random, h) for h in changed})


def a_scenario(seed: int, **parts: Any) -> Scenario:
    """Few optimizers to choose from, so that there are copies; some settings changed, some the same."""
    random = Random(seed)
    few = random.sample(list(OPTIMIZERS), 3)
    made: list[Contender] = []
    for _ in range(random.randint(1, 7)):
        again = made and random.random() < 0.3
        made.append(random.choice(made) if again else a_contender(random, random.choice(few)))
    land = LANDSCAPES[random.choice(list(LANDSCAPES))]
    usual: dict[str, Any] = {
        "surface": land.name,
        "parameters": {q.name: q.low + (q.high - q.low) * random.random() for q in land.parameters},
        "contenders": tuple(made),
        "start": (random.uniform(-2, 2), random.uniform(-2, 2)),
        "steps": int(log_uniform(random, 1, 1000)),
        "noise": random.choice([0.0, 0.5]),
        "seed": random.randint(0, 99),
        "schedule": {"kind": random.choice(list(KINDS))},
    }
    return Scenario(**usual | parts)


__all__ = ["a_scenario", "a_value"]
