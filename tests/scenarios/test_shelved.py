"""What was kept on the shelf opens over the scenario on screen; what cannot be read changes nothing."""

import json

import numpy as np
import pytest

from landscapes.own_data import keep
from landscapes.own_data.keeping import surface_of
from player.explore_state import ExploreState
from scenarios import opening
from scenarios.scenario import MOST_CONTENDERS, Scenario
from scenarios.shelved import offers, shelved

RULE = "= step = lr*sign(g)"
FORMULA = "= x^2 + a*y^2; a = 0.3 in [0, 1]"


def test_what_is_offered_is_the_readers_own():
    assert [each["kind"] for each in offers(opening("ripple"))] == ["scenario"]
    two = [{"optimizer": "adam"}, {"optimizer": RULE}, {"optimizer": RULE, "hyper": {"lr": 1.0}}]
    own = offers(Scenario(surface=FORMULA, contenders=two, start=(0, 1), steps=9))
    assert [each["kind"] for each in own] == ["scenario", "surface", "rule", "rule"]
    assert [each["place"] for each in own[2:]] == [1, 2]
    assert own[2]["title"] != own[3]["title"]


def test_each_kind_opens():
    before = opening("bowl").model_copy(update={"steps": 77})
    scenario = opening(FORMULA)
    assert shelved("scenario", {"scenario": json.loads(scenario.to_json())}, before) == (scenario, [])
    raced, notices = shelved("rule", {"optimizer": RULE, "hyper": {"lr": 0.5}}, before)
    assert notices == []
    assert raced.contenders[:-1] == before.contenders
    assert raced.contenders[-1].configured.hyper.lr == 0.5
    assert raced.steps == 77
    few = before.model_copy(update={"contenders": raced.contenders[-2:]})
    land, notices = shelved("surface", {"surface": FORMULA, "parameters": {"a": 0.7}}, few)
    assert notices == []
    assert (land.surface, land.parameters, land.start) == (FORMULA, {"a": 0.7}, opening(FORMULA).start)
    assert [each.optimizer for each in land.contenders] == [each.optimizer for each in few.contenders]


def test_a_table_travels_with_its_entry(tmp_path, monkeypatch):
    monkeypatch.setenv("DESCENT_SURFACES", str(tmp_path / "here"))
    x, y = np.meshgrid(np.linspace(-1, 1, 9), np.linspace(-1, 1, 9))
    surface = surface_of(x**2 + 2 * y**2, (-1, 1), (-1, 1), "A dent")
    keep(surface)
    assert [each["kind"] for each in offers(opening(surface.name))] == ["scenario", "surface"]
    monkeypatch.setenv("DESCENT_SURFACES", str(tmp_path / "elsewhere"))
    carried = {"surfaces": {surface.name: {"title": surface.title, "p": list(surface.p)}}}
    holds = {"surface": surface.name, "parameters": {}} | carried
    opened, notices = shelved("surface", json.loads(json.dumps(holds)), opening("bowl"))
    assert (opened.surface, notices) == (surface.name, [])


BROKEN = [
    ("rule", {"optimizer": "= step = lr*q", "hyper": {}}),
    ("rule", {"optimizer": "adam", "hyper": {"lr": "much"}}),
    ("rule", {"optimizer": 7}),
    ("surface", {"surface": "= x^"}),
    ("surface", {"surface": "data-0123456789abcdef"}),
    ("surface", {"surface": FORMULA, "parameters": {"a": 7}}),
    ("surface", {}),
    ("scenario", {"scenario": {"surface": "nowhere"}}),
    ("scenario", {"scenario": [1]}),
    ("book", {"a": 1}),
    ("scenario", None),
    ("", [1, 2]),
]


@pytest.mark.parametrize(("kind", "holds"), BROKEN)
def test_what_cannot_be_read_changes_nothing_and_it_is_said(kind, holds):
    state = ExploreState()
    before = state.scenario
    state.open_shelved(kind, holds)
    assert state.scenario is before
    assert "nothing was changed" in " ".join(state.notices)


def test_a_full_race_takes_no_rule():
    full = opening("bowl").model_copy(update={"contenders": opening("bowl").contenders[:1] * MOST_CONTENDERS})
    assert shelved("rule", {"optimizer": RULE}, full) == (full, [f"At most {MOST_CONTENDERS} optimizers at once."])
