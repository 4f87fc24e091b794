"""Reading what others wrote: every bad value is replaced alone, and said."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dynamics import OPTIMIZERS
from scenarios import Scenario, opening, read_json, repair

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
        ({"steps": 1e12}, "steps", 1_000_000, "out of range"),
        ({"steps": 0}, "steps", 1, "out of range"),
        ({"steps": -5}, "steps", 1, "out of range"),
        ({"steps": 10.5}, "steps", 10, "not a whole number"),
        ({"steps": "many"}, "steps", 300, "must be a number"),
        ({"steps": 10**400}, "steps", 300, "must be a number"),
        ({"start": [float("nan"), 1]}, "start", (1.0, 1.0), "nan"),
        ({"start": [float("inf"), 1]}, "start", (1.0, 1.0), "inf"),
        ({"start": [1e300, 1]}, "start", (1e6, 1.0), "out of range"),
        ({"start": 3}, "start", (1.0, 0.3), "two numbers"),
        ({"noise": -1}, "noise", 0.0, "out of range"),
        ({"seed": 2**40}, "seed", 2**31 - 1, "out of range"),
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
        ({"lr": 1e300}, 1e6, "out of range"),
        ({"lr": float("nan")}, 1e-3, "must be a number"),
        ({"beta1": 1}, 0.999999, "out of range"),
        ({"beta2": -0.1}, 0.0, "out of range"),
        ({"bias_correction": "sometimes"}, "standard", "one of standard, none, gradient-init"),
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


@pytest.mark.parametrize("text", ["{", '{"a": 1}', "[]", '{"scenario": 5}'])
def test_a_foreign_file_leaves_what_was_there(text):
    scenario, notices = read_json(text, otherwise=opening("ripple"))
    assert scenario == opening("ripple")
    assert notices[0].endswith("nothing was changed.")
