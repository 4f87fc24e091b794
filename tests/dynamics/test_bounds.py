"""Bounds on Adam's step and on its way over a flat: the formulas, and the rule that may not exceed and does attain
them."""

import re

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize

from dynamics import OPTIMIZERS, simulate
from dynamics.bounds import (
    SLOPE,
    coast,
    coasting,
    correction_factor,
    crossing_bound,
    factor_stays_below_one,
    failing,
    heavy_ball_ramp,
    largest_steps,
    steady_ramp,
    step_bound,
    worst_gradients,
)
from dynamics.bounds.checks import against_runs
from dynamics.on_arrays import Stepper
from landscapes import LANDSCAPES

ADAM = OPTIMIZERS["adam"].with_(lr=0.01, epsilon=0.0)
CONVENTIONS = ("standard", "none", "gradient-init")
decays = st.tuples(st.floats(0, 0.99), st.floats(0.01, 0.9999)).filter(lambda b: b[0] ** 2 < 0.999 * b[1])
gradients = st.lists(st.one_of(st.floats(-1e3, -1e-3), st.floats(1e-3, 1e3)), min_size=1, max_size=30)


def last_step(adam, g):
    rule = Stepper(adam)
    return float([rule.step(np.array([each])) for each in g][-1][0]) / adam.hyper.lr


def test_the_numbers_at_the_defaults():
    assert step_bound(0.9, 0.999) == pytest.approx(7.27, abs=5e-3)
    assert crossing_bound(0.9, 0.999, last_step=True) == pytest.approx(73.03, abs=5e-3)
    assert crossing_bound(0.9, 0.999) == pytest.approx(65.76, abs=5e-3)
    assert steady_ramp(0.9, 0.999, 1_000) == pytest.approx(9.07, abs=5e-3)
    assert steady_ramp(0.9, 0.999, 100_000) == pytest.approx(0.9 / (np.sqrt(0.999) - 0.9))
    printed = 0.999 * 0.1 / ((np.sqrt(0.999) - 0.9) * np.sqrt(0.001 * (0.999 - 0.81)))
    assert crossing_bound(0.9, 0.999, last_step=True) == pytest.approx(printed, rel=1e-12)


@given(decays, st.integers(1, 400))
def test_a_longer_history_allows_a_longer_step_up_to_the_printed_bound(betas, n):
    b1, b2 = betas
    printed = np.sqrt(b2) * (1 - b1) / np.sqrt((1 - b2) * (b2 - b1 * b1))
    assert step_bound(b1, b2) == pytest.approx(printed, rel=1e-9)
    assert step_bound(b1, b2, n) <= step_bound(b1, b2, n + 1) * (1 + 1e-12) <= printed * (1 + 1e-9)


@given(st.floats(0, 0.99), st.floats(0.01, 0.9999))
def test_the_factor_stays_below_one_exactly_where_it_starts_there(b1, b2):
    assume(abs(b2 - b1 * (2 - b1)) > 1e-6)
    factor = correction_factor(b1, b2, np.arange(1, 3_000))
    assert factor_stays_below_one(b1, b2) == (factor.max() <= 1 + 1e-12)


@given(decays, st.integers(1, 2_000))
def test_correction_never_lifts_the_largest_step_above_the_bound(betas, n):
    assert correction_factor(*betas, n) * step_bound(*betas, n) <= step_bound(*betas) * (1 + 1e-9)


@settings(max_examples=60, deadline=None)
@given(decays, gradients, st.sampled_from(CONVENTIONS))
def test_no_gradients_drive_the_rule_beyond_the_bound(betas, g, convention):
    adam = ADAM.with_(beta1=betas[0], beta2=betas[1], bias_correction=convention)
    assert abs(last_step(adam, g)) <= step_bound(*betas) * (1 + 1e-9)


@pytest.mark.parametrize("betas", [(0.9, 0.999), (0.5, 0.6), (0.2, 0.9), (0.95, 0.91)])
def test_brute_force_finds_the_worst_gradients(betas):
    adam, n = ADAM.with_(beta1=betas[0], beta2=betas[1], bias_correction="none"), 6
    best = max(
        -minimize(lambda g: -last_step(adam, g), draw, method="BFGS").fun
        for draw in np.random.default_rng(0).normal(size=(4, n))
    )
    assert best == pytest.approx(float(step_bound(*betas, n)), rel=1e-6)
    assert last_step(adam, worst_gradients(*betas, n)) == pytest.approx(float(step_bound(*betas, n)), rel=1e-9)


@pytest.mark.parametrize("betas", [(0.9, 0.999), (0.5, 0.9), (0.0, 0.99), (0.9, 0.85), (0.99, 0.9999)])
def test_the_worst_gradients_attain_the_bound_of_every_length(betas):
    adam, lengths = ADAM.with_(beta1=betas[0], beta2=betas[1]), [1, 2, 3, 10, 100, 1_000]
    plain, _ = largest_steps(adam.with_(bias_correction="none"), lengths)
    fixed, _ = largest_steps(adam, lengths)
    bound = np.array([float(step_bound(*betas, n)) for n in lengths])
    assert plain == pytest.approx(bound, rel=1e-9)
    assert fixed == pytest.approx(bound * correction_factor(*betas, lengths), rel=1e-9)


def test_epsilon_halves_the_step_where_the_root_equals_it():
    adam = ADAM.with_(bias_correction="none")
    root = np.sqrt(0.001 * (0.999 ** np.arange(300) * worst_gradients(0.9, 0.999, 300)[::-1] ** 2).sum())
    _, steps = largest_steps(adam, [300], [1 / root, 1e12])
    assert steps == pytest.approx([float(step_bound(0.9, 0.999)) / 2, float(step_bound(0.9, 0.999))], rel=1e-9)


