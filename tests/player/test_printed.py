"""A figure's still picture shows what the figure says, where it says it: every kind of trace that figures/ uses, in
light and dark."""

import json
import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import plotly.graph_objects as go
import pytest
from PIL import Image

import figures
from dynamics import OPTIMIZERS, simulate
from dynamics.maps import Axis, Basins, Bifurcation, Regimes, run
from dynamics.orbits import find_orbit
from figures import basin_figure, bifurcation_figure, map_2d, regime_figure, series, surface_3d
from figures.frame import base
from figures.orbit_plane import multipliers_figure, stable_region_figure
from figures.theme import DARK, LIGHT
from landscapes import LANDSCAPES
from player.export.printed import KINDS, printable, printed
from player.export.printed.words import Type, lines_of

BOWL = LANDSCAPES["smooth-valley"].with_(steepness=1.0)
ADAM = OPTIMIZERS["adam"].with_(lr=0.1, beta1=0.1, beta2=0.99)
MARGIN = 16  # px around what is drawn
DEEP = {"surface", "scatter3d"}  # 3-D figures stay with Plotly


def path():
    return simulate(BOWL, ADAM, (0.5, 0.3), 3000)


def last(job):
    return list(run(job))[-1][1]


DRAWN = {
    "multipliers": lambda dark: multipliers_figure(find_orbit(BOWL, ADAM, path(), period=2), ADAM, dark),
    "region": lambda dark: stable_region_figure(ADAM, dark),
    "map": lambda dark: map_2d(path(), dark=dark),
    "series": lambda dark: series(path(), dark=dark),
    "basins": lambda dark: basin_figure(
        last(Basins(surface="himmelblau", optimizer="sgd", cells=(20, 30), steps=200)), dark
    ),
    "regimes": lambda dark: regime_figure(
        last(
            Regimes(
                surface="smooth-valley",
                optimizer="adam",
                start=(0.5, 0.6),
                cells=(20, 30),
                steps=500,
                across=Axis("beta1", 0.0, 0.9),
                up=Axis("beta2", 0.0, 0.99, "decay"),
            )
        ),
        dark,
    ),
    "bifurcation": lambda dark: bifurcation_figure(
        last(
            Bifurcation(
                surface="ripple",
                optimizer="sgd",
                start=(2.55, 0.0),
                columns=40,
                steps=900,
                across=Axis("lr", 0.06, 0.13),
            )
        ),
        dark,
    ),
}


def pixels(figure, dark=False):
    return np.asarray(Image.open(BytesIO(printed(figure, "Test", dark))).convert("RGB")).astype(int)


def plain(**axes):
    """A figure of 200 x 100 px without margins or ticks, its paper painted so that nothing is cut off."""
    figure = base(LIGHT, 100).update_layout(width=200, margin={"l": 0, "r": 0, "t": 0, "b": 0}, plot_bgcolor="#ffffff")
    figure.update_xaxes(range=(0, 2), showticklabels=False, showgrid=False, zeroline=False)
    figure.update_yaxes(range=(0, 1), showticklabels=False, showgrid=False, zeroline=False)
    return figure.update_layout(**axes)


def spot(shot, x, y):
    """The colour at (x, y) px of the figure, y down."""
    return tuple(int(v) for v in shot[round(2 * (y + MARGIN)), round(2 * (x + MARGIN))])


def test_figures_use_no_kind_of_trace_that_cannot_be_printed():
    sources = [file.read_text() for file in Path(figures.__file__).parent.glob("*.py")]
    used = {name.lower() for source in sources for name in re.findall(r"go\.([A-Z]\w+)\(", source)} - {"figure"}
    assert used - DEEP <= set(KINDS)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("name", DRAWN)
def test_every_figure_is_printed_on_its_paper(name, theme):
    figure = DRAWN[name](theme.dark)
    shot = pixels(figure, theme.dark)
    assert shot[0, 0].tolist() == [int(theme.paper[i : i + 2], 16) for i in (1, 3, 5)]
    assert len(np.unique(shot.reshape(-1, 3), axis=0)) > 20
    assert shot.shape[0] >= 1.6 * (figure.layout.height or 450)


def test_a_drawing_is_an_svg_of_outlines():
    drawn = ElementTree.fromstring(printed(DRAWN["series"](False), "Loss", kind="svg"))
    tags = {element.tag.split("}")[1] for element in drawn.iter()}
    assert "path" in tags
    assert "text" not in tags


def test_a_field_has_its_colours_in_its_cells():
    scale = [(0, "#000000"), (0.5, "#000000"), (0.5, "rgb(255,0,0)"), (1, "rgb(255,0,0)")]
    figure = plain().add_heatmap(
        z=[[0, 1], [1, np.nan]], x0=0.5, dx=1, y0=0.25, dy=0.5, zmin=0, zmax=1, colorscale=scale, showscale=False
    )
    shot = pixels(figure)
    assert [spot(shot, x, y) for x, y in ((50, 75), (150, 75), (50, 25), (150, 25))] == [
        (0, 0, 0),
        (255, 0, 0),
        (255, 0, 0),
        (255,) * 3,
    ]


def test_an_uneven_field_and_an_image_lie_where_they_say():
    scale = [(0, "#000000"), (1, "#ffffff")]
    figure = plain(yaxis={"type": "log", "range": (0, 2)})
    figure.add_heatmap(z=[[0], [1]], x=[0, 2], y=[1, 10, 100], zmin=0, zmax=1, colorscale=scale, showscale=False)
    assert [spot(pixels(figure), 100, y) for y in (60, 40)] == [(0, 0, 0), (255, 255, 255)]
    figure = plain().add_image(z=[[[255, 0, 0], [0, 0, 255]]], x0=0.5, y0=0.5)
    figure.update_yaxes(range=(0, 1))
    assert [spot(pixels(figure), x, 50) for x in (50, 150)] == [(255, 0, 0), (0, 0, 255)]


