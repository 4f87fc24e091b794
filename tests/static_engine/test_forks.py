"""Forks in the browser: every pair of rules, bits and words of Python, whatever piece of the run they leave in."""

from itertools import product

import numpy as np
import pytest

from dynamics import OPTIMIZERS, branch, rule_text
from landscapes import LANDSCAPES
from scenarios.arrivals import arrival
from scenarios.running import run
from scenarios.scenario import Scenario
from tests.static_engine.oracle import CHANNELS
from tests.static_engine.test_runs import COMPUTE, EXACT

MOMENTS = ("first_moment_x", "first_moment_y", "second_moment_x", "second_moment_y")
NAMES = list(OPTIMIZERS)


def hyper(name, land, k=0):
    own = OPTIMIZERS[name]
    rate = land.rates.normalised if own.normalised else land.rates.plain
    starts = getattr(own.hyperparameters.get("bias_correction"), "choices", ())
    return {"lr": 0.1 * rate * (own.opening or 1.0)} | ({"bias_correction": starts[k % 3]} if starts else {})


def compared(called, cases, most=4000):
    told = called(COMPUTE, [{"scenario": case, "most": most} for case in cases])
    for case, one in zip(cases, told, strict=True):
        scenario = Scenario.model_validate(case)
        runs, steps = run(scenario), one["steps"].astype(np.int64)
        data = one["runs"].reshape(len(runs), len(steps), len(CHANNELS))
        for k, (made, series, mine) in enumerate(zip(runs, one["series"], data, strict=True)):
            own, first = scenario.contenders[k], made.origin.step
            what = f"{own} of {case}"
            there = (steps >= first) & (steps <= first + made.updates)
            rows = made.at(steps[there] - first)
            assert np.isnan(mine[~there]).all(), what
            columns = dict(zip(CHANNELS, mine[there].T, strict=True))
            expected = np.column_stack([rows.position, rows.effective_lr, rows.first_moment, rows.second_moment])
            for name, column in zip((*EXACT, *MOMENTS), expected.T, strict=True):
                faded = np.isnan(columns[name]) & ~np.isnan(column)  # a coordinate that underflow has stopped
                assert (faded | (columns[name] == column) | np.isnan(column)).all(), (name, what)
                assert not faded.any() or name.startswith("effective"), (name, what)
            assert (series["updates"], series["arrived"]) == (made.updates, arrival(made)), what
            assert series["frames"] == (steps <= first + made.updates).sum()
            if own.fork is None:
                assert (series["left"], series["goesOn"], series["anew"]) == (0, [], [])
                continue
            found = branch(runs[scenario.keys.index(own.fork.of)], own.configured, first)
            assert series["left"] == first
            assert (series["goesOn"], series["anew"]) == ([*found.goes_on], [*found.anew]), what


@pytest.mark.parametrize("part", range(4))
def test_every_pair_forks_to_the_bits_of_python(called, part):
    land, rng, cases = LANDSCAPES["himmelblau"], np.random.default_rng(part), []
    for k, first in enumerate(NAMES):
        seconds = [name for j, name in enumerate(NAMES) if (j + k) % 4 == part]
        at = int(rng.integers(0, 60))
        contenders = [{"optimizer": first, "hyper": hyper(first, land, k + part)}]
        contenders += [
            {"optimizer": name, "hyper": hyper(name, land, j + k), "fork": {"of": first, "at": at}}
            for j, name in enumerate(seconds)
        ]
        keys = [f"{first}~2" if name == first else name for name in seconds]
        contenders += [  # and a fork of the last fork
            {"optimizer": "nadam", "hyper": hyper("nadam", land, k), "fork": {"of": keys[-1], "at": at + 7}}
        ]
        cases.append(
            {"surface": land.name, "start": land.start, "steps": 75, "contenders": contenders}
            | (NOISY if (k + part) % 2 else {})
        )
    compared(called, cases)


NOISY = {"noise": 0.05, "seed": 3, "schedule": {"kind": "cosine"}}


