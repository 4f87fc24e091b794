"""Kinks on the map: where the gradient or the value jumps, and nowhere else; what is infinite is left blank."""

import numpy as np
import pytest

from engines import numpy_ops
from engines.arrays import elementwise
from engines.kinks import kinks_of
from engines.parsing import parse
from engines.typed.meaning import value_of
from engines.typed.reading import read
from landscapes import LANDSCAPES

MODULES = "engine/land.js ground/ground.js formula/typed.js"
BODY = """const lines = [];
  for (const surface of given) {
    if (m.isTyped(surface)) await m.loadTyped(surface);
    lines.push(m.groundOf(m.landOf({ surface })).kinks.map(line => [...line]));
  }
  return lines;"""
PLACES = {  # the zeros, at points (x, y) of the lines
    "= |x| + y^2": lambda x, y: x,
    "= |x|^2 + |y - x|": lambda x, y: y - x,
    "= max(x, 0)*max(x, 0) + min(x^2 + y^2, 1)": lambda x, y: np.hypot(x, y) - 1,
    "= sign(x - y^2)": lambda x, y: x - y**2,
    "= where(x > 0.3, x, 2x)": lambda x, y: x - 0.3,
    "= x^2 + 0.1*|x - 1|": lambda x, y: x - 1,  # a tenth of the slope there
    "sharp-valley": lambda x, y: x,
    "plateau": lambda x, y: x,
}
SMOOTH = [
    "= |x|*|x| + y^2",
    "= |x|^3 + |y|^4",
    "= x^3 + sin(y)",
    "= max(x, 0)^3 + y^2",
    "= where(x > 0, x^2, 0)",
    "himmelblau",
    "ackley",
]


@pytest.fixture(scope="module")
def lines(script):
    return dict(zip([*PLACES, *SMOOTH], script(MODULES, BODY, [*PLACES, *SMOOTH]), strict=True))


@pytest.mark.parametrize("name", PLACES)
def test_they_are_drawn_where_something_jumps(lines, name):
    points = np.concatenate([np.reshape(line, (-1, 2)) for line in lines[name]])
    away = np.abs(PLACES[name](*points.T))
    if name == "sharp-valley":  # and, much weaker, along y = 0
        assert (np.abs(points[:, 1]) < 1e-9).sum() > 20
        away = np.minimum(away, np.abs(points[:, 1]))
    assert len(points) > 20
    assert away.max() < 2e-3


@pytest.mark.parametrize("name", SMOOTH)
def test_none_is_drawn_where_nothing_jumps(lines, name):
    assert lines[name] == []


def test_both_languages_ask_for_the_same_zeros(script):
    texts = ["|x - y| + max(x, y, x*y)", "where(x > y, min(x, 2), sign(y))", "a*|x| + floor(y); a = 0.3 in [0, 1]"]
    body = """return Promise.all(given.map(async text => {
      await m.loadTyped(`= ${text}`);
      return m.landOf({ surface: `= ${text}` }).kinks(0.3, -1.2);
    }));"""
    for text, found in zip(texts, script("engine/land.js formula/typed.js", body, texts), strict=True):
        parsed = read(text)
        own = kinks_of(value_of(parsed.node))
        expected = elementwise(own, numpy_ops)(0.3, -1.2, [c.value for c in parsed.constants])
        assert set(found) == set(map(float, expected))
    assert kinks_of(parse(LANDSCAPES["himmelblau"].f)) is None


def test_what_is_infinite_is_left_blank(script):
    body = """return Promise.all(given.map(async text => {
      await m.loadTyped(`= ${text}`);
      const { low, high, levels, known } = m.groundOf(m.landOf({ surface: `= ${text}` }));
      return [low, high, levels.every(v => Math.abs(v) < 1e3), known?.length ?? null];
    }));"""
    texts = ["where(x > 1, 1/0, x^2 + y^2)", "where(x > 1, -1/0, x^2 + y^2)", "x^2 + y^2", "x + 1/0"]
    above, below, none, everywhere = script(MODULES, body, texts)
    assert above == below == [0, 13, True, 1]
    assert none[3] is None
    assert everywhere[3] == 0
