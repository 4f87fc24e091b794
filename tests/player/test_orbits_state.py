"""Orbits in the figure: every example closes, what cannot be is said and nothing is lost."""

import json

import numpy as np
import pytest

from dynamics import State, simulate
from dynamics.orbits import threshold
from player.found_orbit import STEPS, described, look_for, window
from player.orbit_amplitude import theory_line
from player.orbits_state import STAYS, OrbitsState
from scenarios import Contender, encode, opening
from scenarios.cycles import BOWL, CYCLES, Cycle
from scenarios.scenario import Scenario

PERIODS = {"Sharp valley: twelve steps": 12}


@pytest.mark.parametrize("name", ["A stable 2-cycle", "RMSProp", "Gradient descent on the ripple"])
def test_a_fixed_point_can_be_asked_for(name: str) -> None:
    found = look_for(Cycle(CYCLES[name].scenario, 1))
    x0, x1, y0, y1 = window(found)
    (x, y), size = found.orbit.points[0], found.run.optimizer.hyper.lr
    assert x0 < x < x1
    assert y0 < y < y1
    assert y1 - y0 < 100 * size
    assert "learning rate" in found.sentence
    assert described(found)["window"] == window(found)


@pytest.mark.parametrize("name", CYCLES)
def test_every_example_is_the_cycle_that_it_says(name: str) -> None:
    found = look_for(CYCLES[name])
    assert found.orbit.period == PERIODS.get(name, 2)
    assert found.orbit.stable == (name != "Adam's defaults")
    x0, x1, y0, y1 = window(found)
    x, y = found.orbit.points.T
    assert ((x0 < x) & (x < x1) & (y0 < y) & (y < y1)).all()
    about = described(found)
    assert (about["steps"], len(about["cycle"])) == (STEPS, found.orbit.period)
    state_variables = {"sgd": [], "rmsprop": ["v"]}.get(found.run.optimizer.name, ["m", "v"])
    assert about["planes"] == state_variables


@pytest.mark.parametrize("name", CYCLES)
def test_the_state_beside_an_orbit_leads_where_the_orbit_says(name: str) -> None:
    """What the browser steps from is what `nearby` steps from."""
    found = look_for(CYCLES[name])
    given = json.loads(json.dumps(described(found), allow_nan=False))
    parts = {k: v for k, v in given["state"].items() if k not in ("lastPosition", "lastGradient", "names")}
    none, names = np.zeros(2), tuple(given["state"]["names"])
    begun = State(**parts | {"step": 2**40}, last_position=none, last_gradient=none, names=names)
    optimizer, land = found.run.optimizer, found.run.surface
    run = simulate(land, optimizer, begun, 3)
    assert len(given["cycle"]) == found.orbit.period
    x0, x1, y0, y1 = given["window"]
    assert x0 < given["state"]["position"][0] < x1
    assert y0 < given["state"]["position"][1] < y1
    assert given["state"]["step"] is None
    assert run.position == pytest.approx(found.beside.position[:4], rel=1e-12)


def test_theory_stands_beside_measurement_at_the_defaults() -> None:
    line = theory_line(look_for(CYCLES["Adam's defaults"]))
    assert "η ∕ 38 = 0.002632" in line
    assert "found **0.002632**" in line
    assert line.count("380") == 2
    assert theory_line(look_for(CYCLES["Sharp valley: twelve steps"])) == ""


def test_on_the_cycle_the_panel_reads_one() -> None:
    found = look_for(CYCLES["At the edge"])
    (v,) = {round(float(m), 18) for m in found.orbit.state[:, 0, 2]} or {0.0}
    sharpness = 2.0 * found.run.optimizer.hyper.lr / np.sqrt(v)
    assert sharpness == pytest.approx(threshold(found.run.optimizer), rel=1e-6)


def hyper(state: OrbitsState, **values: float) -> OrbitsState:
    """The reader lets go of a slider."""
    value = state.cycle.scenario.model_dump(mode="json")
    value["contenders"][0]["hyper"] |= values
    state.hear({"n": 7, "kind": "scenario", "why": "hyper", "value": value})
    return state


@pytest.mark.parametrize(
    ("values", "word"),
    [({"epsilon": 10.0}, STAYS), ({"lr": 1e-9, "epsilon": 0.1}, STAYS), ({"beta1": 2.0}, "β₁"), ({"beta1": 0.0}, "")],
)
def test_what_cannot_be_is_said_and_the_picture_stays(values: dict[str, float], word: str) -> None:
    state = hyper(OrbitsState(), **values)
    assert state.n == 7
    notices = " ".join(state.notices)
    if STAYS in word:
        assert state.cycle == CYCLES["A stable 2-cycle"]
        assert STAYS in notices
    else:
        assert bool(notices) == bool(word)
    assert json.dumps(state.message(), allow_nan=False)


@pytest.mark.parametrize("values", [{"epsilon": 0.0}, {"beta1": 0.0}, {"beta2": 0.0}, {"beta1": 0.99, "beta2": 0.9999}])
def test_settings_at_their_edges_give_an_orbit_or_a_sentence(values: dict[str, float]) -> None:
    state = hyper(OrbitsState(), **values)
    assert json.dumps(state.message(), allow_nan=False)
    assert all(notice.endswith(".") for notice in state.notices)
    assert state.found.sentence.endswith(".")


@pytest.mark.parametrize("period", [0, 3, 513])
def test_a_period_that_does_not_exist_changes_nothing(period: int) -> None:
    state = OrbitsState()
    state.take(state.cycle.scenario, period, "preset")
    assert state.cycle == CYCLES["A stable 2-cycle"]
    assert STAYS in state.notices[0]


def test_a_link_opens_its_orbit_and_a_bad_one_says_so() -> None:
    state, other = OrbitsState(), OrbitsState(CYCLES["Sharp valley: twelve steps"])
    state.follow(other.link)
    assert state.cycle == other.cycle
    assert state.example == "Sharp valley: twelve steps"
    state.follow({"s": "nonsense", "period": "x", "surface": "zzz"})
    assert state.cycle == CYCLES["A stable 2-cycle"]
    assert [notice.split(";")[0] for notice in state.notices] == [
        "This page has no setting 'surface'",
        "This link is damaged: part of it may be missing",
        "Period must be a whole number, not 'x'",
    ]
    state.follow({"s": encode(opening("saddle").model_copy(update={"contenders": ()}))})
    assert "no optimizer" in state.notices[0]
    assert OrbitsState().link == {}


def test_noise_has_no_orbit() -> None:
    state = OrbitsState()
    noisy = Scenario(**BOWL, contenders=(Contender(optimizer="adam"),), noise=0.1)
    state.take(noisy, 2, "link")
    assert state.cycle == CYCLES["A stable 2-cycle"]
    assert STAYS in state.notices[0]


def test_a_period_is_a_whole_number_up_to_512() -> None:
    with pytest.raises(ValueError, match="from 1 to 512"):
        Cycle(CYCLES["RMSProp"].scenario, 0)
