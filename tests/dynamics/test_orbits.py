"""Periodic orbits: what is known of them in closed form, and laws over every registered optimizer."""

import subprocess
import sys
from math import sqrt

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from dynamics import OPTIMIZERS, Schedule, find_orbit, simulate
from dynamics.orbits import (
    beta1_boundary,
    half_map_multipliers,
    origin_is_stable,
    repetition,
    stable_two_cycle,
    thermometer,
    threshold,
    two_cycle_amplitude,
)
from dynamics.orbits.find import separate
from dynamics.orbits.minimal_period import minimal_period
from dynamics.orbits.system import System
from dynamics.orbits.tail import tail
from dynamics.orbits.thermometer import steepest
from engines.arrays import elementwise
from landscapes import LANDSCAPES

VALLEY = LANDSCAPES["smooth-valley"]
SHARP = LANDSCAPES["sharp-valley"]
HILLS = LANDSCAPES["himmelblau"]
ADAM = OPTIMIZERS["adam"]
DESCENT = OPTIMIZERS["sgd"]
BALL = OPTIMIZERS["heavy-ball"]
QUICK = ADAM.with_(beta1=0.1, beta2=0.9)  # its 2-cycle is stable
FOLLOWED = [optimizer for name, optimizer in OPTIMIZERS.items() if name != "adafix"]
decays = st.floats(0.0, 0.95), st.floats(0.0, 0.9999)


def by_name(optimizer):
    return optimizer.name


def two_cycle(**hyper):
    """x and y of the smooth valley each on their 2-cycle; ε = 0 unless given."""
    return find_orbit(VALLEY, ADAM.with_(**{"epsilon": 0.0, **hyper}), near=(1e-4, 1e-4), period=2)


def same_numbers(found, expected, tolerance):
    """Equal as unordered lists: each of `expected` takes the nearest of what is left."""
    left = list(found)
    for value in expected:
        nearest = min(left, key=lambda other: abs(other - value))
        assert abs(nearest - value) <= tolerance
        left.remove(nearest)
    assert not left


# Adam's 2-cycle on c x^2: everything about it is known.


@settings(max_examples=25, deadline=None)
@given(*decays)
def test_two_cycle_is_the_one_of_the_theory(beta1, beta2):
    assume(beta1 + beta2 > 1e-3)
    orbit = two_cycle(beta1=beta1, beta2=beta2)
    amplitude = two_cycle_amplitude(1e-3, beta1, 0.0, 2.0)
    assert orbit.period == 2
    np.testing.assert_allclose(np.abs(orbit.points), amplitude, rtol=1e-12)
    np.testing.assert_array_equal(np.sign(orbit.points[0]), -np.sign(orbit.points[1]))
    # A root near another moves by the square root of an error; the polynomial of the roots does not.
    squares = half_map_multipliers(beta1, beta2) ** 2
    np.testing.assert_allclose(np.poly(orbit.multipliers), np.poly([*squares, *squares]), atol=1e-9)
    if abs(1 - 3 * beta1 - beta1 * (3 - beta1) * beta2) > 1e-4:
        assert orbit.stable == stable_two_cycle(beta1, beta2)


@pytest.mark.parametrize(("beta1", "beta2"), [(0.9, 0.999), (0.1, 0.9), (0.3, 0.99), (0.5, 0.5)])
def test_multipliers_are_the_squares_of_the_half_maps(beta1, beta2):
    squares = half_map_multipliers(beta1, beta2) ** 2
    same_numbers(two_cycle(beta1=beta1, beta2=beta2).multipliers, [*squares, *squares], 1e-9)


def test_default_adam_is_not_on_its_two_cycle():
    orbit = two_cycle(beta1=0.9, beta2=0.999)
    assert abs(orbit.multipliers[0]) == pytest.approx(1.1013, abs=5e-5)  # of two steps; of one, its root
    assert abs(half_map_multipliers(0.9, 0.999)[0]) == pytest.approx(sqrt(1.1013), abs=5e-5)
    assert (orbit.stable, orbit.loses) == (False, "Neimark-Sacker")
    assert "unstable" in orbit.sentence
    run = simulate(VALLEY, ADAM, (0.5, 0.9), 60_000)
    with pytest.raises(ValueError, match="no period up to 512"):
        find_orbit(VALLEY, ADAM, near=run)
    shunned = find_orbit(VALLEY, ADAM, near=run, period=2)
    np.testing.assert_allclose(
        np.abs(shunned.points), [[two_cycle_amplitude(1e-3, 0.9, 1e-8, h) for h in (2, 2e-3)]] * 2, rtol=1e-12
    )