@pytest.mark.parametrize("betas", [(0.9, 0.999), (0.5, 0.9), (0.0, 0.99)])
def test_the_longest_way_over_a_flat_is_gone(betas):
    adam = ADAM.with_(beta1=betas[0], beta2=betas[1], bias_correction="none")
    ran = coast(adam, worst_gradients(*betas, 400))
    assert ran.after == pytest.approx(crossing_bound(*betas), rel=1e-9, abs=1e-12)
    assert ran.last_step + ran.after == pytest.approx(crossing_bound(*betas, last_step=True), rel=1e-9)


@settings(max_examples=30, deadline=None)
@given(gradients, st.sampled_from(CONVENTIONS))
def test_no_gradients_carry_farther_over_a_flat(g, convention):
    adam = ADAM.with_(beta1=0.7, beta2=0.8, bias_correction=convention)
    assert coast(adam, np.array(g)).after <= crossing_bound(0.7, 0.8) * (1 + 1e-9)


def test_failing_assumptions_are_named_and_nothing_is_bounded():
    assert failing(0.9, 0.999) == ""
    # bounded by η: β₁² < β₂ is not what fails
    assert failing(0.0, 0.0).startswith("With β₁ = β₂ = 0 Adam remembers nothing")
    for betas in ((0.9, 0.81), (0.9, 0.5), (0.5, 0.0)):
        assert "β₁² < β₂" in failing(*betas)
    assert (
        step_bound(0.9, 0.81) == step_bound(0.9, 0.5) == crossing_bound(0.9, 0.81) == crossing_bound(0.5, 0.0) == np.inf
    )
    grown, _ = largest_steps(ADAM.with_(beta1=0.9, beta2=0.5), [10, 100])
    assert grown[1] > 1e3 * grown[0]
    with pytest.raises(ValueError, match="β₂ = 0"):
        worst_gradients(0.5, 0.0, 4)


@pytest.mark.parametrize("name", ["adam", "adafix", "amsgrad", "heavy-ball", "nadam", "adabelief", "adamw", "lion"])
@pytest.mark.parametrize("convention", CONVENTIONS)
def test_the_stepper_does_what_the_kernels_do(name, convention):
    optimizer = OPTIMIZERS[name].with_(lr=0.1)
    if "bias_correction" in optimizer.hyperparameters:
        optimizer = optimizer.with_(bias_correction=convention)
    run = simulate(LANDSCAPES["bowl"], optimizer, (0.3, 0.2), 60)
    x = run.position[0]
    rule = Stepper(optimizer)
    smoothness = 0.0
    before = None
    for k in range(60):
        g = run.gradient[k]
        if before is not None:
            smoothness = max(smoothness, np.hypot(*(g - before[1])) / np.hypot(*(x - before[0])))
        before = x, g
        x = x - rule.step(g, x, np.abs(g).max(), g.max(), smoothness)
        assert x == pytest.approx(run.position[k + 1], rel=1e-9, abs=1e-9)
        x = run.position[k + 1]


def test_coasting_on_the_plateau_is_what_the_ramp_says():
    adam, ball = OPTIMIZERS["adam"].with_(lr=0.01), OPTIMIZERS["heavy-ball"].with_(lr=0.01)
    ways = {slope: (coasting(adam, slope, 1.0), coasting(ball, slope, 5.0)) for slope in (0.1, 1.0, 2.0)}
    for slope, (a, b) in ways.items():
        assert a.distance == pytest.approx(steady_ramp(0.9, 0.999, a.landed), rel=1e-5)
        assert b.distance == pytest.approx(heavy_ball_ramp(0.9, slope, b.landed), rel=1e-9)
    assert ways[2.0][0].distance == pytest.approx(ways[0.1][0].distance, rel=1e-5)
    assert ways[2.0][1].distance > 15 * ways[0.1][1].distance
    assert ways[1.0][1].distance > crossing_bound(0.9, 0.999)  # and it is no Adam


def test_who_stops_who_crosses_and_who_cannot_say():
    assert coasting(OPTIMIZERS["sgd"].with_(lr=0.01), 1.0, 1.0).distance == 0
    assert coasting(OPTIMIZERS["lion"].with_(lr=0.01), 1.0, 1.0).crosses
    assert coasting(OPTIMIZERS["adam"].with_(lr=0.01), 1.0, 0.05).crosses
    slow = coasting(OPTIMIZERS["sgd"].with_(lr=1e-4), 0.01, 1.0)
    assert slow.landed is None
    assert slow.sentence.startswith("is still under way")
    assert "0/0" in coasting(ADAM, 1.0, 1.0).sentence
    with pytest.raises(ValueError, match="width 0"):
        coasting(ADAM, 1.0, 0.0)


def test_the_table_agrees_to_nine_digits():
    for b1, b2 in ((0.9, 0.999), (0.5, 0.95), (0.0, 0.9)):
        ball = OPTIMIZERS["heavy-ball"].with_(momentum=b1)
        for check in against_runs(ADAM.with_(beta1=b1, beta2=b2), 500, 400, ball):
            assert check.run == pytest.approx(check.formula, rel=1e-9, abs=1e-12), check.what


def test_the_paper_is_quoted_with_its_own_words():
    quoted = "“Practically every other gradient descent method steps in the direction of an unbiased estimate …”"
    assert " ".join(re.findall(r"\\text\{(.*?)\}", SLOPE.printed)) == quoted
