"""A training of arrays alone, to try what jobs survive without waiting for a compiler.

The experiment's title says how it behaves: "slow" takes 0.02 s a chunk, "stuck" does not return from the second;
"memory", "data" and "bug" fail.
"""

import time
from typing import NamedTuple

import numpy as np

LENGTH = 50  # updates in a chunk


class Chunk(NamedTuple):
    step: int
    curves: dict
    readings: dict


class Toy:
    def __init__(self, runs):
        (self.experiment, _), self.step = runs[0], 0
        self.total = self.experiment.steps
        self.rates = np.array([[experiment.optimizer.configured.hyper.lr] for experiment, _ in runs])
        self.w = np.stack([np.random.default_rng(seed).normal(size=100) for _, seed in runs])

    @property
    def done(self):
        return self.step >= self.total

    def advance(self):
        title = self.experiment.title
        if title == "memory":
            raise RuntimeError("RESOURCE_EXHAUSTED: Out of memory allocating 12345 bytes.")
        if title == "data":
            raise ValueError("The data are not here. Put them there.")
        if title == "bug":
            raise TypeError("unsupported operand")
        time.sleep(0.02 if title == "slow" else 600 if title == "stuck" and self.step else 0)
        losses = []
        for _ in range(min(LENGTH, self.total - self.step)):
            self.w = self.w - self.rates * (np.tanh(self.w) + 0.3 * np.sin(self.step + 7 * self.w))
            self.step += 1
            losses.append((self.w**2).mean(axis=1))
        loss = np.array(losses, np.float32).T
        fifths = np.quantile(self.w, [0, 0.25, 0.5, 0.75, 1], axis=1).T[:, None]
        return Chunk(
            self.step, {"loss": loss, "gradient_norm": 2 * loss}, {"quantiles": (np.array([self.step]), fifths)}
        )

    def state(self):
        return {"step": np.array(self.step), "w": self.w.copy()}

    def restore(self, state):
        if set(state) != {"step", "w"} or state["w"].shape != self.w.shape:
            raise ValueError("This state belongs to another experiment.")
        self.w, self.step = state["w"], int(state["step"])

    def summary(self):
        return {"loss": (self.w**2).mean(axis=1), "start": np.full(len(self.w), np.nan)}
