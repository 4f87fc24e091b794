"""How long, how closely and how often the judge looks: each such number has witnesses, as in `test_thresholds`."""

import ast
import importlib
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from dynamics import OPTIMIZERS, outcomes, simulate
from dynamics.outcomes.cycles import _searched
from dynamics.outcomes.ending import _ending
from dynamics.outcomes.judging import Regime
from dynamics.outcomes.leaving import _expected
from dynamics.outcomes.lyapunov import largest_exponent
from dynamics.outcomes.spirals import spiral
from landscapes import LANDSCAPES
from tests.dynamics.test_lyapunov import logistic
from tests.dynamics.test_thresholds import BOWL, FLIP, LESS, MORE, VALLEY, cycle, irregular, matters, run
from tests.dynamics.test_thresholds import WITNESSES as OF_RUNS
from tests.dynamics.test_thresholds_of_places import WITNESSES as OF_PLACES

ADAM = OPTIMIZERS["adam"].with_(lr=1e-3)
EDGE = 1e-3 / 19  # the guard from which on the valley's floor is stable: η κ f″ / 2


class Asked(Exception):  # noqa: N818
    pass


def looked_back(steps):
    """How many of its last positions a run of so many steps is asked for."""

    def last(updates):
        raise Asked(updates)

    def witness():
        with pytest.raises(Asked) as asked:
            _ending(SimpleNamespace(surface=BOWL, steps=steps, updates=steps, last=last))
        return asked.value.args[0]

    return witness


def found(period, rows):
    """What is found in a path of which only the last rows repeat."""
    path = np.concatenate([irregular(3_000 - rows), cycle(period, rows)])
    return lambda: next(_searched(np.column_stack([path, 0 * path]), np.array([True, False]), Regime.WANDERING), None)


def bent_at(row):
    """Whether a spiral is seen on Styblinski-Tang, whose curvature is the minimum's but for one position of 480."""
    land = LANDSCAPES["styblinski-tang"]
    aside = np.zeros((480, 2))
    aside[:, 0] = 1e-4 * FLIP[np.arange(480) % 400]
    aside[row, 0] = 0.5
    made = simulate(land, OPTIMIZERS["sgd"].with_(lr=1.0), (0.1, 0.1), 10)
    return lambda: spiral(made, land.minima[0] + aside, land.minima[0]) is not None


def expected(share):
    """When theory expects a run back, whose guard is so much of what would hold it."""
    return lambda: _expected(simulate(VALLEY, ADAM.with_(epsilon=share * EDGE), (0.5, 0.9), 20_000), np.zeros(2))


def exponent(r=3.9):
    return lambda: largest_exponent(logistic(r))


def closed_curve():
    """The exponent of Adam on a closed curve, so near 0 that it is measured for longer."""
    adam = OPTIMIZERS["adam"].with_(lr=1.5, beta2=0.5)
    return simulate(BOWL, adam, (0.8, 0.3), 800).outcome.exponent


WITNESSES = [
    ("ending", "HALF", MORE, looked_back(3 << 20)),
    ("ending", "HALF", LESS, looked_back(2 << 20)),
    ("cycles", "LAST", MORE, found(5, 80)),
    ("cycles", "LAST", LESS, found(5, 53)),
    ("cycles", "LATE", MORE, found(100, 450)),
    ("cycles", "LATE", LESS, found(100, 300)),
    ("repetition", "CLOSE_UP", MORE, found(500, 1_900)),
    ("repetition", "CLOSE_UP", LESS, found(500, 1_200)),
    ("spirals", "LOOKED_AT", MORE, bent_at(10)),
    ("spirals", "LOOKED_AT", LESS, bent_at(22)),
    ("leaving", "WAITS", MORE, run("smooth-valley", "adam", (0.5, 0.9), 5_000, lr=1e-2, beta1=0.99, beta2=0.99995)),
    ("leaving", "FADES", MORE, expected(0.9)),
    ("leaving", "FADES", LESS, expected(0.9)),
    ("leaving", "SEED", MORE, expected(0.9)),
    ("leaving", "SEED", LESS, expected(0.9)),
    (
        "leaving",
        "SURE",
        MORE,
        run("smooth-valley", "adam", (0.142, -0.291), 8_000, lr=5e-3, beta1=0.972, beta2=0.99998),
    ),
    (
        "leaving",
        "SURE",
        LESS,
        run("smooth-valley", "adam", (0.056, 0.583), 2_000, lr=0.015, beta1=0.993, beta2=0.99998),
    ),
    ("leaving", "LATER", MORE, expected(1 - 1.6e-8)),
    ("leaving", "LATER", LESS, expected(1 - 2.4e-8)),
    ("leaving", "FINELY", MORE, expected(0.9)),
    ("leaving", "FINELY", LESS, expected(0.9)),
    ("wandering", "FARTHER", MORE, closed_curve),
    ("wandering", "FARTHER", LESS, closed_curve),
    ("lyapunov", "STEPS", MORE, exponent()),
    ("lyapunov", "STEPS", LESS, exponent()),
    ("lyapunov", "LAP", MORE, exponent()),
    ("lyapunov", "LAP", LESS, exponent()),
    ("lyapunov", "APART", MORE, exponent()),
    ("lyapunov", "APART", LESS, exponent()),
    ("lyapunov", "SKIPPED", MORE, exponent()),
    ("lyapunov", "SKIPPED", LESS, exponent()),
]


@pytest.mark.parametrize(
    ("module", "name", "factor", "witness"), WITNESSES, ids=[f"{w[0]}.{w[1]} {w[2]:.2f}" for w in WITNESSES]
)
def test_a_threshold_has_a_witness(module, name, factor, witness, monkeypatch):
    assert matters(module, name, factor, witness, monkeypatch)


def numbers_of_the_judge():
    """(module, name) of each number that stands at the top of a module of the judge."""
    for file in Path(outcomes.__file__).parent.glob("*.py"):
        for line in ast.parse(file.read_text()).body:
            if not isinstance(line, ast.Assign):
                continue
            names = [name.id for name in ast.walk(line.targets[0]) if isinstance(name, ast.Name)]
            values = [getattr(importlib.import_module(f"dynamics.outcomes.{file.stem}"), name) for name in names]
            for name, value in zip(names, values, strict=True):
                if isinstance(value, int | float):
                    yield file.stem, name


def test_every_number_of_the_judge_has_witnesses_on_both_sides():
    listed = {(module, name, factor) for module, name, factor, _ in WITNESSES + OF_RUNS + OF_PLACES}
    asked = [(*each, factor) for each in numbers_of_the_judge() for factor in (MORE, LESS)]
    missing = [each for each in asked if each not in listed]
    assert missing == []
