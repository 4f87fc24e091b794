"""Counts in other arithmetics: the loop is the run's own, a nudge is one, and what rounding decides is told from
what it does not."""

import numpy as np
import pytest

from dynamics import OPTIMIZERS, Schedule, rounding, simulate
from dynamics.rounding import Counts, counts_to_a_minimum, counts_within, extended, positions
from landscapes import LANDSCAPES

SHARP = LANDSCAPES["sharp-valley"]
RMSPROP = OPTIMIZERS["rmsprop"].with_(lr=1e-3, beta2=0.999)


def stepped(run, kind=np.float64):
    return np.concatenate(list(extended(run, run.steps, kind)), axis=1)[0]


def nudged(run, seed):
    return np.concatenate(list(positions(run, run.steps, (seed,))), axis=1)[0]


@pytest.mark.parametrize("name", OPTIMIZERS)
@pytest.mark.parametrize("surface", ["himmelblau", "ripple"])
def test_without_a_nudge_it_is_the_run_to_the_bit(name, surface):
    run = simulate(LANDSCAPES[surface], OPTIMIZERS[name].with_(lr=0.01), (1.2, 0.4), 60)
    np.testing.assert_array_equal(stepped(run), run.position)
    np.testing.assert_array_equal(nudged(run, None), run.position)


def test_to_the_bit_under_noise_a_schedule_and_any_start_of_the_averages(monkeypatch):
    monkeypatch.setattr(rounding, "CHUNK", 700)
    for start in ("none", "standard", "gradient-init"):
        adam = OPTIMIZERS["adam"].with_(lr=0.01, bias_correction=start)
        run = simulate(LANDSCAPES["beale"], adam, (0.3, 0.2), 1500, 1, 0.3, 7, Schedule("cosine"))
        np.testing.assert_array_equal(stepped(run), run.position)
        np.testing.assert_array_equal(nudged(run, None), run.position)


@pytest.mark.parametrize("noise", [0.0, 0.1])
def test_other_arithmetics_differ_by_rounding_alone(noise):
    run = simulate(LANDSCAPES["himmelblau"], OPTIMIZERS["adam"].with_(lr=0.01), (1.2, 0.4), 200, noise=noise)
    others = np.array([nudged(run, seed) for seed in range(4)])
    off = np.abs(others - run.position).max(axis=(1, 2))
    assert (off > 0).all()
    assert (off < 1e-11).all()
    assert len({other.tobytes() for other in others}) == 4
    wider = stepped(run, np.longdouble)
    assert wider.dtype == np.longdouble
    np.testing.assert_allclose(wider.astype(np.float64), run.position, atol=1e-11)


def test_a_nudge_is_the_last_digit_of_the_gradient_up_or_down():
    """At so large a rate the first step is all that a position has, so that one digit of the gradient is one of it."""
    run = simulate(LANDSCAPES["himmelblau"], OPTIMIZERS["sgd"].with_(lr=1e3), (1.2, 0.4), 1)
    moves = np.array([nudged(run, seed)[1] / run.position[1] - 1 for seed in range(40)])
    assert (np.abs(moves) >= 2.0**-53).all()
    assert (np.abs(moves) <= 2.0**-51).all()
    assert set(map(tuple, np.sign(moves))) == {(1, 1), (1, -1), (-1, 1), (-1, -1)}


def test_a_count_that_rounding_decides_is_shown_as_such():
    found = counts_within(simulate(SHARP, RMSPROP, (0.5, 0.9), 20_000), 1e-3)
    assert found.own == 3789
    assert not found.survives
    assert len(set(found.others)) > 2
    assert "rounding decides that" in found.sentence
    assert found.looked == 4 * 3789


@pytest.mark.parametrize(("x", "steps"), [(0.6135, 220), (0.05, 216)])
def test_from_elsewhere_the_same_rule_has_a_count_of_its_own(x, steps):
    found = counts_within(simulate(SHARP, RMSPROP, (x, 0.9), 5_000), 1e-3)
    assert found.own == steps
    assert found.survives


def test_a_thinly_recorded_run_is_counted_step_by_step():
    run = simulate(LANDSCAPES["bowl"], OPTIMIZERS["sgd"].with_(lr=0.1), (0.9, 0.4), 500, every=50)
    dense = simulate(LANDSCAPES["bowl"], OPTIMIZERS["sgd"].with_(lr=0.1), (0.9, 0.4), 500)
    assert counts_within(run, 0.7).own == dense.first_step_within(0.7) > 0
    assert run.first_step_within(0.7) != dense.first_step_within(0.7)


def test_never_is_a_count_too_and_the_point_may_be_another():
    run = simulate(LANDSCAPES["himmelblau"], OPTIMIZERS["adam"].with_(lr=0.01), (1.2, 0.4), 300)
    never = counts_within(run, 1e-9)
    assert (never.own, never.survives, never.looked) == (None, True, 300)
    assert never.sentence == "It is not there within 300 steps, in no arithmetic."
    here = tuple(run.position[120])
    assert counts_within(run, 1e-4, here).own == run.first_step_within(1e-4, here)


def test_the_sentence_names_every_other_count():
    mixed = Counts(3789, (3565, None, 3428, 3789, 3428), 15_156)
    assert mixed.sentence == (
        "It is there after 3,789 steps, but rounding decides that: in other arithmetics 3,428, 3,565, not within"
        " 15,156 steps."
    )


def test_a_run_that_goes_on_is_refused():
    first = simulate(SHARP, RMSPROP, (0.5, 0.9), 10)
    with pytest.raises(ValueError, match="goes on from a state"):
        counts_within(simulate(SHARP, RMSPROP, first.state(), 10), 1e-3)


def test_counts_to_a_minimum_are_those_of_the_thorough_look():
    """Of runs whose count rounding decides, and of others; the one near any of several minima as well."""
    for run, survives in (
        (simulate(SHARP, RMSPROP, (0.5, 0.9), 20_000), False),
        (simulate(SHARP, RMSPROP, (0.6135, 0.9), 5_000), True),
    ):
        thorough = counts_within(run, 1e-3)
        found = counts_to_a_minimum(run, thorough.own)
        assert (found.own, found.survives) == (thorough.own, survives) == (thorough.own, thorough.survives)
        assert survives or found.others == thorough.others[: len(found.others)]
    several = simulate(LANDSCAPES["himmelblau"], OPTIMIZERS["adam"].with_(lr=0.1), (-1.0, 0.4), 500)
    step = int(several.surface.within(1e-3, *several.position.T).argmax())
    assert counts_to_a_minimum(several, step) == (step, (step,) * 4, step)


def test_a_run_that_diverges_is_followed_as_far_as_it_is_finite():
    run = simulate(LANDSCAPES["himmelblau"], OPTIMIZERS["sgd"].with_(lr=0.5), (1.2, 0.4), 60)
    assert run.updates < 60
    np.testing.assert_array_equal(np.isnan(nudged(run, 1)[:, 0]), np.arange(61) > run.updates)
    assert counts_within(run, 1e-3).own is None
