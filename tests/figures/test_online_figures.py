"""Figures of online problems and of noise show what was played and measured."""

import numpy as np
import pytest

from dynamics import OPTIMIZERS, Schedule
from dynamics.online import Periodic, Stochastic, play
from dynamics.online.moment import STARTS, kappa, theory
from dynamics.online.swaps import Swaps
from figures.gamma import gamma_figure
from figures.noise_figures import NAMES, bundle_lines, bundle_map, variance_figure
from figures.online_figures import average_figure, budget_figure, position_figure, regret_figure
from figures.swap_figures import swap_figure
from figures.theme import theme
from scenarios.noisy import Moment, Noisy


@pytest.fixture(scope="module")
def plays():
    names = ("sgd", "adam", "amsgrad")
    return [play(Periodic(3, -1), OPTIMIZERS[n].with_(lr=0.1), 5_000, schedule=Schedule("inverse-sqrt")) for n in names]


def words(figure):
    return [a.text for a in figure.layout.annotations]


@pytest.mark.parametrize("draw", [position_figure, average_figure, regret_figure, budget_figure, gamma_figure])
@pytest.mark.parametrize("dark", [False, True])
def test_every_play_is_a_line_in_its_ink_with_its_name_at_the_end(plays, draw, dark):
    figure = draw(plays, dark)
    for p in plays:
        (line,) = [trace for trace in figure.data if trace.name == p.optimizer.title]
        assert line.line.color == theme(dark).series(p.optimizer)
        assert any(text.startswith(f"<b>{p.optimizer.title}</b>") for text in words(figure))
    assert figure.layout.showlegend is False


def test_what_is_drawn_was_played(plays):
    figure = position_figure(plays)
    for p in plays:
        (line,) = [trace for trace in figure.data if trace.name == p.optimizer.title]
        at = line.customdata[:, 0].astype(int)
        assert np.array_equal(line.y, p.position[np.searchsorted(p.round, at), 0])
    (band,) = [trace for trace in figure.data if trace.name == "SGD, band"]
    assert (max(band.y), min(band.y)) == (plays[0].most.max(), plays[0].least.min())
    assert "best fixed point" in words(figure)
    gamma = gamma_figure(plays)
    for p in plays:
        (line,) = [trace for trace in gamma.data if trace.name == p.optimizer.title]
        assert np.array_equal(line.customdata[:, 1], p.gamma[-len(line.customdata) :, 0])


def test_a_band_holds_the_middle_of_the_seeds():
    """In a play short enough that each round is drawn: else the band is of ranges since the mark before, which are
    wider."""
    one = play(Stochastic(1010, -10), OPTIMIZERS["adam"].with_(lr=0.1), 100, seeds=tuple(range(20)))
    figure = average_figure([one])
    (band,) = [trace for trace in figure.data if trace.name == "Adam, band"]
    low, high = np.quantile(one.average, (0.1, 0.9), axis=1)
    assert max(band.y) == pytest.approx(high.max(), abs=1e-12)
    assert min(band.y) == pytest.approx(low.min(), abs=1e-12)


def test_swaps_are_written_in_the_cells_and_the_colour_falls_with_the_interval():
    nan = float("nan")
    figure = swap_figure(
        "On", "steps", [[Swaps(9, 1.0), Swaps(3, 2.5)], [Swaps(1, nan), Swaps(0, nan)]], ["x", "y"], ["a", "b"]
    )
    field, text = figure.data
    assert text.text == ("9", "3", "1", "0")
    assert (field.z[0][0], field.z[0][1]) == (0.0, 1.0)
    assert np.isnan(field.z[1]).all()
    assert "no swap" in field.customdata[1][1]
    alike = swap_figure("On", "steps", [[Swaps(9, 1.0), Swaps(8, 1.0001)]], ["x"], ["a", "b"])
    assert np.ptp(alike.data[0].z) < 0.01  # a difference that no eye should see
    assert any("1 (darkest) to 2.5" in text for text in words(figure))
    long = swap_figure("On", "steps", [[Swaps(9, 1.0)]], ["Styblinski–Tang"], ["x"])  # a row each: on phones too
    assert long.layout.margin.l >= 7 * len("Styblinski–Tang") > figure.layout.margin.l


def test_the_variance_has_theory_as_lines_and_measurement_as_bars():
    moment = Moment(beta1=0.8, paths=500)
    figure = variance_figure(0.8, 1.0, moment.measured())
    for start in STARTS:
        (line,) = [trace for trace in figure.data if trace.name == NAMES[start]]
        assert np.allclose(line.y, theory(start, 0.8, 1.0, moment.steps))
        (bars,) = [trace for trace in figure.data if trace.name == f"{NAMES[start]}, measured"]
        assert np.allclose(bars.error_y.array, 2 * np.array(bars.y) * np.sqrt(2 / 499))
    assert any(f"{kappa(0.8):.3g}" in text for text in words(figure))


def test_a_bundle_shows_every_seed_and_its_quantiles():
    noisy = Noisy(seeds=5, steps=100)
    bundles = noisy.bundles()
    figure = bundle_map(bundles, noisy.noise)
    (ends,) = [trace for trace in figure.data if trace.name == "Adam, ends"]
    assert np.array_equal(np.column_stack([ends.x, ends.y]), bundles[1].position[:, -1])
    (line,) = [trace for trace in bundle_lines(bundles, "distance").data if trace.name == "SGD"]
    assert np.array_equal(line.customdata[:, 1], np.median(bundles[0].distance, axis=0))
