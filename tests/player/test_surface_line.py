"""A surface is named with its formula and what its letters stand for."""

import pytest

from landscapes import LANDSCAPES
from player.surface_line import surface_line
from scenarios.cycles import CYCLES


@pytest.mark.parametrize(
    ("land", "line"),
    [
        (CYCLES["A stable 2-cycle"].scenario.landscape, r"Surface: Smooth valley, $f = x^2 + s\,y^2$ with s = 1"),
        (LANDSCAPES["ripple"], r"Surface: Ripple, $f = 1 - \cos(x^2 + y^2)$"),
    ],
)
def test_it_gives_title_formula_and_values(land, line):
    assert surface_line(land) == line


def test_constants_of_a_typed_surface_are_given():
    line = surface_line(LANDSCAPES["= x^2 + a*y^2; a = 0.1 in [0, 1]"].with_(a=0.5))
    assert line.endswith(" with a = 0.5")
    assert line.count("$") == 2
