"""Events: each changes what it names, and a malformed one changes nothing."""

import pytest

from dynamics import OPTIMIZERS
from landscapes import LANDSCAPES
from scenarios import opening
from scenarios.editing import edit
from scenarios.fair import fair
from scenarios.presets import PRESETS

BASE = opening("ripple")


def test_a_new_surface_keeps_the_optimizers_and_suits_their_rates():
    one = edit(edit(BASE, "only", "adam")[0], "add", "lion")[0]
    moved, notices = edit(one, "surface", "rosenbrock")
    assert [c.optimizer for c in moved.contenders] == ["adam", "lion"]
    assert moved.start == LANDSCAPES["rosenbrock"].start
    assert moved.contenders[0].configured.hyper.lr == LANDSCAPES["rosenbrock"].rates.normalised
    assert notices == []


def test_hyperparameters_change_one_by_one_and_go_back_to_the_opening_ones():
    changed, _ = edit(BASE, "hyper", {"key": "adam", "hyper": {"lr": 0.5, "beta1": 0.0}})
    adam = changed.contenders[changed.keys.index("adam")].configured.hyper
    assert (adam.lr, adam.beta1, adam.beta2) == (0.5, 0.0, 0.999)
    back, _ = edit(changed, "hyper", {"key": "adam", "hyper": None})
    assert back == BASE


def test_copies_have_keys_and_titles_of_their_own():
    two, _ = edit(edit(BASE, "copy", "adam")[0], "hyper", {"key": "adam~2", "hyper": {"bias_correction": "none"}})
    assert "adam~2" in two.keys
    assert [two.titles[two.keys.index(key)] for key in ("adam", "adam~2")] == ["Adam corrected", "Adam uncorrected"]
    same = edit(BASE, "copy", "adam")[0]
    assert [same.titles[same.keys.index(key)] for key in ("adam", "adam~2")] == ["Adam", "Adam 2"]
    rates = edit(same, "hyper", {"key": "adam~2", "hyper": {"lr": 1.5}})[0]
    assert rates.titles[rates.keys.index("adam~2")] == "Adam η 1.5"
    first, second = (two.contenders[two.keys.index(k)].configured.hyper.bias_correction for k in ("adam", "adam~2"))
    assert (first, second) == ("standard", "none")
    assert edit(two, "drop", "adam~2")[0] == BASE


def test_titles_and_keys_follow_a_changed_copy_of_the_model():
    assert BASE.titles[0] == "SGD"
    fewer = BASE.model_copy(update={"contenders": BASE.contenders[4:5]})
    assert (fewer.titles, fewer.keys) == (("Adam",), ("adam",))


def test_twelve_is_the_most():
    full = BASE
    for _ in range(20):
        full, _ = edit(full, "copy", full.keys[0])
    assert len(full.contenders) == 12
    more, notices = edit(full, "add", "lion")
    assert len(more.contenders) == 12
    assert any("first 12" in s for s in notices)


def test_a_parameter_at_its_default_leaves_no_trace():
    steep, _ = edit(opening("smooth-valley"), "parameter", {"steepness": 0.5})
    assert steep.landscape.values == (0.5,)
    assert edit(steep, "parameter", {"steepness": 1e-3})[0] == opening("smooth-valley")


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("surface", "moon"),
        ("preset", "none"),
        ("start", 5),
        ("start", None),
        ("hyper", {"key": "nobody", "hyper": {}}),
        ("hyper", 3),
        ("add", "magic"),
        ("drop", "nobody"),
        ("only", None),
        ("copy", {}),
        ("set", 5),
        ("dance", 1),
        ("parameter", "x"),
    ],
)
def test_malformed_events_change_nothing_and_say_so(kind, value):
    same, notices = edit(BASE, kind, value)
    assert same == BASE
    assert notices


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
    loaded, notices = edit(BASE, "preset", preset.name)
    assert loaded == preset.scenario
    assert notices == []
    assert len(preset.look) < 200
    assert all(c.optimizer in OPTIMIZERS for c in loaded.contenders)
