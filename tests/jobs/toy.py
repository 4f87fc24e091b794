"""Work of arrays alone, to try what jobs survive without waiting for a compiler: an entry point as a package would
write it.

The payload's `behaviour` says how it goes: "slow" takes 0.02 s a part, "stuck" does not return from the second;
"memory", "data" and "bug" fail.
"""

import json
import time
from typing import NamedTuple

import numpy as np

from jobs.entry import Entry, Recorder

NAME = "tests.jobs.toy:TOY"
LENGTH = 50  # steps in a part


class Part(NamedTuple):
    step: int
    loss: list


class Toy:
    activity = "Playing."

    def __init__(self, behaviour="", steps=1000, rate=0.01, width=100):
        self.behaviour, self.step, self.total = behaviour, 0, steps
        self.rate = rate
        self.w = np.random.default_rng(0).normal(size=width)

    @property
    def done(self):
        return self.step >= self.total

    def advance(self):
        if self.behaviour == "memory":
            raise RuntimeError("RESOURCE_EXHAUSTED: Out of memory allocating 12345 bytes.")
        if self.behaviour == "data":
            raise ValueError("The data are not here. Put them there.")
        if self.behaviour == "bug":
            raise TypeError("unsupported operand")
        time.sleep(0.02 if self.behaviour == "slow" else 600 if self.behaviour == "stuck" and self.step else 0)
        loss = []
        for _ in range(min(LENGTH, self.total - self.step)):
            self.w = self.w - self.rate * (np.tanh(self.w) + 0.3 * np.sin(self.step + 7 * self.w))
            self.step += 1
            loss.append(float((self.w**2).mean()))
        return Part(self.step, loss)

    def state(self):
        return {"step": np.array(self.step), "w": self.w.copy()}

    def restore(self, state):
        if set(state) != {"step", "w"} or state["w"].shape != self.w.shape:
            raise ValueError("This state belongs to other work.")
        self.w, self.step = state["w"], int(state["step"])

    def summary(self):
        return {"loss": (self.w**2).mean()}


class Losses(Recorder):
    """A number a step."""

    tables = "CREATE TABLE IF NOT EXISTS losses (step INTEGER PRIMARY KEY, loss REAL)"

    def append(self, db, parts):
        rows = [(part.step - len(part.loss) + k + 1, loss) for part in parts for k, loss in enumerate(part.loss)]
        db.executemany("INSERT INTO losses VALUES (?, ?)", rows)

    def truncate(self, db, step):
        db.execute("DELETE FROM losses WHERE step > ?", (step,))

    def joined(self, parts, step):
        return Part(step, [loss for part in parts for loss in part.loss])


def begin(payload, say):
    say("Preparing: unpacking the toy.")
    return Toy(**json.loads(payload))


TOY = Entry(begin, Losses(), "There was not enough memory for the toy.")
