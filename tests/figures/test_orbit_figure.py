"""The stability figures show what was found, where it belongs."""

import numpy as np
import pytest

from dynamics import OPTIMIZERS
from dynamics.orbits import beta1_boundary, find_orbit
from figures.orbit_plane import multipliers_figure, stable_region_figure
from figures.theme import theme
from landscapes import LANDSCAPES

BOWL = LANDSCAPES["smooth-valley"].with_(steepness=1.0)
ADAM = OPTIMIZERS["adam"].with_(lr=0.1)


@pytest.fixture(scope="module")
def orbit():
    return find_orbit(BOWL, ADAM, (0.5, 0.3), period=2)


@pytest.mark.parametrize("dark", [False, True])
def test_every_multiplier_is_on_the_circle_panel_and_hollow_if_outside(orbit, dark):
    circle, *drawn = multipliers_figure(orbit, ADAM, dark).data
    assert np.allclose(np.hypot(circle.x, circle.y), 1)
    values = [np.array(t.x) + 1j * np.array(t.y) for t in drawn]
    assert np.allclose(np.sort_complex(np.concatenate(values)), np.sort_complex(orbit.multipliers))
    full, hollow = values
    assert (np.abs(full) <= 1).all()
    assert (np.abs(hollow) > 1).all()
    assert len(hollow) == 4
    assert [("open" in t.marker.symbol) for t in drawn] == [False, True]


def test_the_boundary_is_the_formula_and_the_point_is_the_optimizer():
    line, point = stable_region_figure(ADAM).data
    assert np.allclose(line.y, [beta1_boundary(b) for b in line.x])
    assert (point.x[0], point.y[0]) == (0.999, 0.9)
    assert point.marker.color == theme(False).series(ADAM)
