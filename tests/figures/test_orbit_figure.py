"""The orbit figure shows what was found, where it belongs."""

import numpy as np
import pytest

from dynamics import OPTIMIZERS, simulate
from dynamics.orbits import beta1_boundary, find_orbit
from figures.orbits import TITLES, orbit_figure
from figures.theme import theme
from landscapes import LANDSCAPES

BOWL = LANDSCAPES["smooth-valley"].with_(steepness=1.0)
ADAM = OPTIMIZERS["adam"].with_(lr=0.1, beta1=0.1, beta2=0.99)


@pytest.fixture(scope="module")
def found():
    run = simulate(BOWL, ADAM, (0.5, 0.3), 6000)
    return run, find_orbit(BOWL, ADAM, run, period=2)


def scatters(figure):
    return [trace for trace in figure.data if trace.type.startswith("scatter")]


def markers(figure, xaxis):
    return [trace for trace in scatters(figure) if trace.mode == "markers" and (trace.xaxis or "x") == xaxis]


def test_the_cycle_lies_on_the_run_in_both_planes(found):
    run, orbit = found
    figure = orbit_figure(run, orbit)
    last = run.at(np.array([5999, 6000]))
    for axis, moment in (("x2", last.first_moment), ("x3", last.second_moment)):
        (marks,) = markers(figure, axis)
        cycle = sorted(zip(marks.x, marks.y, strict=True))
        way = sorted(zip(last.position[:, 0], moment[:, 0], strict=True))
        assert np.allclose(cycle, way, rtol=2e-3)


def test_every_multiplier_is_on_the_circle_panel_and_hollow_if_outside(found):
    run, orbit = found
    drawn = markers(orbit_figure(run, orbit), "x5")
    values = np.concatenate([np.array(t.x) + 1j * np.array(t.y) for t in drawn if len(t.x)])
    assert np.allclose(np.sort_complex(values), np.sort_complex(orbit.multipliers))
    assert all(("open" in t.marker.symbol) == (np.abs(np.array(t.x) + 1j * np.array(t.y)) > 1).all() for t in drawn if len(t.x))


def test_the_boundary_is_the_formula_and_the_point_is_the_optimizer(found):
    run, orbit = found
    figure = orbit_figure(run, orbit)
    (line,) = [t for t in scatters(figure) if t.xaxis == "x6" and t.mode == "lines"]
    assert np.allclose(line.y, [beta1_boundary(b) for b in line.x])
    (point,) = markers(figure, "x6")
    assert (point.x[0], point.y[0]) == (0.99, 0.1)


@pytest.mark.parametrize("dark", [False, True])
def test_titles_and_ink_with_and_without_an_orbit(found, dark):
    run, orbit = found
    for each in (orbit, None):
        figure = orbit_figure(run, each, dark)
        assert [a.text for a in figure.layout.annotations if a.text.startswith("<b>")] == [f"<b>{title}</b>" for title in TITLES]
        assert any(t.line.color == theme(dark).series(ADAM) for t in scatters(figure) if t.mode == "lines")
