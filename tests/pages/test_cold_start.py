"""A session that begins on any page leads to the explorer with what that page shows, not to what it opens with."""

from pathlib import Path

import pytest
from streamlit.runtime.pages_manager import PagesManager
from streamlit.testing.v1 import AppTest

import player.address
from scenarios import encode, opening

ROOT = Path(__file__).parent.parent.parent
PRESSED = {
    "flats": "flats_",
    "recession": "recession_",
    "orbits": "orbit_watch",
    "online": "online_watch",
    "noise": "noise_watch",
}


@pytest.fixture(autouse=True)
def through_app(monkeypatch):
    """Every run goes through app.py, as on a server that has set up navigation; AppTest forgets that between runs."""
    made = PagesManager.__init__

    def make(self, *given, **named):
        PagesManager.uses_pages_directory = False
        made(self, *given, **named)

    monkeypatch.setattr(PagesManager, "__init__", make)


def cold(page):
    """The first run of a session, on that page."""
    test = AppTest.from_file(ROOT / "app.py", default_timeout=120)
    test.switch_page(f"pages/{page}.py").run()
    assert not test.exception
    assert test.session_state["page"].lower() == page
    return test


def to_the_explorer(page):
    test = cold(page)
    button = next(b for b in test.button if b.key.startswith(PRESSED[page]) and "explorer" in b.label)
    button.click().run()
    return arrived(test)


def arrived(test):
    """The explorer, to which AppTest does not follow by itself; the browser comes with a bare address."""
    assert not test.exception
    test.query_params = {}
    test.switch_page("pages/explore.py").run()
    assert not test.exception
    assert test.session_state["page"] == "Explore"
    return test


@pytest.mark.parametrize("page", PRESSED)
def test_the_way_to_the_explorer_brings_the_scenario_along(page):
    test = to_the_explorer(page)
    state = test.session_state["explore_state"]
    assert state.scenario != opening("himmelblau")
    assert state.settled == state.link == {"s": encode(state.scenario)}  # the player puts it into the address
    assert state.notices == []


def test_a_click_on_a_map_brings_its_run_along():
    test = cold("maps")
    test.session_state["explore_state"].take(opening("ripple"), [])  # as the click does
    assert arrived(test).session_state["explore_state"].scenario == opening("ripple")


def test_without_a_scenario_the_explorer_opens_as_usual_with_a_bare_address():
    state = arrived(cold("flats")).session_state["explore_state"]
    assert state.scenario == opening("himmelblau")
    assert state.settled == {}


def test_a_link_opens_what_it_says_though_another_page_was_first():
    test = cold("flats")
    test.query_params = {"s": encode(opening("ripple"))}
    test.switch_page("pages/explore.py").run()
    assert test.session_state["explore_state"].scenario == opening("ripple")


def test_back_and_forward_follow_the_address(monkeypatch):
    test = to_the_explorer("flats")
    brought = dict(test.session_state["explore_state"].link)
    monkeypatch.setattr(player.address, "by_history", lambda: True)
    for query in ({}, brought):
        test.query_params = dict(query)
        test.run()
        assert test.session_state["explore_state"].link == query
