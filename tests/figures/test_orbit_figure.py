"""The stability figure shows what was found, where it belongs."""

import numpy as np
import pytest

from dynamics import OPTIMIZERS
from dynamics.orbits import beta1_boundary, find_orbit
from figures.orbits import TITLES, stability_figure
from figures.theme import theme
from landscapes import LANDSCAPES

BOWL = LANDSCAPES["smooth-valley"].with_(steepness=1.0)
ADAM = OPTIMIZERS["adam"].with_(lr=0.1)


@pytest.fixture(scope="module")
def orbit():
    return find_orbit(BOWL, ADAM, (0.5, 0.3), period=2)


def scatters(figure, xaxis, mode):
    return [t for t in figure.data if t.type == "scatter" and t.mode == mode and (t.xaxis or "x") == xaxis]


def test_every_multiplier_is_on_the_circle_panel_and_hollow_if_outside(orbit):
    drawn = scatters(stability_figure(orbit, ADAM, True), "x", "markers")
    values = [np.array(t.x) + 1j * np.array(t.y) for t in drawn]
    assert np.allclose(np.sort_complex(np.concatenate(values)), np.sort_complex(orbit.multipliers))
    full, hollow = values
    assert (np.abs(full) <= 1).all()
    assert (np.abs(hollow) > 1).all()
    assert len(hollow) == 4
    assert "open" in drawn[1].marker.symbol


def test_the_boundary_is_the_formula_and_the_point_is_the_optimizer(orbit):
    figure = stability_figure(orbit, ADAM, True)
    (line,) = scatters(figure, "x2", "lines")
    assert np.allclose(line.y, [beta1_boundary(b) for b in line.x])
    (point,) = scatters(figure, "x2", "markers")
    assert (point.x[0], point.y[0]) == (0.999, 0.9)
    assert point.marker.color == theme(False).series(ADAM)


@pytest.mark.parametrize("region", [False, True])
def test_what_theory_does_not_know_is_left_out(orbit, region):
    figure = stability_figure(orbit, ADAM, region, dark=True)
    assert [a.text for a in figure.layout.annotations if a.text.startswith("<b>")] == [f"<b>{t}</b>" for t in TITLES[: 1 + region]]
    assert bool(scatters(figure, "x2", "lines")) == region
