"""What is told at a point of a figure is set as numbers are everywhere."""

import re
from pathlib import Path

import pytest

import figures
from figures.hovers import literal, told


@pytest.mark.parametrize(
    ("value", "spec", "text"),
    [
        (1.2345e-7, "", "1.2×10<sup>−7</sup>"),
        (-0.5, "", "−0.5"),
        (12345.678, ":,", "12,345"),
        (0.123456, ":4", "0.1235"),
        (float("nan"), ":,", "–"),
        (float("inf"), "", "–"),
    ],
)
def test_numbers_have_a_true_minus_and_raised_exponents(value, spec, text):
    assert told(f"f is {{x{spec}}}", x=[value])["hovertext"] == [f"f is {text}"]


def test_somebodys_own_words_stay_words():
    assert told(f"{literal('{x} <b>')} {{x}}", x=[1.0])["hovertext"] == ["{x} &lt;b&gt; 1"]


def test_no_figure_leaves_a_number_to_a_format_that_writes_hyphens():
    """Plotly's `g` and `e` write 1.2e-7; on an axis `%{x}` has the axis's own way, and `r` no exponents."""
    sources = {file.name: file.read_text() for file in Path(figures.__file__).parent.glob("*.py")}
    assert {
        name: found for name, text in sources.items() if (found := re.findall(r"%\{+[^}]*:[^}]*[ge]\}", text))
    } == {}