def test_a_guard_shortens_the_cycle():
    epsilon = 3e-7
    orbit = find_orbit(
        VALLEY, QUICK.with_(epsilon=epsilon), near=simulate(VALLEY, QUICK.with_(epsilon=epsilon), (0.5, 0.9), 20_000)
    )
    expected = [two_cycle_amplitude(1e-3, 0.1, epsilon, curvature) for curvature in (2, 2e-3)]
    assert expected[1] < 0.7 * expected[0]
    np.testing.assert_allclose(np.abs(orbit.points), [expected, expected], rtol=1e-12)
    assert orbit.amplitude == pytest.approx(expected[0], rel=1e-12)
    assert orbit.stable
    assert orbit.residual < 1e-12


@pytest.mark.parametrize("beta2", [0.5, 0.9, 0.999])
def test_where_the_two_cycle_loses_stability(beta2):
    border = beta1_boundary(beta2)
    below, above = (two_cycle(beta1=border + nudge, beta2=beta2) for nudge in (-1e-6, 1e-6))
    assert abs(below.multipliers[0]) < 1 < abs(above.multipliers[0])


def test_ends_of_the_stability_boundary():
    assert beta1_boundary(0.0) == pytest.approx(1 / 3, rel=1e-15)
    assert beta1_boundary(1.0) == pytest.approx(3 - 2 * sqrt(2), rel=1e-14)


@settings(max_examples=50, deadline=None)
@given(*decays)
def test_the_closed_condition_is_about_the_polynomials_roots(beta1, beta2):
    modulus = abs(half_map_multipliers(beta1, beta2)[0])
    assume(abs(modulus - 1) > 1e-7)
    assert stable_two_cycle(beta1, beta2) == (modulus < 1) == (beta1 < beta1_boundary(beta2))


@pytest.mark.parametrize("nudge", [-1e-6, 1e-6])
def test_the_origin_is_stable_where_there_is_no_two_cycle(nudge):
    epsilon = 1e-3 * (0.1 / 1.9) * 2 / 2 * (1 + nudge)  # η κ f'' / 2
    orbit = find_orbit(VALLEY, ADAM.with_(epsilon=epsilon), near=(1e-3, 1e-3), period=1)
    np.testing.assert_array_equal(orbit.points, [[0, 0]])
    assert orbit.stable == origin_is_stable(1e-3, 0.9, epsilon, 2.0) == (nudge > 0)
    assert orbit.loses == (None if nudge > 0 else "flip")
    if nudge > 0:  # and so asking for the 2-cycle gives the point it has shrunk to
        asked = find_orbit(VALLEY, ADAM.with_(epsilon=2 * epsilon), near=(1e-3, 1e-3), period=2)
        assert asked.period == 1
        assert "Asked for period 2" in asked.note


def test_a_coordinate_at_rest_is_a_heavy_ball_with_rate_lr_over_epsilon():
    epsilon, (beta1, beta2) = 1e-5, (0.1, 0.9)
    orbit = find_orbit(VALLEY, QUICK.with_(epsilon=epsilon), near=(0.1, 0.1), period=2)
    np.testing.assert_array_equal(orbit.points[:, 1], 0)
    share = 1e-3 / epsilon * 2e-3
    once = np.array([[1 - share * (1 - beta1), -share * beta1], [1 - beta1, beta1]])  # of y and m / f''
    expected = [*np.linalg.eigvals(once) ** 2, beta2**2]
    alone = find_orbit(VALLEY, QUICK.with_(epsilon=epsilon), near=(0.1, 0.0), period=2)
    for value in expected:
        assert np.abs(orbit.multipliers - value).min() < 1e-9
    same_numbers(alone.multipliers, orbit.multipliers, 1e-12)


