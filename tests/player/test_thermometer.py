"""The stability thermometer in the player: what the panel shows is the theory's number, and the arrow is there above
the edge alone."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from dynamics import OPTIMIZERS, simulate
from dynamics.orbits import dead
from landscapes import LANDSCAPES
from player.frames import CHANNELS, channels
from player.pack import blob, figure, land_under
from player.standalone import page
from scenarios import Contender, Scenario, run
from tests.player.test_standalone import Player

BOWL = {"surface": "smooth-valley", "parameters": {"steepness": 1.0}}
ROOT = Path(__file__).parents[2]
SHARPNESS, ANGLE = CHANNELS.index("sharpness"), CHANNELS.index("angle")


def sharpness(scenario: Scenario) -> Any:
    """(contenders, frames) of the panel's values."""
    header, arrays = figure(scenario, run(scenario))
    return np.asarray(arrays["runs"]).reshape(len(header["series"]), -1, len(CHANNELS))[:, :, SHARPNESS]


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
    header, arrays = figure(scenario, run(scenario))
    values = np.asarray(arrays["runs"]).reshape(-1, len(CHANNELS))
    assert np.isnan(values[:, SHARPNESS]).all()
    assert np.isfinite(values[:, : CHANNELS.index("rate_x")]).all()
    assert b'"threshold": null' in blob(header, arrays)
    words = (ROOT / "player" / "web" / "thermometer.js").read_text(encoding="utf-8")
    for condition in ("as long as its rate stays", "β₂ near 1", "Lion", "underflow"):
        assert condition in words
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "whatever the" not in readme
    assert "β₂ near 1" in readme


def test_the_rate_of_a_coordinate_that_underflow_stopped_is_not_shown() -> None:
    rmsprop = OPTIMIZERS["rmsprop"].with_(beta2=0.999)
    path = simulate(LANDSCAPES["smooth-valley"], rmsprop, (0.5, 0.9), 200_000)
    last = channels(path, np.array([0, 200_000]), 0.0)
    rates = [CHANNELS.index("rate_x"), CHANNELS.index("rate_y")]
    gone = dead(path)[-1]
    assert gone.any()
    np.testing.assert_array_equal(np.isnan(last[1, rates]), gone)
    assert np.isfinite(last[0, rates]).all()


def test_the_angle_is_the_steeper_axis_of_a_valley() -> None:
    path = simulate(LANDSCAPES["smooth-valley"], OPTIMIZERS["sgd"], (0.5, 0.3), 5)
    assert not channels(path, np.arange(6), 0.0)[:, ANGLE].any()  # along x, which is 1000 times as steep


def test_the_arrow_is_drawn_above_the_edge_and_the_panel_tells_reading_and_threshold(
    browser: Any, tmp_path: Path
) -> None:
    contenders = tuple(Contender(optimizer="sgd", hyper={"lr": lr}) for lr in (1.02, 0.98))
    scenario = Scenario(**BOWL, contenders=contenders, start=(0.5, 0.3), steps=40)
    header, arrays = figure(scenario, run(scenario))
    ground, land = land_under(scenario.landscape)
    file = tmp_path / "edge.html"
    file.write_text(page(blob(header | ground, arrays | land), "edge"), encoding="utf-8")
    player = Player(browser, file.as_uri())
    player.press("Home", "Shift+ArrowRight")
    player.page.evaluate(  # no names on the map, which could stand where the arrow is looked for
        "() => Object.assign(document.querySelector('#figure > div').explorer, { keepClear: [[-9e3, -9e3, 2e4, 2e4]],"
        " moved: true })"
    )
    player.settle()
    filled = player.page.evaluate("""() => {
        const S = document.querySelector('#figure > div').explorer, g = S.q('canvas.front').getContext('2d');
        return S.heads.map(({ x, y }) => g.getImageData(Math.round(x) - 20, Math.round(y), 1, 1).data[3] > 40); }""")
    assert filled == [True, False]
    assert player.page.locator("canvas.panel").last.get_attribute("title").startswith("Above 1")
    assert not player.wrong
    player.context.close()
