"""A training of arrays alone, in the place of a real one: what it measures goes the same way, and nothing is compiled.

The experiment's title says how it behaves: "slow" takes 0.02 s a chunk; "memory" and "data" fail; of
"diverges" seed 1 diverges at update 70.
"""

import dataclasses
import time

import numpy as np

from networks.entry import TRAINING
from networks.payload import runs_of
from networks.training.chunk import Chunk

NAME = "tests.networks.toy:TOY"
LENGTH = 50  # updates in a chunk


class Toy:
    activity = "Training."

    def __init__(self, runs):
        (self.experiment, _), self.step = runs[0], 0
        self.seeds = np.array([seed for _, seed in runs])
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
        time.sleep(0.02 if title == "slow" else 0)
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
        found = {"loss": (self.w**2).mean(axis=1), "start": np.full(len(self.w), np.nan)}
        if self.experiment.title == "diverges":
            found |= {"validation_accuracy": found["loss"] / 10, "gradient_norm_start": found["loss"]}
            found["diverged_at"] = np.where((self.seeds == 1) & (self.step >= 70), 70.0, np.nan)
        return found


def begin(payload, say):
    return Toy(runs_of(payload))


TOY = dataclasses.replace(TRAINING, begin=begin)
