"""A scenario that a gesture ended with: taken as it is, repaired with a sentence, or refused. Titles and keys of its
contenders; the fair comparison; the presets."""

from typing import Any

import pytest

from dynamics import OPTIMIZERS
from landscapes import LANDSCAPES
from scenarios import Contender, opening
from scenarios.fair import fair
from scenarios.opening import suited
from scenarios.presets import PRESETS
from scenarios.repair import changed

BASE = opening("ripple")


def with_(scenario, **fields: Any):
    return scenario.model_copy(update=fields)


def copied(scenario, name="adam", **hyper: Any):
    """Beside an optimizer, the same again with other settings."""
    i = scenario.keys.index(name)
    own = scenario.contenders[i]
    copy = Contender(optimizer=name, hyper=own.hyper | hyper)
    return with_(scenario, contenders=(*scenario.contenders[: i + 1], copy, *scenario.contenders[i + 1 :]))


@pytest.mark.parametrize("surface", LANDSCAPES)
def test_what_the_browser_sends_is_taken_as_it_is(surface):
    for scenario in (opening(surface), copied(opening(surface), bias_correction="none")):
        assert changed(scenario.model_dump(mode="json"), BASE) == (scenario, [])


@pytest.mark.parametrize("value", [None, 5, "x", [], {}, {"moon": 1}, [{"surface": "bowl"}]])
def test_what_describes_no_scenario_changes_nothing_and_says_so(value):
    same, notices = changed(value, BASE)
    assert same is BASE
    assert notices == ["That change could not be read, so nothing was changed."]


@pytest.mark.parametrize(
    ("wrong", "word"),
    [
        ({"surface": "moon"}, "moon"),
        ({"start": [1e9, 0]}, "1,000,000"),
        ({"start": None}, "Start"),
        ({"steps": 10**9}, "1,000,000"),
        ({"contenders": [{"optimizer": "magic"}]}, "magic"),
        ({"contenders": [{"optimizer": "adam", "hyper": {"lr": -1}}]}, "Learning rate"),
        ({"contenders": [{"optimizer": "adam", "hyper": {"beta1": 1}}]}, "First decay"),
        ({"noise": float("nan")}, "Noise"),
        ({"schedule": {"kind": "hop"}}, "hop"),
    ],
)
def test_what_is_wrong_is_repaired_and_said(wrong, word):
    scenario, notices = changed(BASE.model_dump(mode="json") | wrong, BASE)
    assert scenario.landscape
    assert word in " ".join(notices)


def test_twelve_is_the_most():
    full = BASE.model_dump(mode="json")
    full["contenders"] *= 3
    scenario, notices = changed(full, BASE)
    assert len(scenario.contenders) == 12
    assert any("first 12" in s for s in notices)


def test_copies_have_keys_and_titles_of_their_own():
    two = copied(BASE, bias_correction="none")
    assert "adam~2" in two.keys
    assert [two.titles[two.keys.index(key)] for key in ("adam", "adam~2")] == ["Adam corrected", "Adam uncorrected"]
    same = copied(BASE)
    assert [same.titles[same.keys.index(key)] for key in ("adam", "adam~2")] == ["Adam", "Adam 2"]
    rates = copied(BASE, lr=1.5)
    assert rates.titles[rates.keys.index("adam~2")] == "Adam η 1.5"


def test_titles_and_keys_follow_a_changed_copy_of_the_model():
    assert BASE.titles[0] == "SGD"
    fewer = with_(BASE, contenders=BASE.contenders[4:5])
    assert (fewer.titles, fewer.keys) == (("Adam",), ("adam",))


@pytest.mark.parametrize("surface", LANDSCAPES)
def test_settings_that_suit_a_surface_are_settings(surface):
    for name, own in OPTIMIZERS.items():
        assert own.with_(**suited(surface, name))


def test_the_fair_comparison_gives_every_optimizer_the_same_budget():
    tuned, notices = fair(opening("bowl"))
    assert [c.optimizer for c in tuned.contenders] == [c.optimizer for c in opening("bowl").contenders]
    assert all(
        {**a.hyper, "lr": 0} == {**b.hyper, "lr": 0}
        for a, b in zip(tuned.contenders, opening("bowl").contenders, strict=True)
    )
    assert "31 learning rates" in notices[0]
    assert "lowest loss" in notices[0]


def test_a_surface_without_a_minimum_cannot_be_tuned_for():
    same, notices = fair(opening("saddle"))
    assert same == opening("saddle")
    assert "no lowest point" in notices[0]


@pytest.mark.parametrize("preset", PRESETS.values(), ids=PRESETS)
def test_presets_load_as_they_are(preset):
    assert changed(preset.scenario.model_dump(mode="json"), BASE) == (preset.scenario, [])
    assert len(preset.look) < 200
    assert all(c.optimizer in OPTIMIZERS for c in preset.scenario.contenders)


@pytest.mark.parametrize("surface", LANDSCAPES)
def test_a_value_at_its_default_leaves_no_trace(surface):
    usual = opening(surface)
    raw = usual.model_dump(mode="json")
    raw["parameters"] = usual.landscape.settings
    raw["contenders"] = [{"optimizer": c.optimizer, "hyper": c.configured.hyper._asdict()} for c in usual.contenders]
    assert changed(raw, BASE) == (usual, [])
