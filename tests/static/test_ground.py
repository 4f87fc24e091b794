"""The browser's contours are contourpy's: levels, lines and bands of every surface, of rough grids, and of grids with
plateaus, saddles and missing points."""

from base64 import b64decode, b64encode
from itertools import pairwise

import contourpy
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial import cKDTree

from figures.contours import HIGHEST, MOST_PIECES, _round_levels, ground
from landscapes import LANDSCAPES

NEAR = 1e-9  # of the window

GROUND = """async ({ z, xs, ys, window, whole, wholeLevels, rows }) => {
  const { groundOf } = await import("/ground/ground.js");
  const [values, x, y] = [z, xs, ys].map(read);
  const column = new Map(Array.from(x, (v, i) => [v, i])), row = new Map(Array.from(y, (v, i) => [v, i]));
  const land = { name: "", window: whole, value: (x, y) => values[row.get(y) * column.size + column.get(x)] };
  const found = groundOf(land, window, { levels: wholeLevels }, rows);
  const levels = pieces => pieces.map(level => level.map(write));
  return { ...found, values: write(found.values), lines: levels(found.lines), fills: levels(found.fills) };
}"""
CONTOURS = """async ({ z, rows, columns, window, level }) => {
  const { contoursOf } = await import("/ground/contours.js");
  const contours = contoursOf({ rows, columns, window, values: read(z) });
  contours(level + 0.7); // one level leaves nothing behind for the next
  const { lines, rings } = contours(level);
  return { lines: lines.map(write), rings: rings.map(write) };
}"""


def text(array):
    return b64encode(np.ascontiguousarray(array, np.float64).tobytes()).decode()


def pieces(texts):
    return [np.frombuffer(b64decode(t)).reshape(-1, 2) for t in texts]


def scaled(lines, window):
    """In units of the window, without pieces that are a point."""
    x0, x1, y0, y1 = window
    unit = [(np.asarray(line) - (x0, y0)) / (x1 - x0, y1 - y0) for line in lines]
    return [line for line in unit if np.ptp(line, axis=0).max() > NEAR]


def segments(lines):
    found = [np.hstack([line[:-1], line[1:]]) for line in lines]
    return np.concatenate(found) if found else np.empty((0, 4))


def contained(mine, theirs):
    """Whether every segment of some length is, with its direction, one of theirs."""
    long = mine[np.abs(mine[:, :2] - mine[:, 2:]).max(axis=1) > 2 * NEAR]
    return not len(long) or (len(theirs) > 0 and cKDTree(theirs).query(long)[0].max() < NEAR)


def area(rings):
    a, b, c, d = segments(rings).T
    return float(np.sum(a * d - c * b)) / 2


def closed(lines):
    return sum(bool(np.allclose(line[0], line[-1], atol=NEAR)) for line in lines)


def assert_same(mine, theirs, window):
    """The same pieces, open and closed, made of the same segments."""
    mine, theirs = scaled(mine, window), scaled(theirs, window)
    assert len(mine) == len(theirs)
    assert closed(mine) == closed(theirs)
    assert_bound_the_same(mine, theirs)


def assert_bound_the_same(mine, theirs):
    """The same segments and area, whatever they are joined to."""
    assert contained(segments(mine), segments(theirs))
    assert contained(segments(theirs), segments(mine))
    assert area(mine) == pytest.approx(area(theirs), abs=NEAR)


def one_way(lines):
    """Rings as pieces of one segment each, without those gone along both ways."""
    found = segments(lines)
    if not len(found):
        return []
    back = found[:, [2, 3, 0, 1]]
    return [s.reshape(2, 2) for s, d in zip(found, cKDTree(back).query(found)[0], strict=True) if d > NEAR]


def windows(surface):
    """The surface's own and three within it, ever nearer."""
    x0, x1, y0, y1 = surface.window
    rng = np.random.default_rng(len(surface.name))
    yield surface.window
    for nearer in (3, 100, 3e4):
        half, (u, v) = (y1 - y0) / 2 / nearer, rng.uniform(0.2, 0.8, 2)
        cx, cy = x0 + u * (x1 - x0), y0 + v * (y1 - y0)
        yield (cx - 1.6 * half, cx + 1.6 * half, cy - half, cy + half)


