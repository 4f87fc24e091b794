"""A curve with more frames than pixels: what is stroked is the envelope of its columns, to a fraction of a pixel."""

import numpy as np
import pytest

# strokes and fills as the points between a beginPath and its end; y upwards is 100 - 10 v, 300 pixels wide
CURVE = """async ({ values, top }) => {
  const { columnsOf, drawCurve } = await import("/figure/curve.js");
  const { CHANNEL_COUNT, LOSS } = await import("/engine/channels.js");
  const n = values.length, runs = new Float64Array(n * CHANNEL_COUNT), drawn = [];
  values.forEach((v, i) => { runs[i * CHANNEL_COUNT + LOSS] = v ?? NaN; });
  let way = [];
  const point = (x, y) => way.push([x, y]), end = how => () => drawn.push([how, way]);
  const g = { beginPath: () => { way = []; }, moveTo: point, lineTo: point, stroke: end("stroke"), fill: end("fill") };
  const S = { data: { runs, times: values.map((_, i) => i), F: n, alive: [n] } };
  drawCurve(g, S, 0, LOSS, columnsOf(S, t => t * 300 / n), v => 100 - 10 * v, { top }, [0, 300]);
  return drawn;
}"""
N, OFF = 3000, 0.3  # frames; pixels
COLUMNS = np.arange(N) * 300 // N
TIMES = np.arange(N)


def strokes(in_browser, values, top=9.0):
    drawn = in_browser(CURVE, {"values": [None if np.isnan(v) else float(v) for v in values], "top": top})
    return [np.array(way) for how, way in drawn if how == "stroke"], [way for how, way in drawn if how == "fill"]


def columns(values, pick):
    """The place of each column's least or greatest value, and where the column begins."""
    at = [pick(values[c == COLUMNS]) for c in range(300)]
    return TIMES[np.searchsorted(COLUMNS, np.arange(300))] * 300 / N, 100 - 10 * np.array(at)


@pytest.mark.parametrize("fast", [0.9, 1e-3], ids=["wide", "smooth"])
def test_the_strokes_are_the_envelope(in_browser, fast):
    values = 4 + 3 * np.exp(-TIMES / 1500) * np.sin(fast * TIMES)
    lines, fills = strokes(in_browser, values)
    wide = fast > 0.1
    assert (len(lines), len(fills)) == ((2, 1) if wide else (1, 0))
    for line, pick in zip(lines, (np.min, np.max) if wide else (np.max,), strict=True):
        x, y = columns(values, pick)
        assert np.interp(x, *line.T) == pytest.approx(y, abs=OFF + 1e-9)
        assert (line[0, 0], line[-1, 0]) == (x[0], x[-1])


def test_a_straight_curve_has_two_points(in_browser):
    ((line,), fills) = strokes(in_browser, 8 - TIMES / 1000)
    assert len(line) == 2
    assert not fills


def test_what_is_above_the_panel_leaves_it_and_what_is_no_number_is_passed_over(in_browser):
    values = np.full(N, 2.0)
    values[1000:1020] = 20.0  # beyond the top
    values[2000:2400] = np.nan
    ((line,), _) = strokes(in_browser, values)
    height = dict(line.tolist())
    assert min(height.values()) == pytest.approx(100 - 10 * 9 - 12)
    assert height[0] == height[float(line[-1, 0])] == 80
