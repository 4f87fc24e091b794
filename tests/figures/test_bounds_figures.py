"""The panels of Flats and Recession show the numbers that were computed, in light and dark."""

import numpy as np
import pytest

from dynamics.bounds import (
    CLOSE,
    EDGE,
    correction_factor,
    crossing_bound,
    divisor,
    one_point_convex,
    printed_bound,
    region,
    step_bound,
)
from figures.flat_figures import coasting_figure, slopes_figure
from figures.leaving_figures import grid_figure, shares_figure
from figures.line_panel import LinePanel, Ruler, blank, reach
from figures.recession_figures import TOP, bounds_figure, distance_figure, gate_figure, rates_figure
from figures.step_bounds import bound_region_figure, decays_figure, guard_figure, worst_figure
from figures.theme import theme
from scenarios.flat_scenes import SIZES, SLOPES, driven, raced, swept
from scenarios.recession_scenes import CONVENTIONS, divided, gridded, guarded, ran

BETAS = (0.9, 0.999)
SETTINGS = ((1.0, 0.3), 60, 0.5, *BETAS)
CHOSEN = ("none", "root")


@pytest.fixture(scope="module")
def race():
    return raced(*BETAS, 1.0, 1.0, 0.01, 1e-8)


@pytest.fixture(scope="module")
def runs():
    return ran(*SETTINGS)


def words(figure):
    return [a.text for a in figure.layout.annotations]


@pytest.mark.parametrize("dark", [False, True])
def test_every_optimizer_has_its_row_in_its_colour(race, dark):
    figure = coasting_figure(race, crossing_bound(*BETAS), 100.0, dark)
    (marks,) = [trace for trace in figure.data if trace.mode == "markers"]
    ways = {name: c.distance for name, _, c in race}
    assert sorted(marks.x) == sorted(ways.values())
    assert list(marks.x) == sorted(marks.x, reverse=True)  # the farthest at the top
    assert {theme(dark).series(optimizer) for _, optimizer, _ in race} == set(marks.marker.color)
    assert all(any(name in label for label in figure.layout.yaxis.ticktext) for name in ways)
    assert "bound for Adam 65.8" in words(figure)


def test_the_heavy_balls_way_is_a_slope_and_adams_is_level(race):
    sweep = swept(*BETAS, 5.0, 0.001, 1e-8)
    figure = slopes_figure(SLOPES, sweep, 1.0, crossing_bound(*BETAS), 5_000.0)
    lines = {trace.name: np.array(trace.y) for trace in figure.data if trace.mode == "lines"}
    assert np.ptp(lines["<b>Adam</b>"]) < 1e-3 * lines["<b>Adam</b>"].mean()
    ball = lines["<b>Heavy ball</b>"]
    assert ball[1:5] / ball[:4] == pytest.approx(SLOPES[1:5] / SLOPES[:4], rel=1e-3)


@pytest.mark.parametrize("betas", [BETAS, (0.9, 0.5), (0.0, 0.9)])
def test_worst_steps_are_drawn_as_they_ran(betas):
    lengths, corrected, short, uncorrected, guarded_ = driven(*betas)
    figure = worst_figure(lengths, corrected, short, uncorrected, float(step_bound(*betas)))
    drawn = {trace.name: np.array(trace.y) for trace in figure.data}
    assert (drawn["<b>corrected</b>"] == corrected).all()
    assert corrected == pytest.approx(correction_factor(*betas, lengths) * step_bound_of(betas, lengths), rel=1e-9)
    assert len(guard_figure(SIZES, guarded_, float(step_bound(*betas))).data) == 1 + (betas[0] ** 2 < betas[1])


def step_bound_of(betas, lengths):
    reached = np.array([float(step_bound(*betas, n)) for n in lengths])
    # there doubles end first
    return reached if betas != (0.9, 0.5) else driven(*betas)[1] / correction_factor(*betas, lengths)


@pytest.mark.parametrize("betas", [BETAS, (0.9, 0.5), (0.0, 0.0), (0.99, 0.9999)])
def test_the_decays_stand_where_they_are_set(betas):
    figure = bound_region_figure(*betas)
    mark = figure.data[-1]
    assert (mark.x[0], mark.y[0]) == pytest.approx(tuple(-np.log10(1 - np.array(betas))))
    marked = [trace for trace in decays_figure(*betas).data if trace.mode == "markers"]
    assert len(marked) == np.isfinite(step_bound(*betas))


