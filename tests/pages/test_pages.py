"""Every page runs, from any link, without a traceback."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from landscapes import LANDSCAPES
from scenarios import encode, opening
from scenarios.presets import PRESETS
from tests.pages.widgets import widget

ROOT = Path(__file__).parent.parent.parent


def app(page="pages/explore.py", **query):
    test = AppTest.from_file(ROOT / "app.py", default_timeout=120)
    for name, value in query.items():
        test.query_params[name] = value
    test.run()
    if page != "pages/explore.py":
        test.query_params = {}  # as the browser does
        test.switch_page(page).run()
    return test


def explored(test):
    return test.session_state["explore_state"]


@pytest.mark.parametrize("page", ["pages/explore.py", "pages/orbits.py", "pages/reference.py"])
def test_every_page_opens(page):
    assert not app(page).exception


def test_the_explorer_opens_on_its_opening_scenario_and_a_bare_address():
    test = app()
    assert explored(test).scenario == opening("himmelblau")
    assert "s" not in test.query_params


@pytest.mark.parametrize("name", PRESETS)
def test_a_link_opens_its_scenario(name):
    scenario = PRESETS[name].scenario
    test = app(s=encode(scenario))
    assert not test.exception
    assert explored(test).scenario == scenario
    assert explored(test).notices == []


@pytest.mark.parametrize("link", ["nonsense", "eNoLAA", "x" * 100_000, encode(opening("ripple"))[:-6]])
def test_a_bad_link_opens_the_opening_and_says_so(link):
    test = app(s=link)
    assert not test.exception
    assert explored(test).scenario == opening("himmelblau")
    assert len(explored(test).notices) == 1


def test_the_drawer_types_into_the_scenario_and_the_address_follows():
    test = app()
    widget(test.sidebar.number_input, "drawer_start_x").set_value(1.5).run()
    widget(test.sidebar.number_input, "drawer_noise").set_value(0.25).run()
    widget(test.sidebar.selectbox, "drawer_kind").set_value("cosine").run()
    s = explored(test).scenario
    assert (s.start[0], s.noise, s.schedule.kind) == (1.5, 0.25, "cosine")
    assert test.query_params["s"] == encode(s)


def test_the_fair_comparison_says_what_it_did():
    test = app(s=encode(opening("bowl")))
    test.sidebar.button[0].click().run()
    assert not test.exception
    assert "31 learning rates" in explored(test).notices[0]
    assert explored(test).scenario != opening("bowl")


def test_the_reference_shows_each_optimizer_with_its_code():
    test = app("pages/reference.py")
    test.selectbox[0].set_value("amsgrad").run()
    assert not test.exception
    assert "def rule" in test.code[0].value
    assert "maximum" in str(test.table[0].value)


@pytest.mark.parametrize("name", LANDSCAPES)
def test_the_reference_shows_each_surface(name):
    test = app("pages/reference.py")
    test.segmented_control[0].set_value("Surfaces").run()
    test.selectbox[0].set_value(name).run()
    assert not test.exception
    assert "def value" in test.code[0].value
    derived = any("made from these lines" in c.value for c in test.caption)
    assert derived == ("def gradient" not in test.code[0].value or "def hessian" not in test.code[0].value)


def test_orbits_name_their_surface():
    test = app("pages/orbits.py")
    assert test.caption[0].value == r"Surface: Smooth valley, $f = x^2 + s\,y^2$ with s = 1"
    test.button_group[0].set_value("Gradient descent on the ripple").run()
    assert test.caption[0].value.startswith("Surface: Ripple, $f = ")


@pytest.mark.parametrize(("example", "word"), [("A stable 2-cycle", ", stable"), ("Adam's defaults", ", unstable")])
def test_orbits_say_whether_the_cycle_holds(example, word):
    test = app("pages/orbits.py")
    test.button_group[0].set_value(example).run()
    assert not test.exception
    formula, sentence = (m.value for m in test.markdown[-2:])
    assert word in sentence
    assert "Amplitude: formula" in formula
    assert test.session_state.orbits_state.example == example


@pytest.mark.parametrize(
    ("period", "told"),
    [(3, "No orbit of period 3"), (-2, "from 1 to 512; got -2."), (99_999, "from 1 to 512; got 99999."), (None, "")],
)
def test_a_period_without_an_orbit_leaves_the_picture(period, told):
    test = app("pages/orbits.py")
    field = test.number_input[0]
    assert (field.min, field.max) == (None, None)  # a limit is kept by the browser, without a word
    field.set_value(period).run()
    assert not test.exception
    assert test.number_input[0].value == 2
    assert told in " ".join(test.session_state.orbits_state.notices)
    assert bool(test.session_state.orbits_state.notices) == bool(told)


def test_the_reference_lists_the_literature_and_who_names_it():
    test = app("pages/reference.py")
    test.segmented_control[0].set_value("Literature").run()
    assert not test.exception
    shown = test.table[0].value
    adam = shown[shown["Entry"] == "Kingma and Ba, Adam: a method for stochastic optimization, 2015"]
    assert adam["Named by"].tolist() == ["Adam"]
