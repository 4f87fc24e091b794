"""The language of goals and numbers."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.expressions import ExpressionError, expression

OF = {
    "sgd": {
        "lr": 0.5,
        "loss": np.array([4.0, 2.0, 1.0]),
        "left": False,
        "first": lambda r: 7.0 if r >= 1 else math.inf,
    },
    "adam~2": {"lr": 2.0},
    "steps": 300,
}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 + 2 * 3", 7.0),
        ("(1 + 2) * 3", 9.0),
        ("-2 ^ 2", -4.0),
        ("2 ^ 3 ^ 2", 512.0),
        ("2 ^ -1", 0.5),
        ("8 / 2 / 2", 2.0),
        ("1 - 2 - 3", -4.0),
        ("1e-3", 0.001),
        ("sgd.lr", 0.5),
        ("adam~2.lr", 2.0),
        ("sgd.loss[0]", 4.0),
        ("sgd.loss[-1]", 1.0),
        ("max(sgd.loss) - min(sgd.loss)", 3.0),
        ("max(sgd.loss, 9)", 9.0),
        ("abs(-3)", 3.0),
        ("sqrt(4)", 2.0),
        ("sgd.first(1)", 7.0),
        ("sgd.first(1e-3)", math.inf),
        ("sgd.lr < 1 and not sgd.left", True),
        ("sgd.left or sgd.lr == 0.5", True),
        ("sgd.left or sgd.lr != 0.5", False),
        ("not sgd.left and sgd.lr > 1", False),
        ("steps >= 300", True),
        ("1 / 0", math.nan),
        ("sgd.loss[9]", math.nan),
    ],
)
def test_what_it_means(text, value):
    got = expression(text).value(OF)
    assert got == value or (math.isnan(value) and math.isnan(got))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("", 0),
        ("1 +", 3),
        ("1 2", 2),
        ("(1", 2),
        ("1)", 1),
        ("sgd.", 4),
        ("sgd.loss[x]", 9),
        ("sgd.loss[1.5]", 9),
        ("1 < 2 < 3", 6),
        ("a $ b", 2),
        ("and", 0),
        ("max()", 4),
        ("max(1,", 6),
        ("import os; 1", 9),
        ("x" * 301, 300),
    ],
)
def test_a_mistake_is_told_at_its_place(text, place):
    with pytest.raises(ExpressionError) as error:
        expression(text)
    assert error.value.place == place


def test_an_unknown_name_is_told_with_those_there_are():
    with pytest.raises(KeyError, match=r"sgd\.rate is not known; here are first, left, loss, lr"):
        expression("sgd.rate").value(OF)


@given(st.text(alphabet="sgd.lr[]()+-*/^<>=! 01e,_~andornot", max_size=320) | st.text(max_size=320))
def test_any_text_is_an_expression_or_an_error_within_it(text):
    place = 0
    try:
        expression(text)
    except ExpressionError as error:
        place = error.place
    assert 0 <= place <= len(text)


def test_nesting_has_an_end():
    with pytest.raises(ExpressionError, match="deep"):
        expression("(" * 40 + "1" + ")" * 40)