def test_without_a_guard_rest_is_undefined_and_said_to_be():
    with pytest.raises(ValueError, match="ε = 0"):
        find_orbit(VALLEY, ADAM.with_(epsilon=0.0), near=(0.1, 0.0), period=2)


# Textbook fixed points.


@pytest.mark.parametrize("lr", [0.3, 1.2])
def test_multipliers_of_gradient_descent(lr):
    orbit = find_orbit(VALLEY, DESCENT.with_(lr=lr), near=(0.1, 0.1), period=1)
    np.testing.assert_array_equal(orbit.points, [[0, 0]])
    same_numbers(orbit.multipliers, [1 - 2 * lr, 1 - 2e-3 * lr], 1e-14)
    assert (orbit.stable, orbit.loses) == ((True, None) if lr < 1 else (False, "flip"))


def test_multipliers_of_the_heavy_ball_where_the_run_ends():
    run = simulate(HILLS, BALL, (2.5, 1.0), 3_000)
    orbit = find_orbit(HILLS, BALL, near=run)
    np.testing.assert_allclose(orbit.points, [[3, 2]], rtol=1e-14)
    bends = np.linalg.eigvalsh(HILLS.hessian(3, 2))
    same_numbers(orbit.multipliers, np.concatenate([np.roots([1, -(1.9 - 0.01 * bend), 0.9]) for bend in bends]), 1e-9)
    assert (orbit.period, orbit.stable) == (1, True)


def test_a_saddle_is_left_along_a_fold():
    orbit = find_orbit(LANDSCAPES["saddle"], DESCENT, near=(0.1, 0.1), period=1)
    assert (orbit.stable, orbit.loses) == (False, "fold")
    same_numbers(orbit.multipliers, [1.01, 0.99], 1e-14)


def test_other_starts_than_the_nearest_minimum():
    """Descent too steep for the minimum has a 2-cycle about it, and Newton's method from the run's end finds it."""
    steep = DESCENT.with_(lr=0.015 * 1.75)
    run = simulate(HILLS, steep, (3.1, 2.1), 20_000)
    orbit = find_orbit(HILLS, steep, near=run)
    assert orbit.period == 2
    assert orbit.stable
    x, y = orbit.points[0]
    np.testing.assert_allclose(orbit.points[0] - steep.hyper.lr * HILLS.gradient(x, y), orbit.points[1], rtol=1e-12)
    rest = find_orbit(HILLS, steep, near=run, period=1)
    assert (rest.loses, rest.note) == ("flip", "")
    four = find_orbit(HILLS, steep, near=run, period=4)
    assert four.period == 2
    assert "Asked for period 4" in four.note


# Kinks.


@pytest.fixture(scope="module")
def crossing():
    return simulate(SHARP, ADAM.with_(bias_correction="gradient-init"), (0.05, 0.9), 100_000)


def test_sharp_valley_has_period_12_across_and_42_along(crossing):
    found = repetition(crossing.position[-1536:])
    assert (found.x, found.y, found.period) == (12, 42, 84)
    across = find_orbit(SHARP, ADAM, near=crossing, period=12)
    assert (across.period, across.coordinates, across.stable) == (12, "x", True)
    assert across.residual < 1e-12
    same_numbers(across.multipliers, [1.0, 0.9**12, 0.999**12], 1e-12)
    assert "y repeats after 42" in across.note
    assert "smooth pieces" in across.note
    assert "neutral" in across.sentence
    np.testing.assert_allclose(across.points[:, 0], crossing.position[-1:-13:-1][[0, *range(11, 0, -1)], 0], atol=1e-15)


def test_both_coordinates_of_the_sharp_valley_repeat_together(crossing):
    orbit = find_orbit(SHARP, ADAM, near=crossing)
    assert (orbit.period, orbit.coordinates, len(orbit.multipliers)) == (84, "xy", 6)
    assert orbit.amplitude == pytest.approx(np.ptp(crossing.position[-84:, 0]) / 2, rel=1e-9)