def test_a_line_runs_through_its_points_on_log_axes_too():
    figure = plain(yaxis={"type": "log", "range": (-2, 2)})
    figure.add_scatter(
        x=[0, 1, np.nan, 1.5, 2], y=[10, 10, 1, 0.1, 0.1], mode="lines", line={"color": "#0000ff", "width": 4}
    )
    shot = pixels(figure)
    assert [spot(shot, x, y) for x, y in ((50, 25), (125, 25), (175, 75), (175, 25))] == [
        (0, 0, 255),
        (255,) * 3,
        (0, 0, 255),
        (255,) * 3,
    ]


def test_dashes_marks_fills_and_error_bars():
    figure = plain()
    figure.add_scatter(x=[0, 2], y=[0.9, 0.9], mode="lines", line={"color": "#ff0000", "width": 4, "dash": "10px,10px"})
    figure.add_scatter(x=[0.5], y=[0.5], mode="markers", marker={"size": 20, "color": "#00ff00"},
                       error_y={"array": [0.3], "color": "#000000", "thickness": 4})  # fmt: skip
    figure.add_scatter(x=[1, 2], y=[0.4, 0.4], mode="lines", fill="tozeroy", fillcolor="#0000ff", line={"width": 0})
    figure.add_scatter(
        x=[1.5],
        y=[0.7],
        mode="markers",
        marker={"symbol": "square-open", "size": 20, "color": "#ff00ff", "line": {"width": 4}},
    )
    shot = pixels(figure)
    assert [spot(shot, x, 10) for x in (5, 15, 25)] == [(255, 0, 0), (255, 255, 255), (255, 0, 0)]
    assert [spot(shot, 50 + x, 50) for x in (7, 14)] == [(0, 255, 0), (255, 255, 255)]
    assert spot(shot, 50, 24) == (0, 0, 0)
    assert [spot(shot, 150, y) for y in (65, 55)] == [(0, 0, 255), (255, 255, 255)]
    assert [spot(shot, 150 + x, 30) for x in (0, 10)] == [(255, 255, 255), (255, 0, 255)]


def test_shapes_and_words_stand_where_they_say():
    figure = plain()
    figure.add_shape(
        type="rect", x0=0, x1=1, y0=0, y1=1, yref="y domain", fillcolor="#00ff00", line={"width": 0}, layer="below"
    )
    figure.add_shape(type="line", x0=0, x1=1, xref="paper", y0=0.5, y1=0.5, line={"color": "#000000", "width": 4})
    figure.add_annotation(x=1.5, y=0.8, text="■", font={"size": 30, "color": "#ff0000"}, showarrow=False)
    shot = pixels(figure)
    assert [spot(shot, x, y) for x, y in ((50, 80), (150, 80), (50, 50), (150, 50))] == [
        (0, 255, 0),
        (255,) * 3,
        (0, 0, 0),
        (0, 0, 0),
    ]
    red = np.argwhere((shot == (255, 0, 0)).all(axis=2)) / 2 - MARGIN
    assert len(red) > 100
    np.testing.assert_allclose(red.mean(axis=0), (20, 150), atol=5)


def test_equal_units_shrink_the_picture_not_the_truth():
    figure = plain()
    figure.update_xaxes(constrain="domain", constraintoward="left", range=(0, 1))
    figure.update_yaxes(scaleanchor="x", scaleratio=1)
    figure.add_scatter(x=[1], y=[1], mode="markers", cliponaxis=False, marker={"size": 8, "color": "#ff0000"})
    assert spot(pixels(figure), 100, 0) == (255, 0, 0)


def test_words_keep_their_html():
    plain = Type(10, "#000000")
    (first, second, third), (last,) = (
        lines_of("<b>a</b> x<sup>2</sup><br>p < q &amp; r", plain)[0][:3],
        lines_of("p < q &amp; r", plain)[0],
    )
    assert (first[0], first[1].bold, second[1].bold, third[0], third[1].lift > 0, third[1].size < 10) == (
        "a",
        True,
        False,
        "2",
        True,
        True,
    )
    assert last[0] == "p < q & r"
    assert lines_of("<span style='color:#ff0000;font-size:17px'>■</span>", plain)[0][0][1].colour == "#ff0000"


def test_the_file_says_what_it_is():
    figure = plain(meta={"map": "basins"}).add_scatter(x=[0, 1], y=[0, 1])
    told = Image.open(BytesIO(printed(figure, "Basin map"))).text
    assert told["Title"] == "Basin map"
    assert json.loads(told["provenance"]) == {"map": "basins"}
    assert "numba" in told["versions"]
    assert printed(figure, "a & b", kind="svg").count(b"<dc:title>a &amp; b</dc:title>") == 1


def test_a_kind_that_cannot_be_printed_is_named():
    figure = surface_3d(path())
    assert not printable(figure)
    with pytest.raises(ValueError, match="surface"):
        printed(figure, "3-D")
    assert printable(go.Figure())
    with pytest.raises(ValueError, match="path"):
        printed(plain().add_shape(type="path", path="M0,0L1,1").add_scatter(x=[0], y=[0]), "path")


def test_matplotlib_is_loaded_when_first_asked_for():
    code = "import sys, player.export.printed; print('matplotlib' in sys.modules)"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()
        == "False"
    )
