"""Descent as mirror descent: the minima against the rules' own steps, and the propositions where they fail."""

from itertools import pairwise

import numpy as np
import pytest

from dynamics import OPTIMIZERS, simulate
from dynamics.mirror import (
    ENTROPY,
    HALF_SQUARE,
    after_a_swap,
    composite_paths,
    convergence_sums,
    linear_terms,
    mirror_path,
    path_of_minima,
    printed_terms,
    projected_path,
    proximal_point_path,
    weights,
)
from landscapes import LANDSCAPES

FALLS = {"adam", "rmsprop"}


def ran(name, surface="beale", lr=0.05, steps=300, **hyper):
    optimizer = OPTIMIZERS[name]
    hyper |= {"lr": lr, "bias_correction": "none"}
    own = {k: v for k, v in hyper.items() if k in optimizer.hyperparameters}
    return simulate(LANDSCAPES[surface], optimizer.with_(**own), LANDSCAPES[surface].start, steps)


def minima(run, terms=linear_terms, beta1=None, scale=1.0):
    b = getattr(run.optimizer.numbers, "beta1", 0.0) if beta1 is None else beta1
    return path_of_minima(scale * terms(run.gradient[:-1], b), run.effective_lr[:-1], run.position[0])


@pytest.mark.parametrize("name", ["sgd", "adagrad", "rmsprop", "adam", "amsgrad", "adamal"])
def test_each_step_is_the_minimum_of_everything_so_far(name):
    run = ran(name)
    assert np.abs(minima(run) - run.position).max() < 1e-12
    falling = (weights(run.effective_lr[:-1])[1:] < 0).any()
    assert falling == (name in FALLS)  # a negative weight, and the minimum is there all the same


def test_the_average_of_heavy_ball_is_a_tenth_of_its_sum():
    run = ran("heavy-ball", "bowl", momentum=0.9)
    assert np.abs(minima(run, beta1=0.9, scale=10) - run.position).max() < 1e-11
    assert np.abs(minima(run, beta1=0.9) - run.position).max() > 0.1


def test_the_exponent_as_printed_loses_the_momentum():
    run = ran("adam")
    assert np.abs(minima(run, printed_terms) - run.position).max() > 0.1


def test_a_minimum_is_lower_than_its_surroundings():
    run = ran("adam", steps=40)
    terms, sigma = linear_terms(run.gradient[:-1], 0.9), weights(run.effective_lr[:-1])

    def total(x):
        return terms[-1] @ x + 0.5 * (sigma * (x - run.position[:-1]) ** 2).sum()

    least = total(run.position[-1])
    assert all(total(run.position[-1] + 1e-3 * np.array(d)) > least for d in ((1, 0), (-1, 0), (0, 1), (0, -1)))


def test_mirror_descent_is_projected_descent_with_half_the_square_only():
    setting = (lambda x: x - 0.5, 0.3, 1.0, 20, (0.01, 2.0))
    assert np.abs(mirror_path(HALF_SQUARE, *setting) - projected_path(*setting)).max() < 1e-12
    assert np.abs(mirror_path(ENTROPY, *setting) - projected_path(*setting)).max() > 0.01
    entropic = [1.0]
    for _ in range(20):
        entropic.append(entropic[-1] * np.exp(-0.3 * (entropic[-1] - 0.5)))
    assert mirror_path(ENTROPY, *setting) == pytest.approx(entropic, abs=1e-12)


def test_a_minimum_at_an_end_of_the_interval():
    setting = (lambda x: x - 0.5, 3.0, 1.0, 5, (0.2, 2.0))
    assert mirror_path(HALF_SQUARE, *setting) == pytest.approx(projected_path(*setting), abs=1e-12)
    assert projected_path(*setting)[1] == 0.2


def test_the_proximal_point_is_no_gradient_step():
    setting = (lambda x: x, 3.0, 1.0, 5, (-100.0, 100.0))
    assert projected_path(*setting)[-1] == -32
    assert proximal_point_path(*setting) == pytest.approx(0.25 ** np.arange(6), abs=1e-12)


def test_proposition_2_holds_with_the_subgradients_of_earlier_rounds():
    gradients = np.random.default_rng(0).standard_normal(200) + 0.2
    rates = 1 / np.sqrt(np.arange(1, 201))
    found = composite_paths(gradients, rates, 0.5, 0.3)
    assert (found.mirror == 0).any()  # the penalty is felt
    assert np.abs(found.mirror - found.leader).max() < 1e-12
    assert np.abs(found.mirror - found.printed).max() > 0.1
    free = composite_paths(gradients, rates, 0.5, 0.0)
    assert np.abs(free.mirror - free.printed).max() < 1e-12


def test_who_forgets_a_discarded_gradient():
    found = after_a_swap((3.0, 0.1, 2.0), 0.9)
    assert found.swapped
    assert found.amsgrad == pytest.approx(found.real, rel=1e-14)
    assert found.adamal == pytest.approx(found.equation_16, rel=1e-14)
    assert found.equation_16 - found.real == pytest.approx(0.9 * 0.1 * (0.9 - 0.01))
    assert found.printed == pytest.approx(found.real - 0.1 * (4 - 2))
    grown = after_a_swap((3.0, 4.0, 2.0), 0.9)
    assert not grown.swapped
    assert grown.equation_16 == pytest.approx(grown.real, rel=1e-14)


def test_without_the_rate_the_left_side_of_the_theorem_outgrows_the_right():
    found = [convergence_sums(ran("adamal", "bowl", 0.1 / k, 300 * k)) for k in (1, 10, 100)]
    assert all(b.printed > 1.1 * a.printed for a, b in pairwise(found))
    for name in ("corrected", "steps", "changes", "squares"):
        values = [getattr(each, name) for each in found]
        assert values[0] > values[1] > values[2]
    run = ran("adamal", "bowl", 0.1, 300)
    root = 0.1 / run.effective_lr[:-1]
    assert convergence_sums(run).printed == pytest.approx((run.gradient[:-1] ** 2 / root).sum())
