"""Reading what others wrote: every bad value is replaced alone, and said."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dynamics import OPTIMIZERS, Schedule
from scenarios import Scenario, opening, read_json, repair
from scenarios.faults import spoken
from scenarios.mending import MOST_NOTICES

GOOD = json.loads(opening("ripple").to_json())
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=12,
)


@given(anything)
@settings(deadline=None)
def test_anything_gives_a_scenario(raw):
    assert isinstance(repair(raw)[0], Scenario)


@given(st.sampled_from(sorted(Scenario.model_fields)), anything)
@settings(deadline=None, max_examples=300)
def test_one_bad_field_loses_nothing_else(field, value):
    scenario, _ = repair(GOOD | {field: value})
    for kept in {"start", "steps", "noise", "seed", "contenders"} - {field}:
        if not (field == "surface" and scenario.surface != "ripple"):
            assert getattr(scenario, kept) == getattr(opening("ripple"), kept)


@pytest.mark.parametrize(
    ("change", "field", "value", "word"),
    [
        ({"steps": 1e12}, "steps", 1_000_000, "at most 1,000,000, not 1 × 10¹²; 1,000,000 is used"),
        ({"steps": 0}, "steps", 1, "at least 1, not 0; 1 is used"),
        ({"steps": -5}, "steps", 1, "at least 1"),
        ({"steps": 10.5}, "steps", 10, "must be a whole number, not 10.5; 10 is used"),
        ({"steps": "many"}, "steps", 300, "must be a whole number, not 'many'; 300 is used"),
        ({"steps": "5e9"}, "steps", 1_000_000, "at most 1,000,000, not 5e9; 1,000,000 is used"),
        ({"steps": 10**400}, "steps", 1_000_000, "at most 1,000,000"),
        ({"start": [float("nan"), 1]}, "start", (1.0, 1.0), "nan"),
        ({"start": [float("inf"), 1]}, "start", (1.0, 1.0), "inf"),
        ({"start": [1e300, 1]}, "start", (1e6, 1.0), "at most 1,000,000"),
        ({"start": 3}, "start", (1.0, 0.3), "a list of the right length"),
        ({"noise": -1}, "noise", 0.0, "at least 0, not −1; 0 is used"),
        ({"seed": 2**40}, "seed", 2**31 - 1, "at most 2,147,483,647"),
        ({"surface": "moon"}, "surface", "himmelblau", "no surface 'moon'"),
        ({"contenders": []}, "contenders", (), None),
    ],
)
def test_each_kind_of_bad_value(change, field, value, word):
    scenario, notices = repair(GOOD | change)
    assert getattr(scenario, field) == value
    assert (word is None and notices == []) or any(word in sentence for sentence in notices)


@pytest.mark.parametrize(
    ("hyper", "kept", "word"),
    [
        ({"lr": 0}, 1e-3, "above 0"),
        ({"lr": -1}, 1e-3, "above 0"),
        ({"lr": 1e300}, 1e6, "Learning rate of Adam must be at most 1,000,000, not 1 × 10³⁰⁰; 1,000,000 is used"),
        ({"lr": float("nan")}, 1e-3, "must be a number"),
        ({"beta1": 1}, 0.999999, "must be below 1, not 1; 0.999999 is used"),
        ({"beta2": -0.1}, 0.0, "at least 0"),
        (
            {"bias_correction": "sometimes"},
            "standard",
            "must be 'standard', 'none' or 'gradient-init', not 'sometimes'; standard is used",
        ),
    ],
)
def test_each_kind_of_bad_hyperparameter(hyper, kept, word):
    scenario, notices = repair(GOOD | {"contenders": [{"optimizer": "adam", "hyper": hyper}]})
    (name,) = hyper
    assert getattr(scenario.contenders[0].configured.hyper, name) == pytest.approx(kept)
    assert any(word in sentence for sentence in notices)


def test_too_many_and_unknown_optimizers():
    scenario, notices = repair(GOOD | {"contenders": [{"optimizer": "adam"}] * 20 + [{"optimizer": "magic"}]})
    assert len(scenario.contenders) == 12
    assert any("first 12" in s for s in notices)
    scenario, notices = repair(
        GOOD | {"contenders": [{"optimizer": "magic"}, {"optimizer": "sgd", "hyper": {"beta1": 0.5}}]}
    )
    assert [c.optimizer for c in scenario.contenders] == ["sgd"]
    assert any("'magic'" in s for s in notices)
    assert any(f"{OPTIMIZERS['sgd'].title} has no 'beta1'" in s for s in notices)


@pytest.mark.parametrize("text", ["", "{", "[1, 2", '{"surface": "ripple"', "null", "3", b"\xff\xfe", "[" * 5000])
def test_broken_json_says_so(text):
    scenario, notices = read_json(text)
    assert scenario == opening("himmelblau")
    assert len(notices) == 1


def test_small_numbers_have_a_raised_exponent_with_a_true_minus():
    assert [spoken(v) for v in (1e-12, -2.5e-7, (1e-9, -3), 0.001)] == [
        "1 × 10⁻¹²",
        "−2.5 × 10⁻⁷",
        "(1 × 10⁻⁹, −3)",
        "0.001",
    ]
    _, notices = repair(GOOD | {"contenders": [{"optimizer": "adam", "hyper": {"lr": 1e-13}}]})
    assert notices[0].startswith("Learning rate of Adam must be at least 1 × 10⁻¹², not 1 × 10⁻¹³; 1 × 10⁻¹² is used")


WHOLE = json.dumps(GOOD)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("{", "This is not JSON, or not all of it"),
        (WHOLE[: len(WHOLE) // 2], "This is not JSON, or not all of it"),
        (b"\xff\xfe", "This is not JSON, or not all of it"),
        ("{}", "This does not describe a scenario"),
        ('{"a": 1}', "This does not describe a scenario"),
        ("[]", "This does not describe a scenario"),
        ("5", "This does not describe a scenario"),
        ('{"scenario": 5}', "This does not describe a scenario"),
        ('{"steps": "x"}', "This does not say on which surface it runs"),
        ('{"steps": -5}', "This does not say on which surface it runs"),
        ('{"contenders": []}', "This does not say on which surface it runs"),
        (json.dumps(GOOD | {"steps": -5}), "Steps must be at least 1, not −5"),
        (json.dumps(GOOD | {"steps": "x"}), "Steps must be a whole number, not 'x'"),
        (json.dumps(GOOD | {"surface": "moon"}), "There is no surface 'moon'"),
        (json.dumps(GOOD | {"contenders": 3}), "Optimizers must be a list of the right length, not 3"),
        (json.dumps(GOOD | {"contenders": [{"optimizer": "magic"}]}), "There is no optimizer 'magic'"),
        (
            json.dumps({"scenario": GOOD | {"contenders": [{"optimizer": "adam", "hyper": {"lr": 1e9}}]}}),
            "Learning rate of Adam must be at most 1,000,000, not 1,000,000,000",
        ),
    ],
)
def test_a_broken_file_leaves_what_was_there_and_says_what_is_wrong(text, word):
    before = opening("ackley")
    scenario, notices = read_json(text, otherwise=before)
    assert scenario is before
    assert notices == [f"{word}, so nothing was changed."]


def test_everything_that_is_wrong_in_a_file_is_said_up_to_a_dozen():
    _, notices = read_json(json.dumps(GOOD | {"steps": 0, "noise": -1}), otherwise=opening("ackley"))
    assert notices == ["Steps must be at least 1, not 0.", "Noise must be at least 0, not −1, so nothing was changed."]
    _, notices = read_json(json.dumps(GOOD | {f"x{k}": k for k in range(500)}), otherwise=opening("ackley"))
    assert len(notices) < MOST_NOTICES
    assert notices[-1].endswith(", so nothing was changed.")


def test_a_file_of_another_version_opens():
    before = opening("ackley")
    scenario, notices = read_json(json.dumps(GOOD | {"version": 1, "noise": 0.5}), otherwise=before)
    assert (scenario.surface, scenario.noise, len(notices)) == ("ripple", 0.5, 1)
    scenario, notices = read_json(json.dumps(GOOD | {"version": 9}), otherwise=before)
    assert (scenario, len(notices)) == (opening("ripple"), 1)


@pytest.mark.parametrize(
    ("given", "kept", "word"),
    [
        ({"kind": "cosine", "final": 5}, Schedule("cosine"), "at most 1, not 5.0; the rest is kept"),
        ({"kind": "tango", "final": 0.1}, Schedule(final=0.1), "not 'tango'; the rest is kept"),
        ({"kind": "step", "at": [7], "by": 0.5}, Schedule("step", by=0.5), "the rest is kept"),
        (5, Schedule(), "Schedule cannot be read"),
    ],
)
def test_a_schedule_loses_only_what_is_wrong(given, kept, word):
    scenario, notices = repair(GOOD | {"schedule": given})
    assert scenario.schedule == kept
    assert word in notices[0]


def test_what_cannot_stand_in_for_an_optimizer_is_left_out_and_the_others_stay():
    listed = [3, {"optimizer": "adam"}, {"optimizer": "magic"}, {"optimizer": "sgd", "hyper": 5}]
    scenario, notices = repair(GOOD | {"contenders": listed})
    assert [c.optimizer for c in scenario.contenders] == ["adam", "sgd"]
    assert len(notices) == 3


def test_a_flood_of_mistakes_is_counted_not_listed():
    _, notices = repair(GOOD | {f"x{k}": k for k in range(500)})
    assert len(notices) == MOST_NOTICES
    assert notices[-1] == f"{500 - MOST_NOTICES + 1} more things were changed."


@pytest.mark.parametrize(("noise", "says"), [(0.5, 1), ("0.5", 1), (0, 0), (None, 1), ("x", 1)])
def test_version_1_keeps_loading(noise, says):
    old = GOOD | {"version": 1, "noise": noise, "timetable": {"kind": "cosine"}}
    scenario, notices = repair(old)
    assert scenario.schedule == Schedule("cosine")
    assert scenario.noise == (0.5 if noise in (0.5, "0.5") else 0)
    assert len(notices) == says
    assert any("other random numbers" in s for s in notices) == (noise in (0.5, "0.5"))


def test_version_1_without_noise_says_nothing_at_all():
    without = GOOD | {"version": 1}
    assert repair(without) == (opening("ripple"), [])