def test_on_a_kink_nothing_is_linearised():
    with pytest.raises(ValueError, match="kink"):
        find_orbit(SHARP, ADAM, near=(0.0, 0.0), period=1)
    along = find_orbit(SHARP, ADAM, near=simulate(SHARP, ADAM, (0.5, 0.0), 50_000))
    assert (along.coordinates, along.period) == ("x", 12)
    assert "y stands on a kink" in along.note


def test_smooth_orbits_are_not_said_to_cross_a_kink():
    for name in ("rastrigin", "himmelblau", "styblinski-tang", "beale"):
        surface = LANDSCAPES[name]
        quick = QUICK.with_(lr=surface.rates.normalised)
        assert "kink" not in find_orbit(surface, quick, near=simulate(surface, quick, surface.start, 20_000)).note


# The search itself.


@settings(max_examples=50, deadline=None)
@given(st.integers(1, 40), st.integers(1, 40), st.integers(0, 2**32 - 1))
def test_repetition_finds_each_period(p, q, seed):
    draw = np.random.default_rng(seed)
    one, other = draw.normal(size=p), draw.normal(size=q)
    whole = np.lcm(p, q)
    found = repetition(np.column_stack([np.resize(one, 1536), np.resize(other, 1536)]))
    assert (found.x, found.y, found.period) == (p, q, whole if whole <= 512 else None)
    assert found.exact == (whole <= 512)


def test_a_small_split_is_told_from_rounding():
    draw = np.random.default_rng(0)
    for split, period in ((1e-6, 4), (0.0, 2)):
        wave = np.resize([0.0, 1.0, split, 1.0], 1536) + 1e-13 * draw.normal(size=1536)
        assert repetition(np.column_stack([wave, wave])) == (period, period, period, False)


def test_one_coordinate_alone_only_where_the_other_has_no_say():
    x_alone = np.repeat([True, False], 2)
    for surface, independent in ((VALLEY, True), (HILLS, False)):
        lap = System(surface, BALL).lap(np.array([[0.3, 0.0], [0.2, 0.0]]), 3)
        assert separate(lap, x_alone) == independent


@settings(max_examples=50, deadline=None)
@given(st.floats(0.1, 10), st.integers(2, 100))
def test_neither_drift_nor_growth_is_repetition(slope, p):
    t = np.arange(1536.0)
    wave = np.cos(2 * np.pi * t / p)
    assert repetition(np.column_stack([slope * t, wave]))[:3] == (None, None, p)
    assert repetition(np.column_stack([1.01**t, 0.99**t * wave])).period is None


@settings(max_examples=50, deadline=None)
@given(st.integers(1, 12), st.integers(1, 6), st.integers(0, 2**32 - 1))
def test_minimal_period_divides(p, turns, seed):
    points = np.random.default_rng(seed).normal(size=(p, 2))
    assert minimal_period(np.tile(points, (turns, 1)), 0.0) == p


@pytest.mark.parametrize("optimizer", FOLLOWED, ids=by_name)
def test_the_map_goes_on_as_the_kernels_do(optimizer):
    """From the end of a run, with all its state variables, JAX's map makes the kernel's next steps; its Jacobian is
    their derivative."""
    if "bias_correction" in optimizer.hyperparameters and optimizer.name != "adashift":
        optimizer = optimizer.with_(bias_correction="none")
    optimizer = optimizer.with_(final_lr=0.01, gamma=1e3) if optimizer.name == "adabound" else optimizer.with_(lr=0.01)
    start, steps = (2.5, 1.0), 40_000 if optimizer.name == "adabound" else 40
    end = tail(simulate(HILLS, optimizer, start, steps))
    system = System(HILLS, optimizer)
    ahead = system.lap(end.state, 12)
    np.testing.assert_allclose(
        ahead.states[:, :, 0], simulate(HILLS, optimizer, start, steps + 11).position[-12:], rtol=1e-9
    )
    state, twice = ahead.states[3], system.lap(ahead.states[3], 2)
    for k in range(system.size):
        h = 1e-6 * max(abs(state.flat[k]), 1e-3 if k % system.shape[1] == 0 else 0.0)
        if h > 1e-11 * np.abs(state).max() and optimizer.name != "lion":
            aside = np.zeros(system.shape)
            aside.flat[k] = h
            central = (system.lap(state + aside, 2).end - system.lap(state - aside, 2).end).ravel() / (2 * h)
            np.testing.assert_allclose(twice.jacobian[:, k], central, rtol=1e-4, atol=1e-5 * np.abs(central).max())


