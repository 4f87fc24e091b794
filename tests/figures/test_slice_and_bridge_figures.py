"""Loss slices and the bridge as figures: what is drawn is what was measured."""

import numpy as np
import plotly.graph_objects as go
import pytest

from dynamics import OPTIMIZERS
from figures.bridge import EDGE, MOST, bridge_figure
from figures.slices import slice_figure
from landscapes import sampled
from networks.results.bridge import Part, Row
from networks.slices.slice import Request, Slice, Trace

ADAM, SGD = OPTIMIZERS["adam"], OPTIMIZERS["sgd"]


def a_slice(kind="path", held=0.9):
    x, y = np.linspace(-3, 3, 13), np.linspace(-2, 2, 13)
    loss = 0.1 + x**2 + 2 * y[:, None] ** 2
    land = sampled("slice", "A slice", "a test", "Look.", x, y, loss, (2.0, 1.0))
    at = np.linspace((2.0, 1.0), (0.0, 0.0), 5)
    steps, own = np.arange(5) * 10, np.linspace(3, 0.1, 5)
    traces = tuple(Trace(k, steps, at * sign, np.zeros(5), own, held, 0.0) for k, sign in ((1, 1), (2, -1)))
    return Slice(
        Request(kind, 1), x, y, loss, 512, traces, np.array([0.7, 0.2]) if kind == "path" else None, land, False
    )


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("kind", ["path", "around", "between"])
def test_a_slice_shows_each_path_from_its_ring_to_its_mark(kind, dark):
    found = a_slice(kind)
    figure = slice_figure(found, ["Adam", "SGD"], [ADAM, SGD], dark)
    paths = {t.name: t for t in figure.data if t.type == "scatter" and t.mode == "lines+markers"}
    for trace, name, optimizer in zip(found.traces, ("Adam", "SGD"), (ADAM, SGD), strict=True):
        assert np.column_stack([paths[name].x, paths[name].y]) == pytest.approx(trace.at)
        assert paths[name].customdata[:, 1] == pytest.approx(trace.loss)
        assert paths[name].line.color == (optimizer.series.dark if dark else optimizer.series.light)
    ends = {t.name: (t.x[0], t.y[0]) for t in figure.data if (t.name or "").endswith(", end")}
    assert ends == {"Adam, end": (0.0, 0.0), "SGD, end": (0.0, 0.0)}
    assert figure.layout.yaxis.scaleanchor == "x"
    assert ("70%" in figure.layout.xaxis.title.text) == (kind == "path")


def test_start_and_end_alone_have_no_line():
    figure = slice_figure(a_slice("between", held=None), ["Adam", "SGD"], [ADAM, SGD])
    assert not [t for t in figure.data if t.type == "scatter" and t.mode == "lines+markers"]


def test_the_edge_of_stability_is_on_the_scale_with_its_name():
    part = Part("network", np.array([0, 10, 20]), np.array([0.1, 0.4, 0.9]))
    figure = bridge_figure(Row("Heat", "ηλ", "Look.", (part,), "", edge=True), ADAM, 20)
    assert EDGE in [a.text for a in figure.layout.annotations]
    (line,) = figure.layout.shapes
    low, high = figure.layout.yaxis.range
    assert (line.y0, line.y1) == (1, 1)
    assert low < 0 < high  # log10 of 1


def test_a_band_far_above_does_not_flatten_the_curves():
    step, value = np.array([0, 10]), np.array([1.0, 2.0])
    band = Part("median", step, value, value / 2, value * 1e6)
    figure = bridge_figure(Row("Rate", "η", "Look.", (band,), ""), ADAM, 10)
    assert isinstance(figure, go.Figure)
    assert 10 ** figure.layout.yaxis.range[1] < 3 * MOST * value.max()


def test_an_empty_figure_says_why():
    figure = bridge_figure(Row("Norm of v", "|v|", "Look.", (), "There is none."), SGD, 1)
    assert "There is none." in [a.text for a in figure.layout.annotations]
    assert not figure.data
