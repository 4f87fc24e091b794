"""What the maps' figures show: every cell in the colour of what became of it, on honest axes, in words and colours that
can be told apart."""

from itertools import pairwise

import numpy as np
import pytest

from dynamics.maps import Axis, Basins, Bifurcation, Regimes, run
from figures import basin_figure, bifurcation_figure, regime_figure
from figures.alone import alone, as_page
from figures.fields import MINIMA, NOWHERE, REGIMES, SHADES, axis_ticks, tinted
from figures.frame import base
from figures.map_figures import basin_key
from figures.map_frames import waiting
from figures.theme import DARK, LIGHT, theme

JOBS = {
    "basins": Basins(surface="himmelblau", optimizer="heavy-ball", hyper={"lr": 0.01}, cells=(40, 60), steps=400),
    "regimes": Regimes(
        surface="smooth-valley",
        optimizer="adam",
        hyper={"lr": 0.01},
        start=(0.5, 0.6),
        cells=(40, 60),
        steps=2000,
        across=Axis("beta1", 0.0, 0.9),
        up=Axis("beta2", 0.0, 0.99, "decay"),
    ),
    "bifurcation": Bifurcation(
        surface="ripple",
        optimizer="sgd",
        start=(2.55, 0.0),
        columns=80,
        steps=2000,
        keep=200,
        across=Axis("lr", 0.06, 0.134),
    ),
}
DRAW = {"basins": basin_figure, "regimes": regime_figure, "bifurcation": bifurcation_figure}
THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])


@pytest.fixture(scope="module")
def pictures():
    return {name: list(run(job))[-1][1] for name, job in JOBS.items()}


def words(figure):
    return " ".join(a.text for a in figure.layout.annotations)


def colour(trace, value):
    """What Plotly paints a value with: the last stop at or below it."""
    share = value / trace.zmax + 1e-9
    return [c for at, c in trace.colorscale if at <= share][-1]


@THEMES
@pytest.mark.parametrize("name", JOBS)
def test_every_map_can_be_drawn(name, theme, pictures):
    figure = DRAW[name](pictures[name], theme.dark)
    assert len(figure.to_json()) < 2_000_000
    assert (figure.layout.dragmode, figure.layout.showlegend) == ("select", False)


@THEMES
def test_a_start_has_the_colour_of_its_minimum_and_is_paler_the_later(theme, pictures):
    picture = pictures["basins"]
    figure = basin_figure(picture, theme.dark)
    field = figure.data[0]
    for k in range(4):
        mine = picture.index == k
        shade = np.array(field.z)[mine] - k * SHADES
        assert shade.min() >= 0
        assert shade.max() < SHADES
        order = np.argsort(picture.steps[mine], kind="stable")
        assert np.all(np.diff(shade[order].astype(int)) >= 0)
        assert colour(field, k * SHADES) == tinted(theme, MINIMA[k])
    for code in (-1, -2):
        if (picture.index == code).any():
            assert {colour(field, v) for v in np.array(field.z)[picture.index == code]} == {
                tinted(theme, NOWHERE[2 + code])
            }
    assert set("ABCD") <= {a.text for a in figure.layout.annotations}


def test_a_basin_map_has_equal_units_and_its_own_window(pictures):
    layout = basin_figure(pictures["basins"]).layout
    assert (layout.yaxis.scaleanchor, layout.yaxis.scaleratio) == ("x", 1)
    assert (*layout.xaxis.range, *layout.yaxis.range) == JOBS["basins"].bounds


@THEMES
def test_a_setting_has_the_colour_of_its_regime_and_theory_is_drawn(theme, pictures):
    picture = pictures["regimes"]
    figure = regime_figure(picture, theme.dark)
    field, *lines = figure.data
    shown = np.array([[colour(field, v) for v in row] for row in np.array(field.z)])
    assert set(shown[picture.code == 2]) == {tinted(theme, REGIMES[2])}
    assert field.text[0][0] == "2-cycle"
    assert "2-cycle" in words(figure)
    assert "theory: 2-cycle loses its stability" in words(figure)
    b1, b2 = np.array(lines[-1].x), 1 - 10.0 ** -np.array(lines[-1].y)
    np.testing.assert_allclose(1 - 3 * b1 - b1 * (3 - b1) * b2, 0, atol=1e-9)


