"""Typed rules where built-in ones go: orbits, maps, thresholds, and beside their originals."""

import numpy as np
import pytest

from dynamics import OPTIMIZERS, find_orbit, parting, rule, rule_text, simulate
from dynamics.maps import Axis, Basins, Regimes, run
from dynamics.orbits import thermometer, threshold
from dynamics.orbits.system import System
from dynamics.orbits.thermometer import holds
from landscapes import LANDSCAPES, formula

VALLEY, HILLS = LANDSCAPES["smooth-valley"], LANDSCAPES["himmelblau"]
FOLLOWED = [name for name, optimizer in OPTIMIZERS.items() if not optimizer.follows_smoothness]


@pytest.mark.parametrize("name", FOLLOWED)
def test_a_lap_and_its_derivative_are_those_of_the_built_in(name):
    optimizer = OPTIMIZERS[name].with_(lr=0.1)
    surface = formula("x^2 + x*y + sin(y) * y^2")
    one, other = System(surface, optimizer), System(surface, rule(rule_text(optimizer)))
    state = np.random.default_rng(1).uniform(0.1, 1.0, one.shape)
    lap, same = one.lap(state, 3), other.lap(state, 3)
    np.testing.assert_allclose(same.end, lap.end, rtol=1e-11, atol=1e-11)
    np.testing.assert_allclose(same.jacobian, lap.jacobian, rtol=1e-9, atol=1e-9)


def test_the_largest_gradient_moves_with_the_position():
    """Checked by differences: JAX halves its derivative where two are equal, which these are not."""
    own = rule("state m; m = largest_gradient*g + largest_signed; step = lr*m*x")
    system = System(HILLS, own)
    state = np.array([[0.3, 0.5], [-0.7, 0.25]])
    jacobian, h = system.lap(state, 1).jacobian, 1e-6
    for k in range(4):
        aside = np.zeros(4)
        aside[k] = h
        up, down = (system.lap(state + sign * aside.reshape(2, 2), 1).end.ravel() for sign in (1, -1))
        np.testing.assert_allclose(jacobian[:, k], (up - down) / (2 * h), rtol=1e-6, atol=1e-6)


def test_an_orbit_is_found():
    quick = OPTIMIZERS["adam"].with_(beta1=0.1, beta2=0.9)
    orbits = [
        find_orbit(VALLEY, o, near=simulate(VALLEY, o, (0.5, 0.9), 50_000)) for o in (quick, rule(rule_text(quick)))
    ]
    assert orbits[0].period == orbits[1].period == 2
    assert orbits[1].stable
    np.testing.assert_allclose(orbits[1].points, orbits[0].points, rtol=1e-9, atol=1e-15)
    np.testing.assert_allclose(
        np.sort(np.abs(orbits[1].multipliers)), np.sort(np.abs(orbits[0].multipliers)), rtol=1e-6, atol=1e-9
    )


@pytest.mark.parametrize("name", ["heavy-ball", "adam", "adashift", "adabound", "adafix"])
def test_maps_are_those_of_the_built_in(name):
    optimizer = OPTIMIZERS[name].with_(lr=0.05)
    names = ({"optimizer": name, "hyper": {"lr": 0.05}}, {"optimizer": f"= {rule_text(optimizer)}"})
    basins = [run_whole(Basins(surface="himmelblau", cells=(6, 9), steps=1500, **own)) for own in names]
    np.testing.assert_array_equal(basins[0].index, basins[1].index)
    np.testing.assert_array_equal(basins[0].steps, basins[1].steps)
    second = "momentum" if name == "heavy-ball" else "beta1"
    axes = {"across": Axis("lr", 1e-3, 0.5, "log"), "up": Axis(second, 0.0, 0.95)}
    regimes = [
        run_whole(Regimes(surface="himmelblau", start=(0.3, -1.2), cells=(5, 7), steps=1200, **axes, **own))
        for own in names
    ]
    for part in vars(regimes[0]):
        if part != "job":
            np.testing.assert_array_equal(getattr(regimes[0], part), getattr(regimes[1], part), part)


def run_whole(job):
    return list(run(job))[-1][1]


def test_what_bears_a_rate_is_said_only_where_there_is_one():
    text = rule_text(OPTIMIZERS["adam"].with_(lr=0.1))
    assert threshold(rule(text)) == threshold(OPTIMIZERS["adam"].with_(lr=0.1))
    without = rule(text.rpartition("\n")[0])
    assert np.isnan(threshold(without))
    assert not holds(without)
    path = simulate(HILLS, without, (0.5, 0.9), 200)
    assert np.isnan(thermometer(path).sharpness).all()
    assert np.isnan(path.effective_lr).all()
    assert path.outcome.sentence


def test_an_edited_rule_parts_from_its_original():
    adam = OPTIMIZERS["adam"].with_(lr=0.05)
    text = rule_text(adam)
    original = simulate(HILLS, adam, (0.5, 0.9), 400)
    assert parting(original, simulate(HILLS, rule(text), (0.5, 0.9), 400)) == (None, None)
    other = text.replace("lr*correction1*m/divisor", "lr*correction1*(m/divisor)")  # another order, another rounding
    assert other != text
    bits, far = parting(original, simulate(HILLS, rule(other), (0.5, 0.9), 400))
    assert 1 <= bits < 50
    assert far is None or far > bits
    edited = text.replace("step = lr*", "step = where(t > 30, 1.5, 1)*lr*")
    assert parting(original, simulate(HILLS, rule(edited), (0.5, 0.9), 400)) == (31, 31)
    wild = simulate(HILLS, rule("step = where(t > 5, 10, 0.01)*g"), (0.5, 0.9), 400)
    calm = simulate(HILLS, rule("step = where(t > 5, 0.01, 0.01)*g"), (0.5, 0.9), 400)
    assert parting(wild, calm) == (6, 6)
    still = rule("step = 0*g")
    zero, below = (simulate(LANDSCAPES["saddle"], still, (x, 0.5), 3) for x in (0.0, -0.0))
    assert parting(zero, below) == (0, None)
    with pytest.raises(ValueError, match="recorded alike"):
        parting(original, simulate(HILLS, adam, (0.5, 0.9), 400, every=2))
