"""Counts in other arithmetics: the loop is the run's own, a nudge is one, and what rounding decides is told from
what it does not."""

import numpy as np
import pytest

from dynamics import OPTIMIZERS, Schedule, simulate
from dynamics.rounding import Counts, _Copies, counts_within
from landscapes import LANDSCAPES

SHARP = LANDSCAPES["sharp-valley"]
RMSPROP = OPTIMIZERS["rmsprop"].with_(lr=1e-3, beta2=0.999)


def followed(run, kind=np.float64, size=1):
    copies, path = _Copies(run, size, kind, 0), []
    for _ in copies.within(run.steps, 1e-3, (0.0, 0.0)):
        path.append(copies.position)
    return np.array(path)


@pytest.mark.parametrize("name", OPTIMIZERS)
@pytest.mark.parametrize("surface", ["himmelblau", "ripple"])
def test_without_a_nudge_it_is_the_run_to_the_bit(name, surface):
    run = simulate(LANDSCAPES[surface], OPTIMIZERS[name].with_(lr=0.01), (1.2, 0.4), 60)
    np.testing.assert_array_equal(followed(run)[:, 0], run.position)


def test_to_the_bit_under_noise_a_schedule_and_any_start_of_the_averages():
    for start in ("none", "standard", "gradient-init"):
        adam = OPTIMIZERS["adam"].with_(lr=0.01, bias_correction=start)
        run = simulate(LANDSCAPES["beale"], adam, (0.3, 0.2), 1500, 1, 0.3, 7, Schedule("cosine"))
        np.testing.assert_array_equal(followed(run)[:, 0], run.position)


def test_other_arithmetics_differ_by_rounding_alone():
    run = simulate(LANDSCAPES["himmelblau"], OPTIMIZERS["adam"].with_(lr=0.01), (1.2, 0.4), 200)
    path = followed(run, size=5)
    np.testing.assert_array_equal(path[:, 0], run.position)
    off = np.abs(path[:, 1:] - path[:, :1]).max(axis=(0, 2))
    assert (off > 0).all()
    assert (off < 1e-11).all()
    wider = followed(run, np.longdouble)[:, 0]
    assert wider.dtype == np.longdouble
    np.testing.assert_allclose(wider.astype(np.float64), run.position, atol=1e-11)


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
