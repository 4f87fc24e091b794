"""The stability thermometer in the figure: what the panel shows is the theory's number."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from dynamics import OPTIMIZERS, simulate
from dynamics.orbits import dead, threshold
from landscapes import LANDSCAPES
from scenarios import Contender, Scenario, run
from tests.static_engine.oracle import CHANNELS, channels

BOWL = {"surface": "smooth-valley", "parameters": {"steepness": 1.0}}
ROOT = Path(__file__).parents[2]
SHARPNESS, ANGLE = CHANNELS.index("sharpness"), CHANNELS.index("angle")


def sharpness(scenario: Scenario) -> Any:
    """(contenders, steps) of the panel's values."""
    lowest = scenario.landscape.lowest
    return [channels(each, np.arange(scenario.steps + 1), lowest)[:, SHARPNESS] for each in run(scenario)]


def test_on_its_two_cycle_adam_reads_one() -> None:
    quick = Contender(optimizer="adam", hyper={"lr": 0.1, "beta1": 0.1, "beta2": 0.99, "epsilon": 0.0})
    (values,) = sharpness(Scenario(**BOWL, contenders=(quick,), start=(0.5, 0.3), steps=6000))
    np.testing.assert_allclose(values[-50:], 1, rtol=1e-5)


@pytest.mark.parametrize(("share", "grows"), [(1.02, True), (0.98, False)])
def test_gradient_descent_grows_above_one(share: float, grows: bool) -> None:
    scenario = Scenario(
        **BOWL, contenders=(Contender(optimizer="sgd", hyper={"lr": share}),), start=(0.5, 0.3), steps=60
    )
    (values,) = sharpness(scenario)
    np.testing.assert_allclose(values, share, rtol=1e-6)
    (path,) = run(scenario)
    assert (path.distance[-1] > path.distance[0]) == grows


def test_kinks_have_no_curvature() -> None:
    sharp = simulate(LANDSCAPES["sharp-valley"], OPTIMIZERS["adam"], (0.7, 0.9), 50)
    assert not channels(sharp, np.arange(51), 0.0)[:, SHARPNESS].any()


def test_steps_by_a_sign_have_no_reading_and_the_panel_says_on_what_its_promise_rests() -> None:
    lion = Contender(optimizer="lion", hyper={"lr": 0.1})
    scenario = Scenario(**BOWL, contenders=(lion,), start=(0.5, 0.3), steps=60)
    (path,) = run(scenario)
    values = channels(path, np.arange(61), 0.0)
    assert np.isnan(values[:, SHARPNESS]).all()
    assert np.isfinite(values[:, : CHANNELS.index("effective_lr_x")]).all()
    assert np.isnan(threshold(path.optimizer))
    words = (ROOT / "static" / "figure" / "terms.js").read_text(encoding="utf-8")
    for condition in ("as long as its rate stays", "β₂ near 1", "Lion", "underflow"):
        assert condition in words
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "whatever the" not in readme
    assert "β₂ near 1" in readme


def test_the_rate_of_a_coordinate_that_underflow_stopped_is_not_shown() -> None:
    rmsprop = OPTIMIZERS["rmsprop"].with_(beta2=0.999)
    path = simulate(LANDSCAPES["smooth-valley"], rmsprop, (0.5, 0.9), 200_000)
    last = channels(path, np.array([0, 200_000]), 0.0)
    rates = [CHANNELS.index("effective_lr_x"), CHANNELS.index("effective_lr_y")]
    gone = dead(path)[-1]
    assert gone.any()
    np.testing.assert_array_equal(np.isnan(last[1, rates]), gone)
    assert np.isfinite(last[0, rates]).all()


def test_the_angle_is_the_steeper_axis_of_a_valley() -> None:
    path = simulate(LANDSCAPES["smooth-valley"], OPTIMIZERS["sgd"], (0.5, 0.3), 5)
    assert not channels(path, np.arange(6), 0.0)[:, ANGLE].any()  # along x, which is 1000 times as steep
