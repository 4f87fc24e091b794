"""The explorer's state: what a gesture changes, what travels to the browser, and when its book is there."""

import json
import time
from concurrent.futures import Future
from typing import Any

import pytest

import scenarios.book
from player.explore_state import ExploreState
from scenarios import Scenario, encode, opening
from scenarios.book import book
from scenarios.warm import warm


def says(state: ExploreState, n: int, value: Any, why: str = "start") -> None:
    """The reader ends a gesture."""
    state.hear({"n": n, "kind": "scenario", "why": why, "value": value})


def sent(state: ExploreState) -> Any:
    """What the browser reads at last."""
    while (judged := state.judged(60)) is None:  # while something is compiled
        time.sleep(0.05)
    return json.loads(json.dumps(state.message(judged), allow_nan=False))


def moved(scenario: Scenario, x: float, y: float) -> Any:
    return scenario.model_copy(update={"start": (x, y)}).model_dump(mode="json")


def test_a_gesture_is_taken_and_answered_by_its_number():
    state = ExploreState()
    says(state, 3, moved(opening("ripple"), 0.5, 0.25))
    answer = sent(state)
    assert (answer["n"], answer["why"], answer["notices"]) == (3, "start", [])
    assert answer["scenario"]["start"] == [0.5, 0.25]
    assert Scenario.model_validate_json(answer["rev"]) == Scenario.model_validate(answer["scenario"]) == state.scenario
    assert answer["link"] == f"s={encode(state.scenario)}"
    assert len(answer["book"]["outcomes"]) == len(state.scenario.contenders)
    assert answer["lands"] == {}


def test_a_bare_address_has_no_link():
    assert sent(ExploreState())["link"] == ""


def test_an_event_that_comes_twice_changes_nothing_more():
    state = ExploreState()
    says(state, 1, moved(opening("ripple"), 0.5, 0.25))
    state.set(seed=5)
    before = state.scenario
    says(state, 1, moved(opening("bowl"), 0.5, 0.25))
    assert state.scenario is before
    assert sent(state)["n"] == 1


def test_a_session_begun_anew_takes_the_event_that_woke_it():
    state = ExploreState()
    says(state, 40, moved(opening("bowl"), 0.5, 0.25))
    assert sent(state)["n"] == 40
    assert state.scenario.surface == "bowl"


@pytest.mark.parametrize("value", [None, {}, {"kind": "x"}, 7, "{}"])
def test_what_is_no_scenario_changes_nothing_and_is_answered(value):
    state = ExploreState()
    says(state, 1, value)
    answer = sent(state)
    assert answer["scenario"]["surface"] == "himmelblau"
    assert (answer["n"], answer["notices"]) == (1, ["That change could not be read, so nothing was changed."])


def test_what_is_repaired_is_said_until_the_next_change():
    state = ExploreState()
    says(state, 1, moved(opening("ripple"), 0.5, 0.25) | {"steps": -4})
    assert sent(state)["notices"]
    says(state, 2, moved(opening("ripple"), 0.5, 0.25))
    assert not sent(state)["notices"]


def test_a_broken_file_keeps_the_picture():
    state = ExploreState()
    state.set(steps=77)
    before = state.scenario
    for text in (b"{}", b'{"steps": -5}', b'{"contenders": []}', before.to_json().encode()[:-9], b"[]", b"5"):
        state.open(text)
        assert state.scenario is before
        assert sent(state)["notices"][0].endswith("so nothing was changed.")
    state.open(opening("ripple").to_json().encode())
    assert (state.scenario, state.notices) == (opening("ripple"), [])


def test_the_book_is_null_until_it_is_made_and_is_made_once(monkeypatch):
    scenario, made, order = opening("bowl").model_copy(update={"seed": 123}), Future(), []

    class Later:
        def submit(self, *what):
            order.append(what)
            return made

    monkeypatch.setattr(scenarios.book, "_long", Later())
    monkeypatch.setattr(scenarios.book, "ready", lambda scenario: False)
    state, other = ExploreState(scenario), ExploreState(scenario)
    assert state.message(state.judged(60))["book"] is None
    assert other.judged() is None
    assert len(order) == 1
    function, *given = order[0]
    made.set_result(function(*given))
    assert other.judged() == state.judged()
    assert state.message(state.judged())["book"]["look"]


def test_long_runs_wait_elsewhere(monkeypatch):
    """What can be said at once does not stand behind them."""
    waiting: list[Any] = []

    class Never:
        def submit(self, *what):
            waiting.append(what)
            return Future()

    warm(opening("bowl"))
    monkeypatch.setattr(scenarios.book, "_long", Never())
    long = opening("bowl").model_copy(update={"steps": 1_000_000, "seed": 77})
    assert book(long, 0) is None
    assert len(waiting) == 1
    assert book(opening("bowl").model_copy(update={"seed": 77}), 60) is not None


def test_a_scenario_nobody_waits_for_is_given_up(monkeypatch):
    scenario, kept = opening("bowl").model_copy(update={"seed": 999}), []

    class Later:
        def submit(self, *what):
            kept.append(what)
            return Future()

    monkeypatch.setattr(scenarios.book, "_long", Later())
    monkeypatch.setattr(scenarios.book, "ready", lambda scenario: False)
    assert book(scenario) is None
    monkeypatch.setattr(scenarios.book, "FORGOTTEN", -1.0)
    function, *given = kept[0]
    assert function(*given) is None
    assert book(scenario) is None
    assert len(kept) == 2  # asked for again, it stands in the queue again


def test_what_cannot_be_judged_is_said(monkeypatch):
    warm(opening("bowl"))
    monkeypatch.setattr(scenarios.book, "run", lambda scenario: 1 / 0)
    found = book(opening("bowl").model_copy(update={"seed": 31}), 60)
    assert "could not be judged: division by zero" in found.look
    assert len(found.outcomes) == 6
