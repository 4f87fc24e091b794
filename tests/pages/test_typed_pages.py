"""A typed surface on the pages: heard from the figure, judged, kept in links, shown as text, mapped."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from player.explore_state import ExploreState
from player.maps_state import MapsState
from player.orbits_state import OrbitsState
from scenarios import encode, opening
from scenarios.mapped import of_scenario

ROOT = Path(__file__).parents[2]
NAME = "= x^2 + a*x*y^2 + y^4; a = 0.3 in [0, 1]"


def test_the_explorer_takes_a_text_from_the_figure():
    state, scenario = ExploreState(), opening(NAME).model_dump(mode="json") | {"parameters": {"a": 0.5}}
    state.hear({"n": 1, "why": "formula", "value": scenario})
    assert state.notices == []
    told = state.message(None)
    assert told["scenario"]["surface"] == NAME
    assert told["scenario"]["parameters"] == {"a": 0.5}
    assert told["lands"] == {}  # the browser reads the text itself
    again = ExploreState()
    again.follow(state.link)
    assert again.scenario == state.scenario
    state.hear({"n": 2, "value": scenario | {"surface": "= x^"}})
    assert "at character 3" in state.notices[0]


def test_a_link_to_a_typed_surface_opens_and_shows_its_text():
    test = AppTest.from_file(ROOT / "app.py", default_timeout=120)
    test.query_params["s"] = encode(opening(NAME))
    test.session_state["rules"] = True
    test.run()
    assert not test.exception
    assert test.session_state["explore_state"].scenario == opening(NAME)


def test_the_sheet_of_formulas_shows_the_text():
    def sheet():
        from landscapes import formula
        from player.rules import surface_sheet

        surface_sheet(formula("x^2 + y^4"))

    test = AppTest.from_function(sheet).run()
    assert not test.exception
    assert [block.value for block in test.code] == ["x^2 + y^4"]


def test_maps_of_a_typed_surface_are_kept_in_their_link():
    scenario = opening(NAME).model_copy(update={"parameters": {"a": 0.5}})
    state = MapsState()
    state.take(scenario)
    assert state.job == of_scenario("Basins", scenario)
    again = MapsState()
    again.follow(state.link)
    assert again.job == state.job
    assert again.job.landscape.settings == {"a": 0.5}
    state.show("Regimes")
    state.change("across", "a")  # a constant along an axis
    assert state.notice == ""
    assert state.job.across.name == "a"


def test_orbits_on_a_typed_surface():
    hyper = {"lr": 0.2, "beta1": 0.1, "beta2": 0.9, "bias_correction": "none"}
    scenario = opening("= x^2 + 0.001y^2; y in [-1, 1]").model_dump() | {
        "contenders": [{"optimizer": "adam", "hyper": hyper}], "start": (0.5, 0.6), "steps": 400,
    }  # fmt: skip
    state = OrbitsState()
    state.take(type(opening(NAME)).model_validate(scenario), 2, "link")
    assert state.notices == []
    assert state.found.orbit.stable
