"""One change to a scenario: each kind changes what it names, and nothing else."""

import pytest

from dynamics import OPTIMIZERS
from landscapes import LANDSCAPES
from scenarios import opening
from scenarios.presets import PRESETS
from scenarios.scenario import MOST_CONTENDERS, Scenario
from tests.figure.drawn import a_scenario

EDITS = "figure/edit.js figure/scenario.js"
BASE = opening("ripple")


@pytest.fixture
def edited(script):
    """edited(scenario, (kind, value), ...): the scenario after these changes; the first stays as it was."""

    def change(scenario, *edits):
        given = [scenario.model_dump(mode="json"), edits]
        body = """
        const before = JSON.stringify(given[0]);
        const after = given[1].reduce((s, [kind, value]) => m.EDITS[kind](s, value, {}), given[0]);
        return [after, JSON.stringify(given[0]) === before];"""
        after, untouched = script(EDITS, body, given)
        assert untouched
        return Scenario(**after)

    return change


@pytest.mark.parametrize("surface", LANDSCAPES)
def test_a_new_surface_keeps_the_optimizers_and_suits_their_rates(edited, surface):
    moved = edited(BASE, ("only", "adam"), ("add", "lion"), ("copy", "lion"), ("surface", surface))
    assert [c.optimizer for c in moved.contenders] == ["adam", "lion"]  # copies that would be equal go
    assert moved.start == LANDSCAPES[surface].start
    assert moved.steps == LANDSCAPES[surface].steps
    assert moved.contenders[0] == next(c for c in opening(surface).contenders if c.optimizer == "adam")
    assert moved.parameters == {}


def test_settings_change_one_by_one_and_go_back_to_what_suits(edited):
    changed = edited(
        BASE, ("hyper", {"key": "adam", "hyper": {"lr": 0.5}}), ("hyper", {"key": "adam", "hyper": {"beta1": 0.0}})
    )
    adam = changed.contenders[changed.keys.index("adam")].configured.hyper
    assert (adam.lr, adam.beta1, adam.beta2) == (0.5, 0.0, 0.999)
    others = [i for i, key in enumerate(BASE.keys) if key != "adam"]
    assert [changed.contenders[i] for i in others] == [BASE.contenders[i] for i in others]
    assert edited(changed, ("hyper", {"key": "adam", "hyper": None})) == BASE


def test_a_copy_stands_behind_its_original_and_changes_alone(edited):
    two = edited(BASE, ("copy", "adam"), ("hyper", {"key": "adam~2", "hyper": {"bias_correction": "none"}}))
    k = two.keys.index("adam")
    assert two.keys[k + 1] == "adam~2"
    assert two.titles[k : k + 2] == ("Adam corrected", "Adam uncorrected")
    first, second = (c.configured.hyper.bias_correction for c in two.contenders[k : k + 2])
    assert (first, second) == ("standard", "none")
    assert edited(two, ("drop", "adam~2")) == BASE
    assert edited(two, ("only", "adam~2")).contenders == (two.contenders[k + 1],)


def test_what_was_put_away_comes_back_to_its_place(edited):
    k = BASE.keys.index("adagrad")
    away = edited(BASE, ("drop", "adagrad"))
    assert "adagrad" not in away.keys
    back = [one.model_dump(mode="json") for one in (*away.contenders[:k], BASE.contenders[k], *away.contenders[k:])]
    assert edited(away, ("back", back)) == BASE
    assert edited(BASE, ("add", "lion")).keys == (*BASE.keys, "lion")


def test_twelve_is_the_most(edited):
    full = edited(BASE, *[("copy", "sgd")] * 20)
    assert len(full.contenders) == MOST_CONTENDERS
    assert edited(full, ("add", "lion")) == full
    assert edited(full, ("copy", "adam")) == full


def test_a_parameter_at_its_default_leaves_no_trace(edited, script):
    valley = opening("smooth-valley")
    steep = edited(valley, ("parameter", {"steepness": 0.5}))
    assert steep.landscape.values == (0.5,)
    assert edited(steep, ("parameter", {"steepness": 1e-3})) == valley


@pytest.mark.parametrize("seed", range(20))
def test_a_start_and_a_whole_scenario_are_taken_as_they_are(edited, seed):
    scenario, other = a_scenario(seed), a_scenario(seed + 1000)
    moved = edited(scenario, ("start", [0.125, -7]))
    assert moved == scenario.model_copy(update={"start": (0.125, -7.0)})
    assert edited(scenario, ("scenario", other.model_dump(mode="json"))) == other


@pytest.mark.parametrize("preset", PRESETS)
def test_an_example_loads_as_it_is(edited, preset):
    assert edited(BASE, ("preset", preset)) == PRESETS[preset].scenario


def test_every_optimizer_can_be_added_to_every_surface(edited):
    for surface in LANDSCAPES:
        one = edited(opening(surface), ("only", "adam"))
        rest = [n for n in OPTIMIZERS if n != "adam"]
        for some in (rest[:8], rest[8:]):
            assert edited(one, *[("add", n) for n in some]).keys == ("adam", *some)
