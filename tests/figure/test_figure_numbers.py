"""Numbers as words: as Python writes them in sentences, and read back as they were typed."""

import math
import re
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dynamics.words import number
from figures.numbers import parts

NUMBERS = "figure/numbers.js"
RAISED = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "−0123456789")
decades = st.builds(
    lambda sign, m, e: sign * m * 10.0**e, st.sampled_from([-1, 1]), st.floats(1, 9.999), st.integers(-20, 20)
)
# what lies just between two numbers of three digits
halves = st.builds(lambda n, e: (2 * n + 1) * 2.0**e, st.integers(0, 5000), st.integers(-8, 2))
values = st.lists(st.one_of(decades, halves), min_size=50, max_size=50)


def value(text: str) -> float:
    """What a text such as "−3.2×10^−4" or "1.0 × 10⁻⁷" means."""
    plain = text.translate(RAISED).replace("−", "-").replace(",", "").replace(" ", "")
    mantissa, _, power = plain.partition("×10")
    if not power and re.fullmatch(r"10\^-?\d+", plain):
        mantissa, power = "1", plain[2:]
    return float(mantissa) * 10.0 ** int(power.lstrip("^") or 0)


@settings(max_examples=20, deadline=None)
@given(values)
@example([0.0, -0.0, 1.0, -1.0, 9995.0, 999.5, 0.001, 0.0009999, 1e4, 9999.5, 1.125, 2.375, float("nan"), math.inf])
def test_a_number_in_a_title_is_written_as_in_a_sentence(script, drawn):
    assert script(NUMBERS, "return given.map(v => m.words(v));", drawn) == [number(v) for v in drawn]


HALVES = [-25000.0, 25000.0, 35000.0, 95000.0, 2.5e30, 12500.0, 1.25e-4]  # to the even digit, of one digit too


@settings(max_examples=20, deadline=None)
@given(values)
@example([0.0, -0.0, 1234.0, -1234.5, 999.5, 9999.5, 1e-28, 5e-324, float("nan"), math.inf, *HALVES])
def test_a_number_on_a_chart_is_written_as_in_the_figure(script, drawn):
    for digits in (2, 3, 4):
        written = script(NUMBERS, f"return given.map(v => m.parts(v, {digits}).map(part => part ?? ''));", drawn)
        assert written == [list(parts(v, digits)) for v in drawn]


@settings(max_examples=20, deadline=None)
@given(values)
def test_a_number_on_screen_is_near_what_it_stands_for(script, drawn):
    for v, text in zip(drawn, script(NUMBERS, "return given.map(v => m.asText(m.parts(v)));", drawn), strict=True):
        assert value(text) == pytest.approx(v, rel=0.051 if "×" in text else 0.0051), text
        assert "-" not in text  # a true minus
        assert len(re.sub("[−.,^×]", "", text)) <= 8


def test_parts_of_a_number(script):
    given = [0, -0.0, 1e-28, 5e-324, 0.00123456, 9999.6, 12345, -1.5e-7, None, math.inf, math.nan]
    expected = ["0", "0", "1×10^−28", "4.9×10^−324", "0.00123", "10000", "1.2×10^4", "−1.5×10^−7", "–", "–", "–"]
    assert script(NUMBERS, "return given.map(v => m.asText(m.parts(v)));", given) == expected
    assert script(NUMBERS, "return m.html(-2.5e-9)") == "−2.5×10<sup>−9</sup>"


@settings(max_examples=20, deadline=None)
@given(values)
def test_what_is_shown_for_typing_reads_back_as_it_was(script, drawn):
    for v, back in zip(drawn, script(NUMBERS, "return given.map(v => m.read(m.typed(v)));", drawn), strict=True):
        assert back == pytest.approx(v, rel=1e-5)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0.001", 0.001), (" 1e-3 ", 1e-3), ("10^-3", 1e-3), ("2.5×10^-4", 2.5e-4), ("2.5 x 10^-4", 2.5e-4),
        ("2.5*10^−4", 2.5e-4), ("−3", -3), ("1/3", 1 / 3), ("1,000", 1000), ("1,234,567.5", 1234567.5),
        ("0,5", 0.5), (".5", 0.5), ("1e400", math.inf),
    ],
)  # fmt: skip
def test_numbers_as_people_type_them(script, text, expected):
    assert script(NUMBERS, "return m.read(given)", text) == pytest.approx(expected)


@pytest.mark.parametrize("text", ["", " ", "abc", "1/2/3", "1/", "/2", "1e", "10^", "--1", "1 2", "1,2,3", "η"])
def test_what_is_no_number_is_read_as_none(script, text):
    assert script(NUMBERS, "return Number.isNaN(m.read(given))", text)


@pytest.mark.parametrize(
    ("v", "text"),
    [(0.2, "0.2"), (0.9995, "0.9995"), (1e-8, "10^−8"), (2.5e-4, "2.5×10^−4"), (0, "0"), (99999, "99999"),
     (1e5, "10^5"), ("none", "none"), (0.123456789, "0.123457")],
)  # fmt: skip
def test_a_setting_loses_nothing_that_was_set(script, v, text):
    assert script(NUMBERS, "return m.asText(m.settingParts(given))", v) == text


@settings(max_examples=40, deadline=None)
@given(st.floats(-1e6, 1e6), st.floats(-9, 6), st.integers(2, 12))
def test_ticks_are_round_within_the_ends_and_not_too_many(script, low, decade, n):
    high = low + 10**decade
    if not high > low + abs(low) * 1e-9:
        return
    out = script(NUMBERS, "return m.ticks(...given)", [low, high, n])
    step = script(NUMBERS, "return m.stride(...given)", [low, high, n])
    mantissa = step / 10 ** math.floor(math.log10(step) + 1e-9)
    assert min(abs(mantissa - c) for c in (1, 2, 5)) < 1e-9
    assert len(out) <= n + 1
    assert all(low - step * 1e-6 <= v <= high + step * 1e-6 for v in out)
    assert all(b - a == pytest.approx(step, rel=1e-3) for a, b in pairwise(out))
    assert all(abs(v / step - round(v / step)) < 1e-6 for v in out)


def test_no_ticks_where_there_is_no_range(script):
    assert (
        script(NUMBERS, "return given.map(([a, b]) => m.ticks(a, b, 5))", [[1, 1], [2, 1], [0, math.inf]]) == [[]] * 3
    )


def test_text_from_outside_is_text(script):
    hostile = "<img src=x onerror=alert(1)> & \"'"
    shown = script(NUMBERS, "const p = document.createElement('p'); p.innerHTML = m.rich(given); return "
                   "[p.textContent, p.children.length]", hostile)  # fmt: skip
    assert shown == [hostile, 0]
    assert script(NUMBERS, "return m.rich(given)", "is 1.0 × 10⁻⁷ and 2×10^-3") == (
        "is 1.0×10<sup>−7</sup> and 2×10<sup>−3</sup>"
    )


def test_decimals_tell_ticks_apart(script):
    steps = [1, 0.5, 0.2, 0.1, 0.01, 20, 0.05]
    assert script(NUMBERS, "return given.map(m.decimals)", steps) == [0, 1, 1, 1, 2, 0, 2]
    given = [[-0.001, 2], [1.005, 1], [-2.5, 1]]
    assert script(NUMBERS, "return given.map(([v, d]) => m.fixed(v, d))", given) == ["0.00", "1.0", "−2.5"]
