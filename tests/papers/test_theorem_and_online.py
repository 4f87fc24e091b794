"""What the records of 003 and 004 measure, by other ways."""

import numpy as np
import pytest

from papers.amsgrad import online
from papers.constant_step import runs
from papers.constant_step.trained import STARTS, reproduced


def test_the_printed_bound_is_broken_by_a_run_that_has_all_it_asks_for():
    scenario = runs.settings()
    found = runs.theorem(scenario)
    assert found["rate_apart"] < 1e-9  # at the theorem's own rate
    x, m, v, norms = np.array(scenario.start), np.zeros(2), np.zeros(2), []
    for _ in range(scenario.steps):
        g = 2 * x
        norms.append(np.hypot(*g))
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g
        x = x - found["rate"] * m / (np.sqrt(v) + 1e-8)
    gap = 1000.0**2 + 750.0**2
    bound = (2 * 2 * found["delta"] ** 2 * gap / scenario.steps) ** 0.25
    assert found["least"] == pytest.approx(min(norms))
    assert found["printed"] == pytest.approx(bound)
    assert min(norms) > 2 * bound


def test_from_near_it_holds_and_nowhere_is_there_a_c():
    found = runs.theorem(runs.settings(runs.NEAR, 1_500))
    assert found["least"] < 0.1 * found["printed"]
    assert found["c"] < 0
    assert (found["ratio"], found["nowhere"]) == (pytest.approx(9), 3)


def test_what_the_proof_loses():
    found = runs.lost()
    assert found["printed"] == pytest.approx(10)  # 1 / √0.01
    assert found["corrected"] == found["own_b"] == pytest.approx(1)
    ratio = 40.0  # δ
    assert found["printed_b"] ** 2 == pytest.approx((ratio + 1 / ratio) / 2)
    assert runs.telescope()["from_0"] == pytest.approx(0, abs=1e-12)
    assert abs(runs.telescope()["printed"]) > 0.1


def test_a_printed_number_is_reproduced_within_two_deviations_or_as_printed():
    name = "Start 0.01 validation_accuracy"
    assert STARTS["Start 0.01"]["validation_accuracy"] == "97.5"
    for mean, deviation, right in ((97.5, 0.0, True), (97.31, 0.1, True), (97.2, 0.1, False), (97.54, 0.0, True)):
        found = {name: mean, f"{name}_sd": deviation}
        assert reproduced("Start 0.01", "validation_accuracy", found) is right


def test_the_printed_average_of_squares_has_no_root_in_most_rounds():
    """It has none where the last rare slope is so far back that −10 has outweighed 1010."""
    found = online.rootless(online.PRINTED)
    assert found["squared"] == 0
    v, without, rare = 0.0, 0, online.PRINTED.problem.rare_rounds(0, 10_000, 0)
    for each in rare:
        v = 0.99 * v + 0.01 * (1010.0 if each else -10.0)
        without += v < 0
    assert found["printed"] == without / 10_000 > 0.5
    first = int(rare.argmax())
    assert found["largest_printed"] == first / 10_000


def test_the_step_sizes_of_the_synthetic_case_add_up_to_two():
    assert online.ends(online.PRINTED)["total"] == pytest.approx(2 * 0.001 * np.sqrt(1e6), rel=1e-2)