@pytest.mark.parametrize("name", LANDSCAPES)
def test_the_ground_of_every_surface(in_browser, name):
    surface = LANDSCAPES[name]
    whole = ground(surface)
    for window in windows(surface):
        expected = ground(surface, window)
        rows, columns = expected.grid.shape
        x0, x1, y0, y1 = window
        xs, ys = np.linspace(x0, x1, columns), np.linspace(y0, y1, rows)
        z = np.asarray(surface.value(*np.meshgrid(xs, ys)))
        found = in_browser(GROUND, {
            "z": text(z), "xs": text(xs), "ys": text(ys), "window": window, "whole": surface.window,
            "wholeLevels": whole.levels, "rows": rows,
        })  # fmt: skip
        assert (found["rows"], found["columns"]) == (rows, columns)
        assert np.array_equal(np.frombuffer(b64decode(found["values"])), expected.grid.ravel())
        assert (found["low"], found["high"]) == (expected.low, expected.high)
        assert found["levels"] == list(dict.fromkeys(expected.levels))
        assert found["wholeLevels"] == whole.levels
        assert found["isWhole"] == (window == surface.window)
        for i, level in enumerate(found["levels"]):
            at = expected.levels.index(level)
            assert_same(pieces(found["lines"][i]), expected.lines[at], window)
            assert_same(pieces(found["fills"][i]), expected.fills[at], window)


