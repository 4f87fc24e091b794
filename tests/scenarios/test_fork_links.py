"""Forks in a scenario: links that hold, repairs with a sentence, runs, and what is said of them."""

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from dynamics import simulate
from player import orbits_state
from scenarios import Scenario
from scenarios.arrivals import arrival, arrivals
from scenarios.cycles import CYCLES
from scenarios.fair import fair
from scenarios.forking import parent_of, told
from scenarios.forks import Fork
from scenarios.permalink import decode, encode
from scenarios.repair import repair
from scenarios.running import run
from scenarios.scenario import Contender
from scenarios.shelved import shelved
from scenarios.summary import summary

START = {"surface": "himmelblau", "start": [0.3, -0.2], "steps": 300}


def scenario(*contenders):
    return START | {"contenders": list(contenders)}


def one(optimizer, of="", at=0, **hyper):
    return {"optimizer": optimizer, "hyper": hyper} | ({"fork": {"of": of, "at": at}} if of else {})


ADAM, BALL = one("adam", lr=0.02), one("heavy-ball", "adam", 120, lr=1e-3)
FAMILY = scenario(ADAM, BALL, one("adam", "heavy-ball", 150, lr=0.2), one("adam", "adam", 120, lr=0.02))


def test_a_link_holds_the_forks_and_runs_without_one_say_nothing_of_them():
    whole, notices = repair(FAMILY)
    assert notices == []
    assert decode(encode(whole)) == (whole, [])
    assert Scenario.model_validate_json(whole.to_json()) == whole
    assert whole.titles == ("Adam", "Heavy ball forked at 120", "Adam forked at 150", "Adam forked at 120")
    assert "fork" not in Scenario(**scenario(ADAM)).to_json()
    assert "fork" not in Scenario(**scenario(ADAM)).model_dump(mode="json")["contenders"][0]


@pytest.mark.parametrize(
    ("fork", "kept", "words"),
    [
        ({"of": "adam", "at": 500}, Fork(of="adam", at=300), "cannot fork at step 500: the run ends at 300"),
        ({"of": "nadam", "at": 5}, None, "is a fork of what is not there; it runs from the start"),
        ({"of": "heavy-ball", "at": 5}, None, "is a fork of what is not there"),  # itself
        ({"of": "adam~2", "at": 160}, None, "is a fork of what is not there"),  # round
        ({"at": 3}, None, "is a fork of what is not there"),
        ({"of": "adam", "at": -3}, Fork(of="adam", at=0), "must be at least 0, not −3"),
        ({"of": "adam", "at": "x"}, Fork(of="adam", at=0), "must be a whole number"),
        ({"of": "adam", "at": 160}, Fork(of="adam", at=160), "what it leaves begins at 160; step 160 is used"),
        ({"of": "adam", "at": 9, "x": 3}, Fork(of="adam", at=9), "A fork has no 'x'"),
        (7, None, "cannot be read"),
    ],
)
def test_a_bad_link_is_mended_and_said(fork, kept, words):
    found, notices = repair(scenario(ADAM, BALL | {"fork": fork}, one("adam", "heavy-ball", 150, lr=0.2)))
    assert found.contenders[1].fork == kept
    assert words in " ".join(notices)
    with pytest.raises(ValidationError):
        Scenario.model_validate(scenario(ADAM, BALL | {"fork": fork}, one("adam", "heavy-ball", 150, lr=0.2)))


@settings(max_examples=30)
@given(st.lists(st.tuples(st.sampled_from(["adam", "sgd"]), st.sampled_from(["", "adam", "sgd", "adam~2", "x"]),
                          st.integers(-5, 60)), min_size=1, max_size=5))  # fmt: skip
def test_whatever_a_link_says_the_runs_can_be_made(drawn):
    found, _ = repair(scenario(*(one(*each) for each in drawn)) | {"steps": 20})
    assert len(found.contenders) == len(drawn)
    assert Scenario.model_validate(found.model_dump()) == found  # nothing is left to mend
    for contender, made in zip(found.contenders, run(found), strict=True):
        assert made.origin.step == (contender.fork.at if contender.fork else 0)
        assert made.origin.step + made.updates == 20