def test_a_bifurcation_shows_where_the_tail_falls(pictures):
    picture = pictures["bifurcation"]
    figure = bifurcation_figure(picture)
    field, rates = figure.data[0], JOBS["bifurcation"].across.values(80)
    z = np.array(field.z)
    np.testing.assert_allclose(field.x0 + field.dx * np.arange(80), rates)
    for column in range(80):
        if picture.code[column] in (1, 2, 4):
            rows = np.flatnonzero(z[:, column])
            at = field.y0 + field.dy * rows
            assert np.abs(picture.values[column][:, None] - at).min(axis=1).max() <= field.dy
            assert len(rows) <= 3 * picture.code[column]
    assert "0.07958" in words(figure)


@THEMES
def test_the_colours_differ_in_lightness_too(theme):
    """Neighbours in the list of minima, and cycles from rest, are told apart without colour."""

    def light(tint):
        r, g, b = (int(tinted(theme, tint)[i : i + 2], 16) / 255 for i in (1, 3, 5))
        return 0.2126 * r**2.2 + 0.7152 * g**2.2 + 0.0722 * b**2.2

    for one, other in [
        *pairwise(MINIMA[:4]),
        (REGIMES[0], REGIMES[2]),
        (REGIMES[1], REGIMES[2]),
        (REGIMES[2], REGIMES[3]),
    ]:
        a, b = sorted((light(one), light(other)))
        assert (b + 0.05) / (a + 0.05) > 1.1
    colours = [tinted(theme, tint) for tint in REGIMES.values()]
    assert len(set(colours)) == len(colours)


@pytest.mark.parametrize(
    ("axis", "labels"),
    [
        (Axis("lr", 0.0, 0.1), ["0", "0.02", "0.04", "0.06", "0.08", "0.1"]),
        (Axis("lr", 0.001, 0.1, "log"), ["0.001", "0.01", "0.1"]),
        (Axis("beta2", 0.0, 0.9995, "decay"), ["0", "0.9", "0.99", "0.999"]),
    ],
)
def test_ticks_stand_at_their_values(axis, labels):
    ticks = axis_ticks(axis, 6)
    assert ticks["ticktext"] == labels
    np.testing.assert_allclose(axis.value(ticks["tickvals"]), [float(label) for label in labels], atol=1e-12)


def test_the_page_is_whole_and_says_what_it_is(pictures):
    text = as_page(alone(basin_figure(pictures["basins"])), "Maps & more")
    assert "<title>Maps &amp; more</title>" in text
    assert "<script src" not in text
    assert len(text) < 2_500_000


def test_what_stands_alone_is_as_high_as_its_words_and_says_them():
    plain, hostile = base(theme(False), 300), "<b>η</b> = 1 & " + 40 * "long "
    figure = alone(plain, title="A <i>title</i>", about=hostile, key=[("#ff0000", f"name {k}") for k in range(30)])
    words = [note.text for note in figure.layout.annotations]
    assert "A &lt;i&gt;title&lt;/i&gt;" in words[-1]
    assert "&lt;b&gt;η&lt;/b&gt; = 1 &amp; long" in " ".join(words)
    assert sum(text.count("■") for text in words) == 30
    lowest = min(note.yshift for note in figure.layout.annotations)
    assert figure.layout.margin.b > 15 - lowest
    assert figure.layout.height - figure.layout.margin.t - figure.layout.margin.b == 300


@pytest.mark.parametrize("kind", ["basins", "regimes", "bifurcation"])
def test_the_frame_that_waits_has_the_axes_of_the_map(pictures, kind):
    draw = {"basins": basin_figure, "regimes": regime_figure, "bifurcation": bifurcation_figure}[kind]
    drawn, frame = draw(pictures[kind]).layout, waiting(pictures[kind].job).layout
    assert (frame.height, frame.margin, frame.xaxis) == (drawn.height, drawn.margin, drawn.xaxis)
    if kind != "bifurcation":  # whose values say how far its y axis reaches
        assert frame.yaxis == drawn.yaxis


@pytest.mark.parametrize("dark", [False, True])
def test_the_key_of_basins_names_the_colours_that_are_drawn(pictures, dark):
    picture = pictures["basins"]
    (drawn, *_), minima = basin_figure(picture, dark).data, len(picture.minima)
    for colour, name in basin_key(picture, dark)[:minima]:
        quickest = SHADES * "ABCDEFGHIJKL".index(name[0]) / drawn.zmax
        assert colour in [c for at, c in drawn.colorscale if at == pytest.approx(quickest)]
    assert len({colour for colour, _ in basin_key(picture, dark)}) == len(basin_key(picture, dark))
