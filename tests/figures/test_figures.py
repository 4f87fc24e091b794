"""What the figures show: every run, in its own colour, under its own name, on honest axes."""

import numpy as np
import pytest

from dynamics import OPTIMIZERS, simulate
from figures import map_2d, series, surface_3d
from figures.clock import share
from figures.placing import beside, spread
from figures.quantities import QUANTITIES, names
from figures.scales import scale
from figures.theme import DARK, LIGHT
from landscapes import LANDSCAPES

FIGURES = [map_2d, surface_3d, series]


@pytest.fixture(scope="module")
def runs():
    land = LANDSCAPES["himmelblau"]
    return [
        simulate(land, OPTIMIZERS[name].with_(lr=lr), land.start, 200)
        for name, lr in (("sgd", 0.01), ("adam", 0.2), ("adam", 0.02))
    ]


def trail(figure, name):
    found = [trace for trace in figure.data if trace.name == name]
    assert len(found) == 1
    return found[0]


def words(figure):
    return " ".join(a.text for a in (*figure.layout.annotations, *figure.layout.scene.annotations))


@pytest.mark.parametrize("draw", FIGURES)
@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_one_trail_per_run_in_its_colour(draw, theme, runs):
    figure = draw(*runs, dark=theme.dark)
    for run, name in zip(runs, ["SGD", "Adam", "Adam 2"], strict=True):
        line = trail(figure, name)
        assert line.line.color == theme.series(run.optimizer)
        assert len(line.x) == 201
        assert name in words(figure)
        assert trail(figure, f"{name}, head").marker.color == theme.series(run.optimizer)
    assert not figure.layout.showlegend


def test_the_map_tells_the_truth(runs):
    figure = map_2d(*runs)
    assert (figure.layout.yaxis.scaleanchor, figure.layout.yaxis.scaleratio) == ("x", 1)
    x0, x1, y0, y1 = runs[0].surface.window
    assert figure.layout.xaxis.range == (x0, x1)
    assert figure.layout.yaxis.range == (y0, y1)
    np.testing.assert_array_equal(np.column_stack([trail(figure, "SGD").x, trail(figure, "SGD").y]), runs[0].position)
    np.testing.assert_array_equal(
        np.column_stack([trail(figure, "minimum").x, trail(figure, "minimum").y]), runs[0].surface.minima
    )
    assert [trace.line.dash for trace in figure.data if trace.name in ("SGD", "Adam")] == ["solid", "14px,4px"]
    for trace in figure.data:
        if trace.name == "contour":
            f = runs[0].surface.value(trace.x, trace.y)
            assert np.nanmax(f) - np.nanmin(f) < 0.02 * np.nanmax(np.abs(f)) + 2


def test_the_lowest_band_is_tinted_and_the_highest_is_nearly_paper(runs):
    bands = [trace.fillcolor for trace in map_2d(*runs).data if trace.name == "ground"]
    assert len(bands) >= 8
    assert bands[0] == "#bcd1d9"
    assert bands[-1] == "#fcfaf5"


def test_a_series_shows_real_values(runs):
    figure = series(*runs, quantity="loss")
    assert figure.layout.yaxis.type == "log"
    shown = np.array(trail(figure, "Adam 2").y)
    np.testing.assert_allclose(shown, np.maximum(runs[2].loss, 10 ** figure.layout.yaxis.range[0]))
    assert "Loss" in words(figure)


@pytest.mark.parametrize("quantity", QUANTITIES)
def test_every_quantity_can_be_drawn(quantity, runs):
    assert names(runs)[1] in words(series(*runs, quantity=quantity))


def test_what_no_optimizer_keeps_is_said(runs):
    assert "None of these optimizers keeps one." in words(series(runs[0], quantity="second_moment_x"))


@pytest.mark.parametrize("name", LANDSCAPES)
@pytest.mark.parametrize("draw", FIGURES)
def test_every_surface_can_be_drawn(name, draw):
    land = LANDSCAPES[name]
    run = simulate(land, OPTIMIZERS["adam"].with_(lr=land.rates.normalised), land.start, 50)
    figure = draw(run)
    assert len(trail(figure, "Adam").x) == 51
    figure.to_json()


@pytest.mark.parametrize("draw", FIGURES)
def test_a_run_that_diverges_is_drawn_as_far_as_it_goes(draw):
    land = LANDSCAPES["himmelblau"]
    run = simulate(land, OPTIMIZERS["sgd"].with_(lr=1.0), land.start, 200)
    assert run.updates < 200
    figure = draw(run)
    assert len(trail(figure, "SGD").x) == run.updates + 1
    assert "SGD" in words(figure)


@pytest.mark.parametrize("draw", FIGURES)
def test_long_runs_are_thinned_and_keep_their_ends(draw):
    land = LANDSCAPES["smooth-valley"]
    run = simulate(land, OPTIMIZERS["adam"].with_(lr=0.1), land.start, 100_000)
    line = trail(draw(run), "Adam")
    assert 1_000 < len(line.x) <= 5_000
    assert (np.ravel(line.customdata)[0], np.atleast_2d(np.array(line.customdata).T)[0][-1]) == (0, 100_000)


def test_figures_refuse_what_they_cannot_show(runs):
    with pytest.raises(ValueError, match="at least one run"):
        map_2d()
    other = simulate(LANDSCAPES["bowl"], OPTIMIZERS["sgd"], (0.5, 0.5), 5)
    with pytest.raises(ValueError, match="one surface"):
        series(runs[0], other)
    with pytest.raises(ValueError, match="There is no quantity 'height'"):
        series(*runs, quantity="height")


@pytest.mark.parametrize("steps", [1, 200, 5_000, 5_001, 1_000_000])
def test_the_clock_is_even_in_steps_or_in_their_logarithm(steps):
    at = np.linspace(0, 1, 11)
    even = at * steps if steps <= 5_000 else (1.0 + steps) ** at - 1
    np.testing.assert_allclose(share(even, steps), at, atol=1e-12)


def test_scales_are_bounded():
    assert scale([np.array([np.nan])]) is None
    wide = scale([np.array([1.0, 1e-30])])
    assert wide.log
    assert np.log10(wide.high / wide.low) < 12
    thrown = scale([np.array([1.0, 1e30]), np.array([2.0, 1.0])], thrown=True)
    assert thrown.high < 1e3
    fallen = scale([np.array([1.0, -1e6])], thrown=True)
    assert not fallen.log
    assert fallen.low > -12
    for ruler in (wide, thrown, fallen):
        assert 1 <= len(ruler.ticks) <= 8


def test_labels_are_pushed_apart_and_none_leaves_the_figure():
    places = spread([5.0, 5.0, 6.0, 99.0], 10, 0, 100)
    assert np.all(np.diff(sorted(places)) >= 10 - 1e-9)
    assert min(places) >= 0
    assert max(places) <= 100
    crowded = spread([1.0] * 50 + [80.0], 10, 0, 100)
    assert sum(place is not None for place in crowded) == 2


def test_names_beside_heads_never_overlap():
    heads = [(300.0 + i, 300.0) for i in range(10)]
    places = beside(heads, [50.0] * 10, (900, 600))
    shown = [p for p in places if p]
    assert shown
    assert all(abs(a[0] - b[0]) >= 50 or abs(a[1] - b[1]) >= 14 for i, a in enumerate(shown) for b in shown[:i])
