"""Outcomes: each kind of ending, from a run that ends so."""

import numpy as np
import pytest

from dynamics import OPTIMIZERS, Kind, simulate
from dynamics.words import number, place
from landscapes import LANDSCAPES


def ending(surface, optimizer, start, steps, **hyper):
    return simulate(LANDSCAPES[surface], OPTIMIZERS[optimizer].with_(**hyper), start, steps).outcome


def test_settles_and_names_the_minimum_where_there_are_several():
    outcome = ending("himmelblau", "sgd", (3.2, 2.2), 300, lr=0.01)
    assert outcome.kind == Kind.SETTLED
    assert outcome.sentence == "settles at the minimum at (3, 2)"
    run = simulate(LANDSCAPES["himmelblau"], OPTIMIZERS["sgd"].with_(lr=0.01), (3.2, 2.2), 300)
    assert (run.distance[outcome.step :] <= 1e-3).all()
    assert run.distance[outcome.step - 1] > 1e-3


def test_falls_into_a_cycle_with_its_period_and_amplitude():
    outcome = ending("sharp-valley", "sgd", (0.7, 0.9), 300, lr=0.03)
    assert (outcome.kind, outcome.period) == (Kind.CYCLE, 2)
    assert outcome.sentence == "falls into a 2-cycle in x alone of amplitude 0.015"


def test_stops_on_an_exact_flat_and_on_a_saddle():
    assert ending("plateau", "sgd", (0.5, 0.6), 50).kind == Kind.STOPPED
    assert ending("saddle", "sgd", (0.0, 0.0), 50).sentence == "stays on the saddle"


def test_leaves_the_map_diverges_creeps_and_freezes():
    assert ending("saddle", "sgd", (0.5, 0.1), 100, lr=0.1).kind == Kind.LEFT
    assert ending("rosenbrock", "sgd", (-1.3, 1.75), 300, lr=0.1).kind == Kind.DIVERGED
    assert ending("smooth-valley", "sgd", (0.7, 0.9), 300, lr=0.03).kind == Kind.CREEPING
    frozen = ending("smooth-valley", "rmsprop", (0.5, 0.9), 60_000, lr=1e-3, beta2=0.999)
    assert frozen.kind == Kind.FROZEN
    assert "underflow" in frozen.sentence


def test_circling_within_a_thousandth_is_a_cycle_and_resting_after_a_jump_is_settling():
    circling = ending("sharp-valley", "adam", (0.5, 0.9), 20_000, lr=1e-3, bias_correction="gradient-init")
    assert (circling.kind, circling.period) == (Kind.CYCLE, 12)
    jump = simulate(LANDSCAPES["smooth-valley"].with_(steepness=1.0), OPTIMIZERS["sgd"].with_(lr=0.5), (0.5, 0.3), 80)
    assert (jump.outcome.kind, jump.outcome.step) == (Kind.SETTLED, 1)


@pytest.mark.parametrize("every", [2, 3, 6, 7])
def test_the_verdict_does_not_depend_on_how_often_rows_are_kept(every):
    surface, adam = LANDSCAPES["sharp-valley"], OPTIMIZERS["adam"].with_(lr=1e-3, bias_correction="gradient-init")
    full, thin = (simulate(surface, adam, (0.5, 0.0), 6_000, every=e).outcome for e in (1, every))
    assert (thin.kind, thin.period, thin.sentence) == (full.kind, full.period, full.sentence)


def test_long_cycles_are_seen_up_to_512():
    outcome = ending("himmelblau", "lion", LANDSCAPES["himmelblau"].start, 4000, lr=0.2)
    assert outcome.kind == Kind.CYCLE
    assert outcome.period > 32
    path = simulate(
        LANDSCAPES["himmelblau"], OPTIMIZERS["lion"].with_(lr=0.2), LANDSCAPES["himmelblau"].start, 4000
    ).position
    p = outcome.period
    assert np.ptp(path[-p:], axis=0).max() > 0.1
    np.testing.assert_allclose(path[-p:], path[-2 * p : -p], atol=1e-3)


