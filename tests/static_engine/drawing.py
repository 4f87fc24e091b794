"""Scenarios drawn at random, as the browser is told them and as Python runs them."""

import numpy as np

from dynamics import OPTIMIZERS, Schedule, simulate
from dynamics.schedules import KINDS
from landscapes import LANDSCAPES
from scenarios.opening import suited

MOST = 12  # contenders


def parameters(surface, rng):
    return {
        q.name: float(np.exp(rng.uniform(np.log(q.low), np.log(q.high))) if q.log else rng.uniform(q.low, q.high))
        for q in surface.parameters
    }


def contenders(surface, rng):
    """Every optimizer under every convention that it has, in drawn company of the others, with drawn numbers."""
    for optimizer in OPTIMIZERS.values():
        usual = suited(surface, optimizer.name) if surface in LANDSCAPES else {"lr": 0.01}
        for name, word in [(n, w) for n, h in optimizer.hyperparameters.items() for w in h.choices] or [(None, None)]:
            drawn = {n: str(rng.choice(h.choices)) for n, h in optimizer.hyperparameters.items() if h.choices}
            lr = float(usual.get("lr", optimizer.hyper.lr) * np.exp(rng.normal()))
            memories = [n for n in ("beta1", "beta2", "momentum") if n in optimizer.Hyper._fields]
            decays = {n: float(rng.uniform(0, 0.999)) for n in memories}
            yield {
                "optimizer": optimizer.name,
                "hyper": usual
                | drawn
                | {"lr": lr}
                | (decays if rng.random() < 0.5 else {})
                | ({name: word} if name else {}),
            }


def scenarios(surface, rng, steps=160):
    """All `contenders` of a registered surface, twelve at a time, each time elsewhere."""
    x0, x1, y0, y1 = surface.window
    everyone = list(contenders(surface.name, rng))
    for k in range(0, len(everyone), MOST):
        yield {
            "surface": surface.name,
            "parameters": parameters(surface, rng),
            "contenders": everyone[k : k + MOST],
            "start": [float(rng.uniform(x0, x1)), float(rng.uniform(y0, y1))],
            "steps": steps,
            "noise": float(rng.choice([0.0, 0.1])),
            "seed": int(rng.integers(2**31)),
            "schedule": {"kind": list(KINDS)[(k // MOST) % len(KINDS)], "at": [0.3, 0.55], "by": 0.3},
        }


def ours(scenario, surface=None):
    """The same runs by Numba."""
    surface = surface or LANDSCAPES[scenario["surface"]].with_(**scenario.get("parameters", {}))
    schedule = scenario.get("schedule", {})
    return [
        simulate(
            surface,
            OPTIMIZERS[c["optimizer"]].with_(**c["hyper"]),
            scenario["start"],
            scenario["steps"],
            noise=scenario.get("noise", 0.0),
            seed=scenario.get("seed", 0),
            schedule=Schedule(**schedule | {"at": tuple(schedule.get("at", (0.5, 0.75)))}),
        )
        for c in scenario["contenders"]
    ]
