"""What the records of 002 measure, by other ways."""

import numpy as np
import pytest

from dynamics import simulate
from landscapes import LANDSCAPES
from papers.exploring import crossing, cycles, formulas, saddle, valleys
from papers.exploring.noisy import variance


def test_a_figure_draws_what_is_measured():
    scenario = valleys.SMOOTH.model_copy(update={"steps": 4_000})
    drawn, measured = valleys.paths(scenario), valleys.race(scenario)
    assert list(drawn) == ["sgd", "adagrad", "rmsprop", "adam"]
    for name, path in drawn.items():
        assert path.position.shape == (4_001, 2)
        assert path.marks == pytest.approx(path.position[[1_000, 2_000, 3_000]])
        near = np.hypot(*path.position.T) <= 1e-3
        assert (path.arrival is None) == (not near.any()) == bool(np.isnan(measured[name]))
        if path.arrival:
            assert near.argmax() == path.arrival == measured[name]
    swings = valleys.oscillations(scenario)
    assert swings["adam"] == pytest.approx(drawn["adam"].position[-valleys.WINDOW - 1 :, 0])


def test_the_saddle_is_left_where_the_path_ends():
    scenario = saddle.settings()
    drawn, measured = saddle.escapes(scenario), saddle.race(scenario)
    for name, path in drawn.items():
        x = np.abs(path.position[:, 0])
        assert measured[name] == (np.inf if path.left is None else path.left)
        assert (x[:-1] <= 1).all()
        assert (path.left is None) == (x[-1] <= 1)
    # plain descent grows by 1 + η a step
    assert drawn["sgd"].left == np.ceil(np.log(100) / np.log1p(1e-3))


def test_started_alike_the_order_turns_in_the_smooth_valley():
    counts = {
        words: (race["rmsprop"], race["adam"])
        for words, scenario in valleys.conventions(valleys.SMOOTH.model_copy(update={"steps": 4_000})).items()
        for race in [valleys.race(scenario)]
    }
    assert counts == {
        "both averages from the first gradient": (3154, 3113),
        "both averages from 0": (1086, 1225),
        "both averages from 0, corrected": (2522, 2474),
    }


def test_formulas_as_printed_take_other_steps_in_two_of_five():
    assert formulas.adagrads()["printed"] > 1 > 1e-12 > formulas.adagrads()["rooted"]
    assert formulas.rmsprops()["printed"] == pytest.approx(0.9, abs=1e-3)  # a root of 100 in the divisor
    assert max(formulas.adams()[name] for name in ("figure_1", "equation_4", "equation_5")) < 1e-12


def test_the_correction_factor_at_decays_between():
    """β₁ = 0.9, β₂ = 0.85: above β₁², below β₁ (2 − β₁)."""
    t = np.arange(1, 50)
    assert ((0.85**t >= 2 * 0.9**t - 0.81**t) == (np.sqrt(1 - 0.85**t) <= 1 - 0.9**t)).all()
    found = crossing.factor()
    assert found["grid_largest"] > 1 >= found["largest"]
    assert found["misjudged"] == found["right_sign"] == 0 < found["printed_sign"]


def test_the_printed_amplitude_solves_the_printed_condition():
    found = cycles.two_cycle(cycles.DEFAULTS)
    lr, kappa, epsilon = 0.1, 0.1 / 1.9, 1e-8
    for name, below in (("printed", lambda c: c * c + epsilon), ("corrected", lambda c: abs(c) + epsilon)):
        a = found[name] * lr
        assert lr * kappa * 2 * a / below(2 * a) == pytest.approx(2 * a, rel=1e-6)
    assert found["edge"] == pytest.approx(38)
    assert found["multiplier"] == pytest.approx(1.1013, abs=5e-5)


def test_the_law_of_the_quartic_does_not_know_the_rate():
    for lr in (1e-3, 3e-2):
        adam = cycles.QUARTIC.contenders[0].configured.with_(lr=lr)
        x = simulate(LANDSCAPES["quartic"], adam, (1.0, 0.6), 60_000).position[:, 0]
        assert np.log(abs(x[-1] / x[-5_001])) / 5_000 == pytest.approx(np.log(0.999) / 4, rel=1e-9)


def test_the_variance_rests_at_kappa():
    found = variance()
    assert abs(found["end"] - found["kappa"]) < 4 * found["end_error"]
    assert 1 < found["misses"] < 5  # the largest of 180, in standard errors