def test_what_repeats_in_its_last_64_positions_alone_is_no_cycle():
    """Lion's x goes between three places; twice 32 of its steps are alike now and then, all of them after 166."""
    lion = OPTIMIZERS["lion"].with_(lr=0.009654848378054682)
    run = simulate(LANDSCAPES["smooth-valley"], lion, (-0.6934852180287545, 0.5233447060901668), 8000)
    x = run.position[:, 0].round(9)
    assert np.array_equal(x[-64:-32], x[-32:])
    assert not np.array_equal(x[-96:-32], x[-64:])
    assert np.array_equal(x[2000:-166], x[2166:])
    assert (run.outcome.kind, run.outcome.period) == (Kind.CYCLE, 166)


@pytest.mark.parametrize(("start", "ring"), [((2.1, 0.4), 2), ((3.5, 0.3), 4)])
def test_ripples_rings_are_minima_too(start, ring):
    run = simulate(LANDSCAPES["ripple"], OPTIMIZERS["sgd"].with_(lr=0.01), start, 3000)
    assert (run.outcome.kind, run.outcome.sentence) == (Kind.STOPPED, f"settles on the ring r² = {ring}π")
    assert run.position[-1] @ run.position[-1] == pytest.approx(ring * np.pi)


def test_a_kink_has_no_exponent_and_that_is_said():
    outcome = ending("sharp-valley", "adabelief", (0.512345, 0.9), 1_000, lr=0.00137, beta1=0.7, beta2=0.9)
    assert (outcome.kind, outcome.exponent) == (Kind.WANDERING, None)
    assert "across a kink" in outcome.sentence


def test_zero_over_zero_is_called_that():
    outcome = ending("saddle", "adam", (0.0, 0.9), 10, epsilon=0.0)
    assert outcome.sentence == "meets 0/0 at step 1: ε is 0, and so is a slope"


def test_a_start_off_the_map_is_said_to_be_there():
    assert ending("himmelblau", "sgd", (1e5, 0.0), 3, lr=1e-12).sentence == "is off the map from the start"


def test_a_run_of_one_step_is_under_way():
    assert ending("himmelblau", "adam", (0.0, 0.0), 1).kind == Kind.MOVING


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (0.00123, "0.00123"),
        (-3.0, "−3"),
        (1.2e-7, "1.2 × 10⁻⁷"),
        (12345, "1.2 × 10⁴"),
        (np.nan, "–"),
        (9999.0, "9999"),
        (999.96, "1000"),
    ],
)
def test_numbers_in_sentences(value, text):
    assert number(value) == text


def test_places():
    assert place((3.0, -1.848)) == "(3, −1.85)"
    assert place((1.24, 1.8e-15)) == "(1.24, 0)"
    assert place((-5.3e-48, 0.872)) == "(0, 0.872)"
    assert place((2e-9, 0.5)) == "(2.0 × 10⁻⁹, 0.5)"
    assert place((1e-20, -1e-21)) == "(1.0 × 10⁻²⁰, −1.0 × 10⁻²¹)"  # both are small
    assert place((float("inf"), 3.0)) == "(–, 3)"


def test_bursts_are_those_that_go_on():
    """RMSProp's fade on the bowl: 40,000 steps later it moves over a twentieth of what it did."""
    bowl = LANDSCAPES["smooth-valley"].with_(steepness=1.0)
    run = simulate(bowl, OPTIMIZERS["rmsprop"].with_(lr=0.05, beta2=0.999), (0.5, 0.3), 3000)
    assert run.outcome.kind == Kind.MOVING
    assert run.outcome.sentence.startswith("bursts for a while")
    assert np.ptp(run.onward(40_000)[20_000:], axis=0).max() < 0.3 * np.ptp(run.last(1500), axis=0).max()


@pytest.mark.parametrize("steps", range(1, 13))
def test_the_shortest_runs_are_told_too(steps):
    run = simulate(LANDSCAPES["bowl"], OPTIMIZERS["sgd"].with_(lr=0.1), (1.0, 0.5), steps)
    assert run.outcome.kind is Kind.MOVING
