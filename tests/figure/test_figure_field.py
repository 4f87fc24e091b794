"""The vector field on the map: arrows along minus the gradient, in the link and in what is exported."""

import numpy as np
import pytest

from landscapes import LANDSCAPES
from scenarios import opening
from scenarios.presets import PRESETS

LONG_PX = 15
SVG = "async () => (await (await import('/figure.js')).svgFile(window.figure)).bytes"


def field_of(shown):
    """(N, 4), the arrows of the map as it is drawn now: where each begins, and the way to its tip, in px."""
    strokes = [one["way"] for one in shown.redrawn().strokes("ground") if one["lineWidth"] == 1]
    shafts = [part for way in strokes for part in way if len(part) == 2]
    return np.array([[*a, b[0] - a[0], b[1] - a[1]] for a, b in shafts]).reshape(-1, 4)


DRAWN = """return given.map(surface => {
  const land = m.landOf({ surface, contenders: [] }), [cx, cy] = land.centre, way = [];
  const g = { beginPath() {}, stroke() {}, moveTo: (...p) => way.push([p]), lineTo: (...p) => way.at(-1).push(p) };
  const back = (px, py) => [cx + (px - 360) / 240 * land.half, cy - (py - 240) / 240 * land.half];
  m.drawField({ view: { projection: { w: 720, h: 480, back } }, data: { land },
    theme: { tone: { line: [0, 0, 0] } } }, g);
  return way.filter(part => part.length === 2).map(([a, b]) => [...a, b[0] - a[0], b[1] - a[1], ...back(...a)]);
});"""


def test_arrows_point_downhill_on_every_surface(script):
    for name, drawn in zip(LANDSCAPES, script("figure/field.js engine/land.js", DRAWN, list(LANDSCAPES)), strict=True):
        found = np.array(drawn)
        assert len(found) > 100, name
        assert np.hypot(found[:, 2], found[:, 3]) == pytest.approx(np.full(len(found), LONG_PX)), name
        g = LANDSCAPES[name].gradient(found[:, 4], found[:, 5])
        cosine = (-g[0] * found[:, 2] + g[1] * found[:, 3]) / np.hypot(*g) / LONG_PX  # rows of pixels run down
        assert cosine == pytest.approx(np.ones(len(found)), abs=1e-9), name


def test_where_it_is_flat_there_is_no_arrow(script):
    drawn = script(
        "figure/field.js",
        "const ops = [], g = { beginPath() {}, stroke() {}, moveTo: (...p) => ops.push(p), lineTo() {} };"
        "const gradient = x => [x > 0 ? 1e-300 : x > -1 ? 0 : x > -2 ? NaN : Infinity, 0];"
        "const S = { view: { projection: { w: 400, h: 36, back: (px, py) => [(px - 200) / 50, py] } },"
        " data: { land: { gradient } }, theme: { tone: { line: [0, 0, 0] } } }; m.drawField(S, g); return ops;",
    )
    starts = drawn[::2]  # of each arrow its shaft, then its head
    assert starts
    assert all(px > 200 for px, _ in starts)


def test_the_field_is_of_the_flat_map_alone(figure):
    shown = figure(recording=True, options={"reduced_motion": "reduce"})
    assert len(field_of(shown)) == 0
    shown.page.locator(".field").click(timeout=5000)
    found = field_of(shown)
    x, y = np.array(
        shown.page.evaluate("at => at.map(p => window.figure.view.projection.back(...p))", found[:, :2].tolist())
    ).T
    g = LANDSCAPES["himmelblau"].gradient(x, y)
    assert -g[0] * found[:, 2] + g[1] * found[:, 3] == pytest.approx(np.hypot(*g) * LONG_PX)
    shown.page.locator("[data-scene=relief]").click(timeout=5000)
    assert not shown.page.locator(".field").is_visible()
    assert len(field_of(shown)) == 0
    shown.page.locator("[data-scene=map]").click(timeout=5000)
    assert len(field_of(shown))


def test_the_field_stands_in_the_link_and_in_the_drawing(figure):
    shown = figure()
    without = shown.page.evaluate(SVG)
    shown.page.locator(".field").click(timeout=5000)
    shown.page.wait_for_function("() => location.search.includes('field=gradient')", timeout=5000)
    assert len(shown.page.evaluate(SVG)) > len(without) + 1000
    shown.answer(PRESETS["two-points"].scenario, n=1, why="link")  # opened from this address
    assert shown.state("view.field")
    for n, (query, told) in enumerate((("", ""), ("?field=wind", "field in this link"))):
        shown.page.evaluate("query => history.replaceState(null, '', location.pathname + query)", query)
        shown.answer(opening(["bowl", "himmelblau"][n]), n=2 + n, why="link")
        assert not shown.state("view.field")
        assert told in shown.shadow("return q('.notices').textContent")
