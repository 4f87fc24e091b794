"""Beside a closed orbit: the optimizer's own steps, and the orbit under slightly different settings."""

import numpy as np
import pytest

from dynamics import OPTIMIZERS, simulate
from dynamics.orbits import find_orbit, two_cycle_amplitude
from dynamics.orbits.find import continued
from dynamics.orbits.nearby import after_gradient, nearby
from landscapes import LANDSCAPES

BOWL = LANDSCAPES["smooth-valley"].with_(steepness=1.0)
STABLE = OPTIMIZERS["adam"].with_(lr=0.1, beta1=0.1, beta2=0.99)
UNSTABLE = OPTIMIZERS["adam"].with_(lr=0.1)


@pytest.fixture(scope="module")
def orbits():
    return {optimizer: find_orbit(BOWL, optimizer, (0.5, 0.3), 2) for optimizer in (STABLE, UNSTABLE)}


@pytest.mark.parametrize("optimizer", [STABLE, UNSTABLE])
def test_undisturbed_it_stays_on_the_orbit(orbits, optimizer):
    orbit = orbits[optimizer]
    beside = nearby(BOWL, optimizer, orbit, 0.0, 20)
    again = np.resize(orbit.points, (21, 2))
    np.testing.assert_allclose(beside.position, again, rtol=1e-9)
    for found, exact in zip((beside.first_moment, beside.second_moment), after_gradient(optimizer, orbit), strict=True):
        np.testing.assert_allclose(found, np.resize(exact, (21, 2)), rtol=1e-9)


def test_a_stable_orbit_takes_it_back_and_an_unstable_one_does_not(orbits):
    def off(optimizer, by):
        orbit = orbits[optimizer]
        beside = nearby(BOWL, optimizer, orbit, by, 400)
        return np.abs(np.abs(beside.position[:, 0]) / orbit.amplitude - 1)

    stable, unstable = off(STABLE, 0.25), off(UNSTABLE, 0.02)
    assert stable[-50:].max() < 0.6 * stable[:50].max()
    assert unstable[:100].max() > 20 * unstable[0]


def test_beside_a_fixed_point_the_learning_rate_is_the_measure():
    rest = find_orbit(BOWL, UNSTABLE, (0.5, 0.3), 1)
    assert rest.amplitude == 0
    beside = nearby(BOWL, UNSTABLE, rest, 0.02, 400)
    assert beside.position[0] - rest.points[0] == pytest.approx([0.002, -0.001], rel=1e-12)
    assert np.abs(beside.position).max() > 0.002


def test_its_rates_and_moments_are_those_of_a_run():
    """From rest, with averages that start at their limits, the kernel and this must agree; so compare late in a run on
    its cycle."""
    run = simulate(BOWL, STABLE, (0.5, 0.3), 30_000)
    orbit = find_orbit(BOWL, STABLE, run, 2)
    beside, end = nearby(BOWL, STABLE, orbit, 0.0, 2), run.at(np.array([29_999, 30_000]))
    order = np.argsort(end.position[:, 0])
    mine = np.argsort(beside.position[:2, 0])
    for name in ("effective_lr", "first_moment", "second_moment"):
        np.testing.assert_allclose(getattr(beside, name)[:2][mine], getattr(end, name)[order], rtol=1e-6)


def test_steps_are_bounded(orbits):
    for steps in (0, 512):
        with pytest.raises(ValueError, match="steps must be between 1 and 511"):
            nearby(BOWL, STABLE, orbits[STABLE], 0.1, steps)


@pytest.mark.parametrize("optimizer", [STABLE, UNSTABLE])
def test_an_orbit_goes_on_into_the_one_that_a_search_finds(orbits, optimizer):
    moved = optimizer.with_(lr=0.103)
    on, searched = continued(BOWL, moved, orbits[optimizer]), find_orbit(BOWL, moved, (0.5, 0.3), 2)
    assert on.amplitude == pytest.approx(two_cycle_amplitude(0.103, optimizer.hyper.beta1, 1e-8, 2.0), rel=1e-12)
    np.testing.assert_allclose(np.abs(on.multipliers), np.abs(searched.multipliers), rtol=1e-9)


def test_an_orbit_does_not_go_on_into_another(orbits):
    for far in (STABLE.with_(lr=1.0), STABLE.with_(epsilon=10.0)):
        with pytest.raises(ValueError, match="does not go on"):
            continued(BOWL, far, orbits[STABLE])
