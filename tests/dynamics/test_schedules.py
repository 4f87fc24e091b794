"""Schedules: what they are at each update, where steps fall to the update, what holds past the end, and chunks."""

from fractions import Fraction
from math import ceil

import numpy as np
import pytest

from dynamics import OPTIMIZERS, Schedule, simulate
from dynamics.schedules import KINDS
from landscapes import LANDSCAPES

FALLING = [kind for kind in KINDS if kind != "constant"]


def drop(share, total):
    """The first update of a run that a step schedule makes at another rate."""
    return int(np.argmin(Schedule("step", at=(share,), by=0.5).factors(0, total + 1, total) == 1.0))


def test_a_step_falls_at_the_first_update_that_has_its_share_behind_it():
    """Every share of two decimals: exactly, as whole numbers have it."""
    for k in range(1, 100):
        for total in range(1, 301):
            assert drop(float(f"0.{k:02d}"), total) == ceil(Fraction(k * total, 100))


def test_a_step_falls_where_it_is_told_in_long_runs_and_thirds():
    for total in (1_000, 9_999, 117_300, 1_000_000):
        for share in ("0.55", "0.07", "0.29", "0.001", "0.9999", "0.123456"):
            assert drop(float(share), total) == ceil(Fraction(share) * total)
    for epochs in (3, 7, 200, 300):
        for epoch in range(1, epochs):
            assert drop(epoch / epochs, 391 * epochs) == 391 * epoch


@pytest.mark.parametrize("order", [(0.2, 0.5, 0.5, 0.9), (0.9, 0.5, 0.2, 0.5)])
def test_each_step_multiplies_once_more_in_any_order(order):
    factors = Schedule("step", at=order, by=0.1).factors(0, 100, 100)
    once, thrice = 0.1, 0.1 * 0.1 * 0.1
    assert [factors[k] for k in (0, 19, 20, 49)] == [1, 1, once, once]
    assert [factors[k] for k in (50, 89, 90, 99)] == [thrice, thrice, thrice * 0.1, thrice * 0.1]


@pytest.mark.parametrize("steps", [1, 2, 10, 99, 1000])
def test_the_formulas(steps):
    t = np.arange(steps + 1)
    for kind, expected in (
        ("exponential", 0.03 ** (t / steps)),
        ("cosine", (1 + np.cos(np.pi * t / steps)) / 2),
        ("inverse-sqrt", 1 / np.sqrt(t + 1)),
    ):
        factors = Schedule(kind, final=0.03).factors(0, steps + 1, steps)
        assert np.allclose(factors, expected, rtol=1e-14, atol=1e-16)
        assert factors[0] == 1


@pytest.mark.parametrize("kind", FALLING)
@pytest.mark.parametrize("steps", [0, 1, 7, 100])
def test_past_the_end_the_last_factor_holds(kind, steps):
    factors = Schedule(kind).factors(0, 3 * steps + 5, steps)
    ends = {"exponential": 0.01, "cosine": 0.0, "inverse-sqrt": 1 / np.sqrt(steps + 1), "step": 0.1 * 0.1}
    assert factors[steps] == pytest.approx(ends[kind] if steps else 1.0, rel=1e-14, abs=1e-16)
    assert (factors[steps:] == factors[steps]).all()
    assert np.array_equal(Schedule(kind).factors(2 * steps + 1, 2 * steps + 4, steps), factors[[steps] * 3])


@pytest.mark.parametrize("kind", FALLING)
def test_chunks_change_nothing(kind):
    whole = Schedule(kind, final=0.3).factors(0, 1000, 900)
    for cut in (1, 3, 8, 63, 500, 899, 900, 901):
        parts = [Schedule(kind, final=0.3).factors(*ends, 900) for ends in ((0, cut), (cut, 1000))]
        assert np.array_equal(whole, np.concatenate(parts))
    assert len(Schedule(kind).factors(5, 5, 900)) == 0


def test_an_exponential_schedule_that_falls_to_one_is_constant():
    assert (Schedule("exponential", final=1.0).factors(0, 101, 100) == 1).all()


@pytest.mark.parametrize("kind", FALLING)
def test_a_run_follows_it_to_the_rate_that_leaves_its_last_row(kind):
    schedule = Schedule(kind, at=(0.55,))
    run = simulate(LANDSCAPES["smooth-valley"], OPTIMIZERS["sgd"].with_(lr=0.1), (0.5, 0.9), 100, schedule=schedule)
    assert np.array_equal(run.effective_lr[:, 0], 0.1 * schedule.factors(0, 101, 100))