def test_one_compilation_serves_every_period_and_value():
    from dynamics.orbits.autonomous import cycle

    for lr, momentum, period in ((0.3, 0.5, 1), (0.2, 0.1, 2), (0.05, 0.9, 7)):
        find_orbit(VALLEY.with_(steepness=lr), BALL.with_(lr=lr, momentum=momentum), near=(0.1, 0.1), period=period)
        assert cycle(BALL.rule, VALLEY.grad, BALL.Hyper)._cache_size() == 1


@pytest.mark.parametrize(
    ("words", "arguments"),
    [
        ("from 1 to 512", lambda: (VALLEY, ADAM, (0.1, 0.1), 0)),
        ("from 1 to 512", lambda: (VALLEY, ADAM, (0.1, 0.1), 513)),
        ("from 1 to 512", lambda: (VALLEY, ADAM, (0.1, 0.1), 2.5)),
        ("two finite numbers", lambda: (VALLEY, ADAM, (0.1, np.nan), 2)),
        ("two finite numbers", lambda: (VALLEY, ADAM, (0.1, 0.2, 0.3), 2)),
        ("noise", lambda: (VALLEY, QUICK, simulate(VALLEY, QUICK, (0.1, 0.1), 100, noise=0.1), 2)),
        ("schedule", lambda: (VALLEY, QUICK, simulate(VALLEY, QUICK, (0.1, 0.1), 100, schedule=Schedule("cosine")), 2)),
        ("diverges at step", lambda: (VALLEY, DESCENT, simulate(VALLEY, DESCENT.with_(lr=9.0), (0.1, 0.1), 1000), 2)),
        ("smoothness", lambda: (VALLEY, OPTIMIZERS["adafix"], (0.1, 0.1), 2)),
        (
            "No orbit of period 5 .* relative residual of",
            lambda: (VALLEY, ADAM, simulate(VALLEY, ADAM, (0.5, 0.9), 20_000), 5),
        ),
    ],
)
def test_refusals_say_why(words, arguments):
    surface, optimizer, near, period = arguments()
    with pytest.raises(ValueError, match=words):
        find_orbit(surface, optimizer, near=near, period=period)


def test_a_run_recorded_thinly_is_as_good():
    dense, thin = (simulate(VALLEY, QUICK, (0.5, 0.9), 20_000, every=every) for every in (1, 1000))
    np.testing.assert_array_equal(
        find_orbit(VALLEY, QUICK, near=dense).state, find_orbit(VALLEY, QUICK, near=thin).state
    )


def test_a_run_of_another_optimizer_only_gives_the_place():
    run = simulate(VALLEY, DESCENT.with_(lr=0.1), (0.5, 0.9), 100)
    orbit = find_orbit(VALLEY, QUICK, near=run, period=2)
    np.testing.assert_allclose(np.abs(orbit.points[:, 0]), two_cycle_amplitude(1e-3, 0.1, 1e-8, 2.0), rtol=1e-12)


# The edge of stability.


def test_thresholds_of_the_textbooks():
    assert threshold(DESCENT) == 2
    assert threshold(OPTIMIZERS["rmsprop"]) == 2
    assert threshold(BALL) == pytest.approx(2 + 2 * 0.9, rel=1e-14)
    assert threshold(OPTIMIZERS["nesterov"]) == pytest.approx((2 + 2 * 0.9) / (1 + 2 * 0.9), rel=1e-14)
    for beta1 in (0.0, 0.5, 0.99, 0.99999):
        for name in ("adam", "adamw", "amsgrad", "adabelief", "adamal"):
            assert threshold(OPTIMIZERS[name].with_(beta1=beta1)) == pytest.approx(
                (2 + 2 * beta1) / (1 - beta1), rel=1e-9
            ), name


