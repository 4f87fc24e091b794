"""The address of every page: bare at first, says what a reader changed, restores it, repairs nonsense with a sentence,
and keeps what is not ours."""

from pathlib import Path
from typing import Any, NamedTuple

import pytest
from streamlit.testing.v1 import AppTest

import player.address
import player.paper_item  # before its page runs: AppTest takes pages/papers.py and networks.py for the packages
from papers.contents import slug
from player.papers_link import OPENING
from player.words import plain
from scenarios import encode, opening
from tests.pages.widgets import widget

ROOT = Path(__file__).parent.parent.parent
FOREIGN = {"utm_source": "lecture", "ref": ["a", "b"]}


class Case(NamedTuple):
    """A page, a widget and what is chosen there, the address that says so, and nonsense with its sentence."""

    page: str
    widget: str
    key: str
    value: Any
    link: dict[str, str]
    nonsense: dict[str, str]
    sentence: str


DRAWER = opening("himmelblau").model_copy(update={"noise": 0.25})
CASES = [
    Case("explore", "number_input", "drawer_noise", 0.25, {"s": encode(DRAWER)}, {"s": "zzz"}, "This link is damaged"),
    Case("maps", "number_input", "map_hyper_lr", 0.02, {"hyper.lr": "0.02"},
         {"surface": "moon"}, "There is no surface 'moon'"),
    Case("flats", "select_slider", "flats_beta1", 0.5, {"beta1": "0.5"},
         {"beta1": "7"}, "First decay must be at most 0.99, not 7; 0.99 is used."),
    Case("recession", "selectbox", "recession_averages", "standard", {"averages": "standard"},
         {"steps": "5e9"}, "Steps must be at most 1,000, not 5e9; 1,000 is used."),
    Case("online", "number_input", "online_seed", 3, {"seed": "3"},
         {"low": "1"}, "The interval from 1 to 1 has no width"),
    Case("noise", "number_input", "noise_paths_seeds", 7, {"paths.seeds": "7"},
         {"paths.seeds": "many"}, "Seeds must be a whole number, not 'many'; 40 is used."),
    Case("papers", "radio", "papers_item", "002-figure-1", {"item": "002-figure-1"},
         {"item": "999"}, f"There is no item '999'; {slug(OPENING)} is used."),
    Case("reference", "selectbox", "reference_optimizer", "lion", {"optimizer": "lion"},
         {"optimizer": "magic"}, "There is no optimizer 'magic'; adam is used."),
]  # fmt: skip
each = pytest.mark.parametrize("case", CASES, ids=lambda case: case.page)


def opened(page: str, query: dict[str, Any]) -> AppTest:
    """A page as a link opens it: app.py leads to no other page than the first in these tests."""
    test = AppTest.from_file(ROOT / f"pages/{page}.py", default_timeout=120)
    test.session_state["page"] = page
    test.query_params = dict(query)
    return run(test)


def run(what: Any) -> AppTest:
    """A page, or a widget of it that was changed."""
    test: AppTest = what.run()
    assert not test.exception
    return test


def change(test: AppTest, case: Case) -> AppTest:
    run(widget(getattr(test, case.widget), case.key).set_value(case.value))
    return test


def told(test: AppTest) -> str:
    return " ".join(c.value for c in test.caption)


def notices(test: AppTest, case: Case) -> str:
    """What the page says; the figure of the explorer tells it in the browser."""
    return " ".join(test.session_state["explore_state"].notices) if case.page == "explore" else told(test)


@each
def test_the_address_follows_the_reader_and_leads_there_again(case):
    test = opened(case.page, FOREIGN)
    assert test.query_params == FOREIGN
    change(test, case)
    assert test.query_params == {**FOREIGN, **case.link}
    again = opened(case.page, case.link)
    assert widget(getattr(again, case.widget), case.key).value == case.value
    assert again.query_params == case.link
    assert ":material/info:" not in told(again)