def test_a_fork_runs_from_where_it_leaves_and_is_said_to():
    whole = Scenario(**FAMILY)
    runs = run(whole)
    assert [each.origin.step for each in runs] == [0, 120, 150, 120]
    assert np.array_equal(runs[3].position, runs[0].position[120:])
    assert parent_of(runs[2]) is runs[1]
    assert parent_of(runs[0]) is None
    assert told(whole, runs, 0) == ""
    assert told(whole, runs, 1) == "from step 120 on, after Adam; the velocity starts anew, with its own t"
    assert told(whole, runs, 3) == "from step 120 on, after Adam"
    assert "Heavy ball forked at 120 is there first" in summary(whole, runs)
    assert arrivals(runs[3]) is None


def test_a_fork_has_arrived_where_the_way_that_it_shares_had():
    whole = Scenario(**scenario(one("sgd", lr=0.01), one("sgd", "sgd", 60, lr=0.052), one("adam", "sgd", 5, lr=0.1)))
    runs = run(whole)
    first = arrival(simulate(whole.landscape, whole.contenders[0].configured, whole.start, 60))
    assert first < 60
    assert [arrival(each) for each in runs[:2]] == [first, first]
    assert arrival(runs[2]) > 5
    assert "SGD forked at 60 diverges" in summary(whole, runs)


def test_what_is_left_too_late_is_left_where_it_ends():
    whole = Scenario(**scenario(one("sgd", lr=3.0), one("adam", "sgd", 200, lr=0.1)))
    parent, fork = run(whole)
    assert parent.updates < 20
    assert (fork.origin.step, fork.updates) == (parent.updates, 300 - parent.updates)


def test_a_fork_without_what_it_leaves_is_refused_and_never_waited_for():
    alone = Scenario(**FAMILY)
    with pytest.raises(ValueError, match="A fork has nothing that it leaves"):
        run(alone.model_copy(update={"contenders": alone.contenders[1:2]}))


def test_a_surface_from_the_shelf_says_what_runs_from_the_start():
    """A fork keeps nothing on another surface; what ran only as a fork is named."""
    before = Scenario(**scenario(ADAM, BALL, one("adam", "heavy-ball", 150)))
    opened, notices = shelved("surface", {"surface": "bowl"}, before)
    assert [c.optimizer for c in opened.contenders] == ["adam", "heavy-ball"]
    assert not any(c.fork for c in opened.contenders)
    assert notices == ["Forks stay on their surface; from the start here: Heavy ball."]
    assert shelved("surface", {"surface": "bowl"}, Scenario(**scenario(ADAM)))[1] == []
    whole = Scenario(**scenario(ADAM, BALL))
    assert shelved("scenario", {"scenario": json.loads(whole.to_json())}, before) == (whole, [])


def test_the_page_of_orbits_says_that_a_fork_is_alone_there(monkeypatch):
    found = object.__new__(orbits_state.Found)  # which it is does not matter
    monkeypatch.setattr(orbits_state, "_found", lambda *asked: found)
    state, cycle = orbits_state.OrbitsState(), CYCLES["A stable 2-cycle"].scenario
    fork = cycle.contenders[0].model_copy(update={"fork": Fork(of="sgd", at=4)})
    state.take(cycle.model_copy(update={"contenders": (fork, Contender(optimizer="sgd"))}), 2, "link")
    assert state.notices == ["Adam forked at 4: what it leaves is not on this page, so it runs from the start."]
    assert state.cycle.scenario == cycle


def test_forks_keep_their_rates_where_rates_are_tuned():
    tuned, (notice,) = fair(
        Scenario(**scenario(ADAM, BALL) | {"steps": 40, "contenders": [ADAM, one("sgd", "adam", 9)]})
    )
    assert tuned.contenders[1] == Scenario(**scenario(ADAM, one("sgd", "adam", 9))).contenders[1]
    assert notice.endswith("Forks keep their rates.")
