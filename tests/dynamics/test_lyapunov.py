"""Lyapunov exponents against those that are known, and the endings that are told by them."""

from dataclasses import replace
from math import log

import numpy as np
import pytest

from dynamics import OPTIMIZERS, Kind, Schedule, simulate
from dynamics.outcomes.bursts import bursts
from dynamics.outcomes.lyapunov import largest_exponent
from landscapes import LANDSCAPES

SGD = OPTIMIZERS["sgd"].with_(lr=1.0)
BOWL = LANDSCAPES["smooth-valley"].with_(steepness=1.0)  # x^2 + y^2


def cubic(x, y, p):
    """Gradient descent at rate 1 on r x^3 / 3 - (r - 1) x^2 / 2 + y^2 / 2 is the logistic map x -> r x (1 - x), and y
    -> 0."""
    return p[0] * x * x - (p[0] - 1) * x, y


def bend(x, y, p):
    return 2 * p[0] * x - (p[0] - 1), 0 * x, 1 + 0 * y


def logistic(r, steps=1000):
    surface = replace(LANDSCAPES["smooth-valley"], name="cubic", grad=cubic, hess=bend, parameters=(), values=(r,))
    return simulate(surface, SGD, (0.3, 0.1), steps)


@pytest.mark.parametrize(("r", "exponent"), [(4.0, log(2)), (2.5, log(0.5)), (3.2, 0.5 * log(0.16))])
def test_the_logistic_map_has_its_exponents(r, exponent):
    """ln 2 at r = 4; ln|2 - r| at rest; on the 2-cycle, (1/2) ln|4 + 2 r - r^2|."""
    found = largest_exponent(logistic(r), 200_000 if r == 4 else 2_000)
    assert found.value == pytest.approx(exponent, abs=3e-3 if r == 4 else 1e-6)
    assert abs(found.value - exponent) <= 5 * found.error + 1e-6


@pytest.mark.parametrize("lr", [0.1, 0.4, 0.9])
def test_on_a_quadratic_it_is_the_logarithm_of_the_slowest_factor(lr):
    valley = LANDSCAPES["smooth-valley"].with_(steepness=0.1)  # curvatures 2 and 0.2
    run = simulate(valley, OPTIMIZERS["sgd"].with_(lr=lr), (0.5, 0.3), 30)
    assert largest_exponent(run).value == pytest.approx(log(max(abs(1 - 2 * lr), abs(1 - 0.2 * lr))), abs=1e-9)


def test_moments_count():
    """Heavy ball on a quadratic: the roots of mu^2 - (1 + b - lr h) mu + b are complex there, of modulus sqrt b."""
    run = simulate(BOWL, OPTIMIZERS["heavy-ball"].with_(lr=0.05, momentum=0.9), (0.5, 0.3), 20)
    assert largest_exponent(run, 8_000).value == pytest.approx(log(0.9) / 2, abs=2e-3)


def test_it_needs_a_run_that_goes_on_alike():
    for run in (
        simulate(BOWL, SGD, (0.5, 0.3), 20, noise=0.1),
        simulate(BOWL, SGD, (0.5, 0.3), 20, schedule=Schedule("cosine")),
        simulate(BOWL, SGD.with_(lr=3.0), (0.5, 0.3), 200),
    ):
        with pytest.raises(ValueError, match="without noise or schedule"):
            largest_exponent(run)


def test_chaos_is_told_from_a_closed_curve():
    chaos = logistic(4.0).outcome
    assert chaos.kind == Kind.CHAOTIC
    assert chaos.exponent == pytest.approx(log(2), abs=0.05)
    assert "part e-fold every 1.4 steps" in chaos.sentence
    himmelblau = LANDSCAPES["himmelblau"]
    curve = simulate(himmelblau, OPTIMIZERS["adashift"].with_(lr=0.2), himmelblau.start, 1000).outcome
    assert curve.kind == Kind.CIRCLING
    assert abs(curve.exponent) < 1e-3
    assert curve.sentence.startswith("moves on a closed curve")


def test_a_slow_spiral_into_a_cycle_is_no_closed_curve():
    """Still on its way after 1,000 steps, though it keeps its size for long; it is on its 2-cycle after 4,000."""
    valley, adam = LANDSCAPES["smooth-valley"], OPTIMIZERS["adam"].with_(lr=0.2, beta1=0.1, beta2=0.99)
    early, late = (simulate(valley, adam, (0.5, 0.6), steps).outcome for steps in (1000, 4000))
    assert early.kind == Kind.MOVING
    assert (late.kind, late.period) == (Kind.CYCLE, 2)


def test_adams_defaults_burst_and_a_calm_end_is_not_called_settling():
    adam = OPTIMIZERS["adam"].with_(lr=0.1)
    long = simulate(BOWL, adam, (0.5, 0.3), 8000)
    assert long.outcome.kind == Kind.BURSTING
    calm = simulate(BOWL, adam, (0.5, 0.3), 600)
    assert calm.distance[-1] < 1e-3
    assert calm.outcome.kind == Kind.BURSTING
    step = calm.outcome.step
    assert (long.distance[600:step] <= 1e-3).all()
    assert long.distance[step] > 1e-3
    assert f"step {step:,}" in calm.outcome.sentence


def test_a_guard_that_makes_rest_stable_makes_it_settle():
    """Rest is stable iff eps >= lr kappa f'' / 2 = 0.1 / 19."""
    run = simulate(BOWL, OPTIMIZERS["adam"].with_(lr=0.1, epsilon=0.02), (0.5, 0.3), 3000)
    assert run.outcome.kind == Kind.SETTLED


def test_bursts_are_calm_and_loud_in_turn_and_a_smooth_swing_is_neither():
    t = np.arange(4000)
    bursting = np.where(t % 500 < 60, 0.3, 1e-6) * (-1.0) ** t
    found = bursts(np.column_stack([bursting, 0 * bursting]))
    assert found.calm == pytest.approx(440, rel=0.05)
    assert found.reach == pytest.approx(0.3, rel=1e-3)
    for period in (7, 100, 900):
        swing = np.sin(2 * np.pi * t / period)
        assert bursts(np.column_stack([swing, 0.5 * swing])) is None
    assert bursts(np.zeros((4000, 2))) is None
    assert bursts(np.column_stack([0.99**t, 0 * t])) is None
    assert bursts(np.zeros((5, 2))) is None