def test_forks_leave_in_any_piece_of_a_long_run(called):
    land, lr = LANDSCAPES["quartic"], {"lr": 1e-4}
    ends = {"optimizer": "sgd", "hyper": {"lr": 3.0}}  # diverges at once: what forks from it leaves where it ends
    cases = [
        {
            "surface": land.name, "start": [1.0, 0.5], "steps": 20_000,
            "contenders": [
                {"optimizer": "adam", "hyper": lr},
                *({"optimizer": "adam", "hyper": lr, "fork": {"of": "adam", "at": at}} for at in (1, 4095, 9_000)),
                {"optimizer": "lion", "hyper": lr, "fork": {"of": "adam~4", "at": 15_001}},
                ends,
                {"optimizer": "adafix", "hyper": lr, "fork": {"of": "sgd", "at": 12_000}},
                {"optimizer": "rmsprop", "hyper": lr, "fork": {"of": "lion", "at": 20_000}},
            ],
        },
    ]  # fmt: skip
    compared(called, cases, 200)
    (told,) = called(COMPUTE, [{"scenario": cases[0], "most": 200}])
    paths = told["runs"].reshape(8, -1, len(CHANNELS))
    for k, at in ((1, 1), (2, 4095), (3, 9_000)):  # nothing changed: the run itself
        after = told["steps"] >= at
        np.testing.assert_array_equal(paths[k, after], paths[0, after])


MINE = (  # what says nothing, what says half of it and has a start of its own, what fades by a name of its own
    "= beta1 = 0.9; state m; m = beta1*m + (1 - beta1)*g; step = 0.01*correction1*m",
    "= beta1 = 0.9; beta2 = 0.99; state m = 2*sin(g) + 1; state v: average squared gradient by beta2;"
    " m = beta1*m + (1 - beta1)*g; v = beta2*v + (1 - beta2)*g*g; step = 0.01*correction1*m/(1 + sqrt(v*correction2))",
    "= rho = 0.8 in [0, 1]; state a = g: average gradient by rho; a = rho*a + (1 - rho)*g; step = 0.01*a",
)


def test_a_typed_rule_forks_too(called):
    land = LANDSCAPES["himmelblau"]
    cases = [
        {"surface": land.name, "start": land.start, "steps": 60, "contenders": [
            {"optimizer": first}, {"optimizer": second, "fork": {"of": first, "at": 20}},
        ]} for first, second in product((*MINE, "adam", "rmsprop"), repeat=2) if first != second
    ]  # fmt: skip
    compared(called, cases)


def test_a_rule_its_text_and_the_rule_again_are_one_run(called):
    """All goes on, in the browser as in Python, and the path is that of the rule alone."""
    land, cases = LANDSCAPES["himmelblau"], []
    for k, name in enumerate(NAMES):
        own = {"optimizer": name, "hyper": hyper(name, land, k)}
        text = f"= {rule_text(OPTIMIZERS[name].with_(**own['hyper']))}"
        forks = [{"optimizer": text, "fork": {"of": name, "at": 21}}, own | {"fork": {"of": text, "at": 34}}]
        cases.append({"surface": land.name, "start": land.start, "steps": 50, "contenders": [own, *forks]} | NOISY)
    compared(called, cases)
    for case, one in zip(cases, called(COMPUTE, [{"scenario": case, "most": 4000} for case in cases]), strict=True):
        alone, text, again = one["runs"].reshape(3, -1, len(CHANNELS))
        np.testing.assert_array_equal(text[21:], alone[21:], str(case))
        np.testing.assert_array_equal(again[34:], alone[34:], str(case))
        assert [series["anew"] for series in one["series"]] == [[], [], []]


def test_a_fork_of_nothing_is_refused(called):
    lost = {"surface": "bowl", "steps": 9, "contenders": [{"optimizer": "adam", "fork": {"of": "adam", "at": 3}}]}
    with pytest.raises(Exception, match="A fork has nothing that it leaves"):
        called(COMPUTE, [{"scenario": lost}])