@pytest.mark.parametrize("dark", [False, True])
def test_distances_rates_bounds_and_gate_are_the_runs_own(runs, dark):
    figure = distance_figure(runs, CHOSEN, dark)
    drawn = [trace for trace in figure.data if trace.line.width == 2.6]
    assert len(drawn) == 1
    assert np.allclose(drawn[0].y, (runs[CHOSEN].position ** 2).sum(axis=1))
    assert max(np.nanmax(trace.y) for trace in figure.data) == TOP  # the one that is thrown out
    assert {EDGE, CLOSE} < {trace.y[0] for trace in figure.data}
    assert np.array_equal(np.array([t.y for t in rates_figure(runs[CHOSEN], dark).data]).T, runs[CHOSEN].effective_lr)
    lines = {trace.name: trace.y for trace in bounds_figure(runs[CHOSEN], dark).data}
    assert np.array_equal(lines["<b>√v̂</b>"], divisor(runs[CHOSEN]))
    assert {"<b>printed</b>", "<b>corrected</b>"} < set(lines)
    shut = gate_figure(guarded(*SETTINGS, *CHOSEN), dark).layout.shapes
    assert shut
    assert all(shape.x0 < shape.x1 for shape in shut)


def test_close_and_delta_move_the_figures(runs):
    close, delta, run = 0.2, 1.0, runs[CHOSEN]
    edge = region(delta)[1]
    figure = distance_figure(runs, CHOSEN, False, close, delta)
    assert {edge, close} < {trace.y[0] for trace in figure.data}
    assert {"<b>region ends: 2.62</b>", "close: 0.2"} < set(words(figure))
    codes = gridded("adam", 30, 0.5, *BETAS, *CHOSEN, close, delta)
    grid = grid_figure(codes, (1.0, 0.3), "x", False, close, delta)
    circles = [max(trace.x) for trace in grid.data if trace.type == "scatter" and trace.mode == "lines"]
    assert circles == pytest.approx(np.sqrt([edge, region(delta)[0], close]))
    x, g = run.position, run.gradient
    inside = one_point_convex(x, g, delta)
    drawn = next(trace.y for trace in bounds_figure(run, False, delta).data if trace.name == "<b>printed</b>")
    assert inside.any()
    assert np.array_equal(np.isfinite(drawn), inside)
    assert np.array_equal(np.array(drawn)[inside], printed_bound(x, g, delta)[inside])


def test_bars_add_up_and_the_grid_is_the_grid():
    codes = {str(k): gridded("adam", 30, 0.5, *BETAS, *each) for k, each in enumerate(CONVENTIONS)}
    bars = shares_figure(divided(codes), "1").data
    assert np.sum([bar.x for bar in bars], axis=0) == pytest.approx(100)
    drawn = np.array(grid_figure(codes["1"], (1.0, 0.3), "x").data[0].z)
    assert np.array_equal(np.nan_to_num(drawn, nan=-1), codes["1"])


def test_a_blank_panel_says_why():
    assert "Because." in words(blank("Title", "Because.", theme(False)))


def test_axes_hold_what_they_are_given():
    low, high = reach([[0.0, 1e-30, 5.0], [np.nan, np.inf]], 6)
    assert low < 5e-6 < 5 < high < 20
    assert reach([[np.nan, 0.0]]) == (0.1, 10.0)
    for ruler in (Ruler(low, high, log=True), Ruler(1.0, 3.0, log=True), Ruler(-2.0, 5.0)):
        assert len(ruler.words()["tickvals"]) >= 2
        assert (ruler.share(ruler.low), ruler.share(ruler.high), ruler.share(-1e9)) == (0, 1, 0)
    panel = LinePanel(theme(False), "Title", Ruler(0, 1), Ruler(0, 1))
    panel.line([0, 1], [0.5, 0.5], "#000000", "one")
    panel.line([0, 1], [0.5, 0.5], "#000000", "two")
    one, two = (a for a in panel.done().layout.annotations if a.text in ("one", "two"))
    assert abs(one.yshift - two.yshift) >= 14