@st.composite
def grids(draw):
    """Waves, whole numbers (plateaus on a level, saddles, pinches) or noise, some with holes or infinities."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    rows, columns = draw(st.integers(2, 24)), draw(st.integers(2, 24))
    x, y = np.meshgrid(np.linspace(0, 1, columns), np.linspace(0, 1, rows))
    kind = draw(st.sampled_from(["waves", "whole", "noise"]))
    if kind == "waves":
        a, b, c, d = rng.uniform(1, 12, 4)
        z = np.sin(a * x + b * y) + np.cos(c * x - d * y)
    elif kind == "whole":
        z = rng.integers(-2, 3, (rows, columns)).astype(float)
    else:
        z = rng.normal(size=(rows, columns)) * draw(st.sampled_from([1.0, 1e-8, 1e150]))
    for wrong in draw(st.lists(st.sampled_from([np.nan, np.inf, -np.inf]), max_size=2)):
        z[rng.random(z.shape) < rng.choice([0.02, 0.3])] = wrong
    level = float(rng.choice([0.0, 1.0, rng.choice(z.ravel())]))
    return np.clip(z, -HIGHEST, HIGHEST), level if np.isfinite(level) else 0.5


@settings(max_examples=150, deadline=None)
@given(grids())
def test_the_contours_of_any_grid(in_browser, grid):
    z, level = grid
    rows, columns = z.shape
    window = (-3.0, 1.5, 0.25, 2.0)
    found = in_browser(CONTOURS, {"z": text(z), "rows": rows, "columns": columns, "window": window, "level": level})
    x, y = np.linspace(*window[:2], columns), np.linspace(*window[2:], rows)
    generator = contourpy.contour_generator(x, y, z, fill_type="OuterOffset")
    rings = []
    for points, offsets in zip(*generator.filled(level, HIGHEST), strict=True):
        rings += [points[a:b] for a, b in pairwise(offsets)]
    assert all(len(piece) > 1 for piece in pieces(found["lines"] + found["rings"]))
    assert_same(pieces(found["lines"]), generator.lines(level), window)
    if np.isnan(z).any():  # rings that touch may be one or two
        assert_bound_the_same(*[one_way(scaled(found, window)) for found in (pieces(found["rings"]), rings)])
    else:
        assert_same(pieces(found["rings"]), rings, window)


LEVELS = """async ({ z }) => (await import("/ground/levels.js")).roundLevels(read(z))"""


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2**32), st.floats(-300, 290), st.floats(-14, 3), st.sampled_from([-1.0, 0.0, 1.0]))
def test_the_levels_of_any_values(in_browser, seed, size, spread, sign):
    rng = np.random.default_rng(seed)
    z = rng.normal(size=(9, 2 * rng.integers(2, 30) + 1)) ** rng.integers(1, 5)
    # whole numbers lie halfway between round ones
    z = (sign + 10**spread * z) * 10**size if seed % 3 else np.floor(rng.choice([5, 50]) * z)
    expected = list(dict.fromkeys(v for v in _round_levels(z) if z.min() < v < z.max()))
    assert in_browser(LEVELS, {"z": text(z)}) == expected
    holes = np.insert(z.ravel(), rng.integers(0, z.size, 7), np.nan)
    assert in_browser(LEVELS, {"z": text(holes)}) == expected


@pytest.mark.parametrize("values", [[], [np.nan], [3.0] * 9, [1.0, np.nextafter(1, 2)], [0.0, 5e-324]])
def test_values_that_hardly_differ_have_no_levels(in_browser, values):
    levels = in_browser(LEVELS, {"z": text(values)})
    assert all(min(values) < level < max(values) for level in levels)


LAND = """async ([window, value, zoomed, rows]) => {
  const { groundOf } = await import("/ground/ground.js");
  const values = {
    plane: (x, y) => x + y,
    halves: x => x < 0.5 ? 0 : x < 1 ? NaN : 1,
    cliffs: (x, y) => x < 0.5 ? -Infinity : x < 1 ? y : 1e305,
    peaks: peaks => (x, y) => {
      const i = Math.floor(10 * x), j = Math.floor(10 * y);
      const far = Math.max(Math.abs(10 * x - i - 0.5), Math.abs(10 * y - j - 0.5));
      return 10 * j + i < peaks && i < 10 ? Math.max(0, 1 - 3 * far) : 0;
    },
  };
  const land = { name: "", window, value: typeof value === "number" ? values.peaks(value) : values[value] };
  const found = groundOf(land, zoomed ?? window, null, rows ?? undefined);
  return { ...found, values: write(found.values), lines: found.lines.map(level => level.length) };
}"""
SQUARE = (0.0, 1.5, 0.0, 1.0)


@pytest.mark.parametrize("wide", [1, 1.5, 1.505, 1.513, 2.25, 2.2525])
def test_rows_and_columns(in_browser, wide):
    """Odd, and as many as in Python for any shape of window; half as many while a slider moves."""
    window = (0.0, wide * 2, 0.0, 2.0)
    found = in_browser(LAND, [window, "plane", None, None])
    assert (found["rows"], found["columns"]) == ground(LANDSCAPES["bowl"], window).grid.shape
    coarse = in_browser(LAND, [window, "plane", None, 91])
    assert (coarse["rows"], coarse["columns"] % 2) == (91, 1)
    assert coarse["columns"] == pytest.approx(1 + 90 * wide, abs=1)


def test_a_level_in_too_many_pieces_is_left_out(in_browser):
    found = in_browser(LAND, [SQUARE, MOST_PIECES, None, None])
    assert found["levels"]
    assert set(found["lines"]) == {MOST_PIECES}
    assert in_browser(LAND, [SQUARE, MOST_PIECES + 1, None, None])["levels"] == []


def test_a_level_without_a_line_is_left_out(in_browser):
    found = in_browser(LAND, [SQUARE, "halves", None, None])
    assert (found["levels"], found["low"], found["high"]) == ([], 0, 1)


def test_infinite_values_are_none_and_huge_ones_are_cut(in_browser):
    found = in_browser(LAND, [SQUARE, "cliffs", None, None])
    assert (found["low"], found["high"]) == (0, HIGHEST)
    values = np.frombuffer(b64decode(found["values"]))
    assert set(values[np.abs(values) > 1]) == {HIGHEST}
    assert 0.3 < np.isnan(values).mean() < 0.36


def test_colours_are_fixed_by_the_whole_surface(in_browser):
    whole = in_browser(LAND, [SQUARE, "plane", None, None])
    part = in_browser(LAND, [SQUARE, "plane", (0.5, 0.8, 0.2, 0.4), None])
    assert whole["isWhole"]
    assert not part["isWhole"]
    assert part["wholeLevels"] == whole["levels"] == whole["wholeLevels"] != part["levels"]
