"""Each example does what it promises."""

import pytest

from scenarios.examples import EXAMPLES
from scenarios.presets import PRESETS
from scenarios.running import run

TWO_LINES = 140  # characters of the sentence under the title


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_an_example_keeps_its_promise(example):
    assert tuple(each.outcome.kind for each in run(example.scenario)) == example.ends


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_an_example_is_said_in_few_words(example):
    assert 0 < len(example.promise) <= 28
    assert 0 < len(example.look) <= TWO_LINES


def test_there_are_eight_and_each_can_be_opened_by_name():
    assert len(EXAMPLES) == 8
    assert all(PRESETS[example.name] is example for example in EXAMPLES)
    assert len({example.promise for example in EXAMPLES}) == 8
