"""Runs that begin with a state: beside an orbit, at the limit of a long run, and where another run stood."""

import numpy as np
import pytest

from dynamics import OPTIMIZERS
from dynamics.orbits import Orbit
from dynamics.orbits.nearby import nearby, state_beside
from dynamics.stepping import limit
from engines.arrays import elementwise
from landscapes import LANDSCAPES
from tests.static_engine.drawing import ours
from tests.static_engine.oracle import CHANNELS
from tests.static_engine.test_runs import COMPUTE

STEPS = 40
LAND = LANDSCAPES["himmelblau"]
CALM = [o.with_(lr=0.003) for o in OPTIMIZERS.values() if not o.follows_smoothness]  # the others have no orbits


def somewhere(optimizer):
    """What makes an orbit of a state does not matter here: any will do."""
    rng = np.random.default_rng(list(map(ord, optimizer.name)))
    state = rng.uniform(0.2, 1.0, (1, 2, 1 + len(optimizer.state_variables)))
    return Orbit(1, state, np.zeros(1, np.complex128), 0.0, "xy", "")


def told_beside(called, optimizer):
    """Channels by name, of the run from beside that orbit."""
    scenario = {
        "surface": LAND.name, "contenders": [{"optimizer": optimizer.name, "hyper": {"lr": optimizer.hyper.lr}}],
        "steps": STEPS, "start": state_beside(optimizer, somewhere(optimizer), 0.1),
    }  # fmt: skip
    (told,) = called(COMPUTE, [{"scenario": scenario}])
    np.testing.assert_array_equal(told["steps"], np.arange(STEPS + 1))
    return dict(zip(CHANNELS, told["runs"].reshape(-1, len(CHANNELS)).T, strict=True))


@pytest.mark.parametrize("optimizer", CALM, ids=lambda o: o.name)
def test_at_the_limit_of_a_long_run_nothing_is_corrected(called, optimizer):
    data = told_beside(called, optimizer)
    start = state_beside(optimizer, somewhere(optimizer), 0.1)
    rule, hyper = elementwise(optimizer.rule), optimizer.numbers
    position, state = np.array(start["position"]), tuple(np.array(start["variables"]).T)
    for k in range(STEPS + 1):
        g = LAND.gradient(*position)
        step, rate, state = rule(g, state, limit(hyper.lr, position, np.abs(g).max(), g.max()), hyper)
        own = dict(zip(optimizer.state_variables, state, strict=True))
        np.testing.assert_array_equal([data["x"][k], data["y"][k]], position)
        rates = np.broadcast_to(rate, 2)
        np.testing.assert_array_equal([data["effective_lr_x"][k], data["effective_lr_y"][k]], rates)
        expected = [own[name][0] if name in own else np.nan for name in ("m", "v")]
        np.testing.assert_array_equal([data["first_moment_x"][k], data["second_moment_x"][k]], expected)
        position = position - step


def test_steps_from_beside_an_orbit(called):
    adam = next(o for o in CALM if o.name == "adam")
    beside = nearby(LAND, adam, somewhere(adam), 0.1, STEPS)
    data = told_beside(called, adam)
    close = {"rtol": 1e-6}  # XLA may fuse a product with a sum
    np.testing.assert_allclose([data["x"], data["y"]], beside.position.T, **close)
    np.testing.assert_allclose([data["effective_lr_x"], data["effective_lr_y"]], beside.effective_lr.T, **close)
    np.testing.assert_allclose(data["first_moment_x"], beside.first_moment[:, 0], **close)
    np.testing.assert_allclose(data["second_moment_x"], beside.second_moment[:, 0], **close)


def test_runs_go_on_where_others_stood(called):
    cases = []
    for optimizer in OPTIMIZERS.values():
        scenario = {
            "surface": LAND.name, "contenders": [{"optimizer": optimizer.name, "hyper": {"lr": 1e-3}}], "steps": 90,
            "start": [0.4, -0.7], "noise": 0.05, "seed": 3, "schedule": {"kind": "cosine"},
        }  # fmt: skip
        state = ours(scenario)[0].state(50)
        remembered = {"lastPosition": state.last_position.tolist(), "lastGradient": state.last_gradient.tolist()}
        cases.append((scenario, {
            "position": state.position.tolist(), "variables": state.variables.tolist(),
            "powers": state.powers.tolist(), "smoothness": state.smoothness,
            "step": state.step, "length": state.length, "names": state.names,
        } | (remembered if optimizer.follows_smoothness else {})))  # fmt: skip
    told = called(COMPUTE, [{"scenario": scenario | {"start": state, "steps": 40}} for scenario, state in cases])
    for (scenario, _), one in zip(cases, told, strict=True):
        run = ours(scenario)[0]
        mine = one["runs"].reshape(-1, len(CHANNELS))[:, :2]
        np.testing.assert_array_equal(mine, run.position[50:])


def test_a_state_of_another_optimizer_is_refused(called):
    start = {"position": [1, 1], "variables": [[], []], "powers": [0, 0], "smoothness": 0, "step": None, "names": []}
    with pytest.raises(Exception, match="This state holds nothing, but Adam keeps m, v"):
        called(COMPUTE, [{"scenario": {"surface": "bowl", "contenders": [{"optimizer": "adam"}], "start": start}}])
