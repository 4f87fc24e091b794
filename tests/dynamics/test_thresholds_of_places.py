"""Thresholds that say what a place is like, and how long a run is looked at there: each has witnesses, as in
`test_thresholds`."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from dynamics import OPTIMIZERS, simulate
from dynamics.outcomes.kinks import rests_on_kink
from dynamics.outcomes.leaving import _held
from dynamics.outcomes.look import Look
from dynamics.outcomes.resting import resting
from engines import ops
from tests.dynamics.test_thresholds import BOWL, FLIP, LESS, MORE, VALLEY, matters

SGD = OPTIMIZERS["sgd"]


def tilt(x, y, p):
    return p[0] + 0 * x, 0 * y


def curved(x, y, p):
    return p[1] + 0 * x, 0 * x, p[1] + 0 * y


def ledge(x, y, p):
    return ops.where(x > 0, 1 + p[0], 1.0) + 0 * y, 0 * y


def straight(x, y, p):
    return 0 * x, 0 * x, 0 * y


def surface(name, grad, hess, *values):
    return replace(VALLEY, name=name, grad=grad, hess=hess, parameters=(), values=values)


def rests(slope, curvature):
    """Whether a run may rest where slope and curvature are these, away from minima; the map has a half height of 1."""
    path = np.tile((0.5, 0.5), (400, 1))
    made = SimpleNamespace(surface=surface("tilt", tilt, curved, slope, curvature), position=path, noise=1.0)
    return lambda: resting(made, path, 0, None) is not None


def kinked(jump, aside=0.0):
    """Whether there is a kink, where one of this share of the slope is so far away."""
    land = surface("ledge", ledge, straight, jump / (1 - jump))
    return lambda: rests_on_kink(land, np.array([aside, 0.0]), 0)


def looked_at(path_of, ask):
    """`ask` of a look at a run that goes on along `path_of(updates)`."""

    def further(updates, origin=None):
        rates = SimpleNamespace(effective_lr=np.ones((2, 2)), first_moment=np.zeros((2, 2)))
        x = path_of(np.arange(updates + 1))
        path = np.column_stack([x, np.zeros(len(x))])
        return SimpleNamespace(
            surface=BOWL, position=path, steps=updates, updates=updates, further=further, at=lambda _: rates
        )

    return lambda: ask(Look(SimpleNamespace(surface=BOWL, optimizer=SGD, further=further)))


def settling(until):
    """Whether what misses its 2-cycle up to an update is seen to come back."""

    def path(k):
        return FLIP[k % 2] * (0.5 + 1e-3 * np.maximum(0, until - k) / until)

    return looked_at(path, lambda look: look.repeats(2) is not None)


def pausing(first, last):
    """Whether a run keeps its size that stands still from one share of the later half to another."""

    def ask(look):
        half = look.steps // 2
        moving = np.ones(half)
        moving[round(first * half) : round(last * half)] = 0.0
        position = np.column_stack([FLIP[np.arange(half) % 2] * moving / 2, np.zeros(half)])
        vars(look)["ahead"] = SimpleNamespace(position=position, steps=half, updates=half)
        return look.keeps(np.array([[-0.5, 0.0], [0.5, 0.0]]))

    return looked_at(lambda k: FLIP[k % 2] / 2, ask)


def swinging(leaves):
    """Whether a run stays near that is gone after so many updates."""
    return looked_at(lambda k: 1.0 * (k >= leaves), lambda look: look.swings_within(np.zeros(2), 0.5))


def standing(updates):
    return lambda: _held(simulate(BOWL, OPTIMIZERS["adam"], (0.0, 0.0), updates))


SWING = 2  # updates: the memory of a rule without averages, and one more
WITNESSES = [
    ("resting", "FLAT", MORE, rests(1.2e-6, -1.0)),
    ("resting", "FLAT", LESS, rests(0.8e-6, -1.0)),
    ("resting", "CREEPS", MORE, rests(1.2e-5 * 0.05, 0.05)),
    ("resting", "CREEPS", LESS, rests(0.8e-5 * 0.05, 0.05)),
    ("kinks", "JUMP", MORE, kinked(1.2e-2)),
    ("kinks", "JUMP", LESS, kinked(0.8e-2)),
    ("kinks", "PROBE", MORE, kinked(0.5, aside=1.2e-7)),
    ("kinks", "PROBE", LESS, kinked(0.5, aside=0.8e-7)),
    ("look", "FIRST", MORE, looked_at(np.zeros_like, lambda look: look.first.steps)),
    ("look", "FIRST", LESS, looked_at(np.zeros_like, lambda look: look.first.steps)),
    ("look", "SOON", MORE, settling(600)),
    ("look", "SOON", LESS, settling(400)),
    ("look", "PARTS", MORE, pausing(0.99 / 6, 2.01 / 6)),
    ("look", "PARTS", LESS, pausing(0.99 / 4, 2.01 / 4)),
    ("look", "SWINGS", MORE, swinging(60 * SWING)),
    ("look", "SWINGS", LESS, swinging(40 * SWING)),
    ("leaving", "STILL", MORE, standing(80)),
    ("leaving", "STILL", LESS, standing(50)),
]


@pytest.mark.parametrize(
    ("module", "name", "factor", "witness"), WITNESSES, ids=[f"{w[0]}.{w[1]} {w[2]:.2f}" for w in WITNESSES]
)
def test_a_threshold_has_a_witness(module, name, factor, witness, monkeypatch):
    assert matters(module, name, factor, witness, monkeypatch)
