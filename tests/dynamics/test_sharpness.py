"""What the thermometer promises, measured: a run, and the same run put off a little along the direction it names."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dynamics import OPTIMIZERS, simulate
from dynamics.orbits import dead, holds, in_signs, living, rate_response, takes_sign, thermometer, threshold
from dynamics.orbits.thermometer import steepest
from dynamics.trajectory import Rows
from landscapes import LANDSCAPES

SMOOTH = ("himmelblau", "styblinski-tang", "ripple", "bowl", "smooth-valley")
ABOVE = 1.05
MORE = 1 + 1e-6  # rounding apart
BY = 1e-7
VALLEY = LANDSCAPES["smooth-valley"]


def growths(optimizer, seed=0, runs=150, steps=(1,)):
    """(N, steps): by how much a disturbance along the direction has grown after some steps, at rows above 1.05 of
    random runs."""
    draw, found = np.random.default_rng(seed), []
    for k in range(runs):
        surface = LANDSCAPES[SMOOTH[k % len(SMOOTH)]]
        rate = surface.rates.normalised if optimizer.normalised else 2 / _steepest(surface)
        low, high = (-1.0, 0.7) if optimizer.normalised else (-0.5, 0.5)
        rule = optimizer.with_(lr=float(rate * 10 ** draw.uniform(low, high)))
        start = tuple(draw.uniform(-0.8, 0.8, 2) * surface.half_height + surface.centre)
        run = simulate(surface, rule, start, 400)
        if run.updates < run.steps:
            continue
        reading = thermometer(run)
        inside = ~surface.outside(*run.position.T)  # far out the small disturbance is lost in rounding
        above = np.flatnonzero((_told(reading) > ABOVE)[50:] & inside[50:]) + 50
        for row in draw.choice(above, min(4, len(above)), replace=False):
            here = run.state(at=int(row))
            aside = replace(here, position=here.position + BY * reading.direction[row])
            one, other = (simulate(surface, rule, begin, max(steps)).position for begin in (here, aside))
            if len(one) == len(other) == max(steps) + 1:
                found.append(np.hypot(*(one - other)[list(steps)].T) / BY)
    return np.array(found).reshape(-1, len(steps))


def _told(reading):
    """The ratio; for rules without one, the steepness that a rate held would make of it."""
    return reading.ratio if np.isfinite(reading.threshold) else np.where(reading.sharpness > 0, np.inf, 0)


def _steepest(surface):
    minima = surface.minima if len(surface.minima) else [(0.0, 0.0)]
    return max(1e-2, *(np.abs(np.linalg.eigvalsh(surface.hessian(*place))).max() for place in minima))


@pytest.mark.parametrize(
    ("name", "hyper"),
    [
        ("sgd", {}),
        ("heavy-ball", {"momentum": 0.3}),
        ("nesterov", {"momentum": 0.3}),
        ("adam", {"beta2": 0.99}),
        ("adam", {"beta1": 0.5, "beta2": 0.99}),
        ("nadam", {"beta2": 0.99}),
        ("adabelief", {"beta2": 0.99}),
        ("rmsprop", {"beta2": 0.99}),
        ("rmsprop", {"beta2": 0.999}),
        ("adabound", {"beta2": 0.99}),
        ("adashift", {"beta1": 0.5, "beta2": 0.99}),
    ],
)
def test_above_the_edge_a_disturbance_grows_where_that_is_promised(name, hyper):
    optimizer = OPTIMIZERS[name].with_(**hyper)
    assert holds(optimizer)
    grown = growths(optimizer)[:, 0]
    assert len(grown) >= 4
    assert (grown > MORE).mean() >= 0.97


@pytest.mark.parametrize(
    ("name", "hyper"),
    [("rmsprop", {"beta2": 0.5}), ("rmsprop", {"beta2": 0.3}), ("lion", {}), ("adashift", {"beta2": 0.99})],
)
def test_it_does_not_where_it_is_not(name, hyper):
    optimizer = OPTIMIZERS[name].with_(**hyper)
    assert not holds(optimizer)
    grown = growths(optimizer, steps=(1, 20))
    assert len(grown) >= 40
    assert (grown[:, 0] > MORE).mean() < 0.5
    assert (grown[:, 1] > MORE).mean() < 0.5


@pytest.mark.parametrize("beta2", [0.0, 0.5, 0.9, 0.98])
def test_an_average_answers_a_gradient_with_its_share(beta2):
    for name in ("rmsprop", "adam", "nadam", "amsgrad", "adamal", "adafix", "adashift"):
        optimizer = OPTIMIZERS[name].with_(beta2=beta2)
        assert rate_response(optimizer) == pytest.approx(1 - beta2, rel=1e-2)
        assert not holds(optimizer)


def test_fixed_rates_do_not_answer_and_defaults_hold_but_for_short_memories():
    for name in ("sgd", "heavy-ball", "nesterov"):
        assert rate_response(OPTIMIZERS[name]) == 0
    assert {name for name, optimizer in OPTIMIZERS.items() if not holds(optimizer)} == {
        "rmsprop",  # β₂ = 0.9
        "adadelta",  # 0.95
        "lion",
        "adashift",  # swings slowly
    }
    assert [name for name, optimizer in OPTIMIZERS.items() if takes_sign(optimizer)] == ["lion"]


# Rules that step by a sign.


def test_a_sign_rule_has_a_curvature_of_its_own_and_no_ratio():
    run = simulate(LANDSCAPES["himmelblau"], OPTIMIZERS["lion"].with_(lr=0.01), (2.5, 1.0), 300)
    reading = thermometer(run)
    assert np.isnan(threshold(run.optimizer))
    assert np.isnan(reading.threshold)
    assert np.isnan(reading.ratio).all()
    hessian = run.surface.hessian(*run.position.T)
    bowl = np.linalg.eigvalsh(hessian.transpose(2, 0, 1))[:, 0] > 0
    assert bowl.any()
    np.testing.assert_allclose(
        reading.sharpness[bowl], (hessian[0, 0] + hessian[1, 1] + 2 * np.abs(hessian[0, 1]))[bowl]
    )
    np.testing.assert_array_equal(np.isnan(reading.sharpness), ~bowl)


@settings(max_examples=60, deadline=None)
@given(st.tuples(st.floats(-1, 5), st.floats(0.1, 5), st.floats(0, np.pi)), st.integers(0, 2**32 - 1))
def test_it_is_the_most_that_a_step_of_signs_can_climb(bends, seed):
    least, most, angle = bends
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    hessian = turn @ np.diag([least, most]) @ turn.T
    (value,), (direction,) = in_signs(hessian[:, :, None])
    least = np.linalg.eigvalsh(hessian)[0]
    if abs(least) > 1e-9:
        assert np.isfinite(value) == (least > 0)
    if np.isfinite(value):
        d = np.random.default_rng(seed).uniform(-1, 1, (200, 2))
        assert (np.einsum("ki,ij,kj->k", d, hessian, d) <= value + 1e-12).all()
        corner = direction * np.sqrt(2)
        np.testing.assert_allclose(np.abs(corner), 1)
        assert corner @ hessian @ corner == pytest.approx(value)


def test_sign_steps_end_where_the_gradient_is_half_a_step_times_it():
    """On a bowl, whatever its curvature and the rate: nothing grows, and at the turning points of the 2-cycle |g|₁ is
    η / 2 times the curvature in signs, if both coordinates swing about the middle."""
    for curvature, lr in ((1.0, 0.1), (1.0, 1.0)):
        bowl = VALLEY.with_(steepness=curvature)
        lion = OPTIMIZERS["lion"].with_(lr=lr, beta1=0.0, beta2=0.0)
        run = simulate(bowl, lion, (10.5 * lr, 7.5 * lr), 200)
        np.testing.assert_allclose(np.abs(run.position[-20:]), lr / 2)
        np.testing.assert_allclose(
            np.abs(run.gradient[-20:]).sum(axis=1), lr / 2 * thermometer(run).sharpness[-20:], rtol=1e-9
        )


# Coordinates that underflow has stopped.


@pytest.fixture(scope="module")
def stopped():
    return simulate(VALLEY, OPTIMIZERS["rmsprop"].with_(beta2=0.999), (0.5, 0.9), 200_000, every=500)


def test_a_coordinate_stopped_by_underflow_is_dead_and_never_moves_again(stopped):
    gone = dead(stopped)
    assert gone.shape == stopped.position.shape
    assert gone.any(axis=0).all()
    assert not gone[0].any()
    for k in (0, 1):
        first = int(gone[:, k].argmax())
        assert gone[first:, k].all()
        assert np.ptp(stopped.position[first:, k]) == 0
        assert stopped.effective_lr[-1, k] > 9e4  # η / ε: what would be read otherwise
        assert np.isnan(living(stopped)[first:, k]).all()
    alive = ~gone.any(axis=1)
    np.testing.assert_array_equal(living(stopped)[alive], stopped.effective_lr[alive])


def test_the_reading_leaves_dead_coordinates_out(stopped):
    reading, gone = thermometer(stopped), dead(stopped)
    assert np.isnan(reading.sharpness[gone.all(axis=1)]).all()
    assert np.isnan(reading.direction[gone.all(axis=1)]).all()
    rates, hessian = stopped.effective_lr, stopped.surface.hessian(*stopped.position.T)
    one = gone.sum(axis=1) == 1
    assert one.any()
    k = gone[one].argmin(axis=1)  # the coordinate that lives on
    np.testing.assert_allclose(reading.sharpness[one], rates[one, k] * hessian[k, k, one], rtol=1e-15)
    np.testing.assert_array_equal(reading.direction[one], np.eye(2)[k])
    all_alive = ~gone.any(axis=1)
    np.testing.assert_array_equal(reading.sharpness[all_alive], steepest(rates[all_alive], hessian[:, :, all_alive])[0])


def test_who_is_not_dead():
    """Rules without v; rest on a kink while v is large; a momentum that still carries on."""
    resting = simulate(VALLEY, OPTIMIZERS["sgd"], (0.0, 0.0), 5)
    kink = simulate(LANDSCAPES["sharp-valley"], OPTIMIZERS["adagrad"], (0.7, 0.0), 5)
    moving = simulate(VALLEY, OPTIMIZERS["adam"].with_(beta2=0.0, bias_correction="none"), (0.5, 0.0), 50)
    assert not dead(resting).any()
    assert not dead(kink)[:, 0].any()
    assert not dead(moving)[:, 0].any()
    assert dead(simulate(VALLEY, OPTIMIZERS["adam"], (0.5, 0.0), 5))[:, 1].all()
    none, tiny = np.zeros((1, 2)), np.full((1, 2), 1e-300)
    rows = {"position": none, "gradient": none, "effective_lr": tiny, "first_moment": none, "second_moment": tiny}
    assert dead(Rows(**rows)).all()
    for moves in ({"gradient": tiny}, {"first_moment": tiny}, {"second_moment": np.full((1, 2), 1e-9)}):
        assert not dead(Rows(**rows | moves)).any()
