"""What expressions may ask of runs, held against the runs themselves."""

import numpy as np
import pytest

from lessons.elsewhere import GAME, ORBIT, elsewhere
from lessons.expressions import expression
from lessons.prose import filled
from lessons.quantities import QUANTITIES, Both
from scenarios.scenario import Contender, Scenario

BALL = Scenario(
    surface="bowl", contenders=(Contender(optimizer="heavy-ball", hyper={"lr": 1.0, "momentum": 0.9}),),
    start=(0.95, 0.55), steps=400,
)  # fmt: skip
PLATEAU = Scenario(
    surface="plateau", contenders=(Contender(optimizer="adam", hyper={"lr": 0.05}),), start=(-1.3, 0.0), steps=400
)


def asked(text, of):
    return expression(text).value(of)


def test_a_run_may_pass_before_it_stays():
    of = Both(BALL)
    distance = asked("heavy_ball.distance", of)
    first, stays = asked("heavy_ball.first(1e-3)", of), asked("heavy_ball.stays(1e-3)", of)
    assert first < stays
    assert distance[int(first) - 1] > 1e-3 >= distance[int(first)]
    assert distance[int(stays) - 1] > 1e-3 >= distance[int(stays) :].max()
    assert asked("heavy_ball.stays(1e-30)", of) == np.inf
    assert asked("heavy_ball.stays(9)", of) == 0


def test_nearness_is_measured_from_the_surfaces_own_minima():
    of = Both(PLATEAU)
    assert asked("min(abs(adam.x))", of) < 0.01  # it passes the origin, which is none of them
    assert asked("adam.first(0.01)", of) == np.inf


def test_when_is_the_first_step_at_which_it_holds():
    of = Both(PLATEAU)
    x = asked("adam.x", of)
    assert asked("when(adam.x > 0)", of) == np.argmax(x > 0) > 0
    assert asked("when(adam.x > 9)", of) == np.inf
    assert asked("2 * pi", of) == 2 * np.pi


@pytest.mark.parametrize("name", QUANTITIES)
def test_every_quantity_of_a_run_can_be_asked(name):
    value = asked(f"adam.{name}", Both(PLATEAU))
    assert value is not None


def test_an_orbit_and_a_game_give_what_they_promise():
    cycle = Scenario(
        surface="smooth-valley", start=(0.5, 0.6), steps=400,
        contenders=(Contender(optimizer="adam", hyper={"lr": 0.2, "beta1": 0.1, "beta2": 0.9}),),
    )  # fmt: skip
    of = Both(cycle, None, elsewhere("orbits", {"period": 2}, cycle))
    assert asked("lesson.orbit.amplitude", of) == pytest.approx(0.2 * 0.9 / 2.2, rel=1e-3)
    assert asked("run.orbit.stable and orbit.modulus < 1", of)
    assert set(of.own["orbit"]) == set(ORBIT)
    online = Both(None, None, elsewhere("online", {"beta2": 0.6, "optimizers": ["adam"]}, None))
    assert asked("game.adam.end", online) == pytest.approx(-1)
    assert asked("game.beta2", online) == 0.6
    assert set(online["game"]["adam"]) == set(GAME)


def test_what_a_readers_run_lacks_is_told_in_its_place_and_reaches_nothing():
    bare = BALL.model_copy(update={"contenders": ()})
    of = Both(BALL, bare)
    assert "⟨run.heavy_ball is not known" in filled("It is {run.heavy_ball.x[0]}.", of)
    assert not expression("run.heavy_ball.x[0] > 0").is_met(of)
    assert expression("lesson.heavy_ball.x[0] > 0").is_met(of)