@each
def test_nonsense_is_repaired_and_said_once(case):
    test = opened(case.page, case.nonsense | FOREIGN)
    assert test.query_params == case.nonsense | FOREIGN  # as it came, or back could never leave it
    sentence = case.sentence if case.page == "explore" else plain(case.sentence)
    assert sentence in notices(test, case)
    change(test, case)
    assert sentence not in notices(test, case)
    assert test.query_params.keys() >= {*case.link, *FOREIGN}


@each
def test_back_leads_to_what_the_address_said_and_is_not_answered_by_a_step_forward(case, monkeypatch):
    test = change(opened(case.page, {}), case)
    with monkeypatch.context() as back:
        back.setattr(player.address, "by_history", lambda: True)
        test.query_params = {}
        run(test)
        assert test.query_params == {}
        assert widget(getattr(test, case.widget), case.key).value != case.value
        test.query_params = dict(case.link)  # forward
        run(test)
    assert widget(getattr(test, case.widget), case.key).value == case.value
    assert test.query_params == case.link


def test_orbits_say_what_they_repaired_and_what_there_is_not():
    test = opened("orbits", {"surface": "zzz", "period": "99"})
    listed = test.session_state["orbits_state"].notices
    assert listed[0] == "This page has no setting 'surface'; it is left out."
    assert any("99" in notice and "stays" in notice for notice in listed)
    test = opened("orbits", {"period": "5e9"})
    assert test.session_state["orbits_state"].notices[0] == "Period must be at most 512, not 5e9; 512 is used."


def test_an_orbit_is_in_the_address_and_comes_again():
    test = opened("orbits", FOREIGN)
    assert test.query_params == FOREIGN
    run(widget(test.button_group, "orbit_example").set_value("Sharp valley: twelve steps"))
    link = {name: value for name, value in test.query_params.items() if name not in FOREIGN}
    assert link.keys() == {"s", "period"}
    assert opened("orbits", link).session_state["orbits_state"].example == "Sharp valley: twelve steps"


@pytest.mark.parametrize("kind", ["Regimes", "Bifurcation"])
def test_a_kind_of_map_and_a_box_are_in_the_address(kind):
    test = opened("maps", {})
    run(widget(test.segmented_control, "map_kind").set_value(kind))
    assert test.query_params == {"map": kind}
    state = test.session_state["maps_state"]
    state.change("box", (0.07, 0.08, 0.2, 0.3))
    run(test)
    zoomed, link = state.job, dict(test.query_params)
    assert link.keys() - {"map"} == ({"across", "up"} if kind == "Regimes" else {"across"})
    assert opened("maps", link).session_state["maps_state"].job == zoomed


def test_the_way_out_of_a_zoomed_map_stays_when_the_reader_goes_back(monkeypatch):
    test = opened("maps", {})
    state = test.session_state["maps_state"]
    for box in ((0.0, 2.0, 0.0, 0.2), (0.0, 1.0, 0.0, 0.1)):
        state.change("box", box)
        run(test)
        if box[1] == 2.0:
            first = dict(test.query_params)
    monkeypatch.setattr(player.address, "by_history", lambda: True)
    test.query_params = first
    run(test)
    assert len(state.open["Basins"]) == 2


def test_hostile_text_in_a_link_is_quoted_as_text():
    test = opened("recession", {"over": "![x](http://example.org/a.png) **b**"})
    assert "![x](" not in told(test)
    assert "\\!" in told(test) or "\\[" in told(test)


@each
def test_a_page_that_the_reader_comes_back_to_is_as_it_was(case):
    test = change(opened(case.page, {}), case)
    test.session_state["returned"] = True  # as app.py says it, after Streamlit has cleared the address
    test.query_params = {}
    run(test)
    assert widget(getattr(test, case.widget), case.key).value == case.value
    assert test.query_params == {}  # the browser completes the address: Streamlit would make it a step of its own
    test.query_params = dict(case.nonsense)
    run(test)
    assert widget(getattr(test, case.widget), case.key).value != case.value