@pytest.mark.parametrize("optimizer", [o for o in FOLLOWED if o.name != "lion"], ids=by_name)
def test_a_minimum_is_stable_just_below_the_threshold_and_not_above(optimizer):
    """At rest the rate is what it is at v = 0; η scales it, so η can put the steepest curvature, 2, on either side."""
    for name, value in (("epsilon", 1e-2), ("weight_decay", 0.0)):
        if name in optimizer.hyperparameters:
            optimizer = optimizer.with_(**{name: value})
    knob = "final_lr" if optimizer.name == "adabound" else "lr"
    rule = elementwise(optimizer.rule)
    at_rest = find_orbit(VALLEY, optimizer, near=(0.0, 0.0), period=1).state[0, 0]
    one = optimizer.with_(**{knob: 1.0}).numbers
    rate = rule(0.0, tuple(at_rest[1:]), _clock(one.lr), one)[1]
    edge = threshold(optimizer) / (2 * rate)
    for share, outcome in ((0.999, None), (1.001, "Neimark-Sacker" if optimizer.name == "adashift" else "flip")):
        orbit = find_orbit(VALLEY, optimizer.with_(**{knob: share * edge}), near=(0.0, 0.0), period=1)
        assert orbit.loses == outcome


def _clock(lr):
    from dynamics.optimizer import StepContext

    return StepContext(np.inf, lr, 0.0, 1.0, 1.0, 1.0, 0.0, 0.0, 0.0)


def test_on_its_two_cycle_adam_stands_at_the_edge():
    quick = QUICK.with_(epsilon=0.0)
    measured = thermometer(simulate(VALLEY, quick, (0.5, 0.9), 20_000))
    assert measured.sharpness.shape == (20_001,)
    assert measured.threshold == pytest.approx(22 / 9, rel=1e-12)
    np.testing.assert_allclose(measured.sharpness[-100:], measured.threshold, rtol=1e-9)
    np.testing.assert_allclose(np.hypot(*measured.direction.T), 1, rtol=1e-12)


def test_some_rows_read_what_all_rows_read():
    run = simulate(VALLEY, QUICK, (0.5, 0.9), 500)
    rows = np.array([0, 7, 499])
    for some, all_rows in zip(thermometer(run, run.at(rows)), thermometer(run), strict=True):
        np.testing.assert_array_equal(some, all_rows if np.ndim(all_rows) == 0 else all_rows[rows])


def test_without_a_rate_there_is_no_threshold():
    assert np.isnan(threshold(OPTIMIZERS["adadelta"].with_(epsilon=0.0)))


@settings(max_examples=50, deadline=None)
@given(
    st.tuples(st.floats(1e-6, 1e6), st.floats(1e-6, 1e6)),
    st.tuples(*[st.floats(-1e3, 1e3).map(lambda v: round(v, 6))] * 3),
)
def test_the_steepest_direction_is_the_largest_eigenvalue(rates, bends):
    xx, xy, yy = bends
    hessian, rates = np.array([[xx, xy], [xy, yy]]), np.array(rates)
    value, vector = steepest(rates[None], hessian[:, :, None])
    matrix = np.diag(rates) @ hessian
    size = np.abs(matrix).max()
    half = np.sqrt(rates)
    assert value[0] == pytest.approx(np.linalg.eigvalsh(half[:, None] * hessian * half)[-1], rel=1e-9, abs=1e-12 * size)
    balanced = vector[0] / half
    balanced /= np.hypot(*balanced)
    np.testing.assert_allclose(
        half[:, None] * hessian * half @ balanced, value[0] * balanced, atol=1e-9 * size + 1e-300
    )


def test_the_thermometer_does_not_need_jax():
    code = (
        "import sys; from dynamics import OPTIMIZERS, simulate; from dynamics.orbits import thermometer\nfrom"
        " landscapes import LANDSCAPES\nprint(thermometer(simulate(LANDSCAPES['ripple'], OPTIMIZERS['adam'], (1.0,"
        " 0.3), 10)).threshold, 'jax' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    threshold_, loaded = done.stdout.split()
    assert float(threshold_) == pytest.approx(38)
    assert loaded == "False"
