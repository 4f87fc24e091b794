"""A surface in the page is the surface of Python: values, derivatives, known points, window."""

import numpy as np
import pytest

from landscapes import LANDSCAPES, sampled
from landscapes.sampled import description
from tests.static_engine.drawing import parameters

LAND = """async (load, { scenario, extra, points }) => {
  const land = (await load("land")).landOf(scenario, extra);
  const { name, p, minima, saddles, lowest, centre, half, start, window } = land;
  const at = (what) => points.map(([x, y]) => land[what](x, y));
  return {
    name, p, minima, saddles, lowest, centre, half, start, window,
    value: at("value"), gradient: at("gradient"), hessian: at("hessian"), distance: at("distance"),
  };
}"""


def compare(called, land, scenario, extra=None):
    x0, x1, y0, y1 = land.window
    rng = np.random.default_rng(3)
    points = np.column_stack([rng.uniform(2 * x0 - x1, 2 * x1 - x0, 50), rng.uniform(2 * y0 - y1, 2 * y1 - y0, 50)])
    points = np.concatenate([points, [[0.0, 0.0], [-0.0, 1.0], land.start, [1e7, -3e9]], land.minima])
    told = called(LAND, {"scenario": scenario, "extra": extra or {}, "points": points.tolist()})
    x, y = points.T
    np.testing.assert_array_equal(told["p"], land.p)
    np.testing.assert_array_equal(np.array(told["value"], np.float64), land.value(x, y))
    np.testing.assert_array_equal(np.array(told["gradient"], np.float64).T, land.gradient(x, y))
    xx, xy, yy = np.array(told["hessian"], np.float64).T
    np.testing.assert_array_equal([[xx, xy], [xy, yy]], land.hessian(x, y))
    np.testing.assert_allclose(told["distance"], land.distance(x, y), rtol=1e-15)
    for name in ("minima", "saddles"):
        np.testing.assert_array_equal(np.reshape(told[name], (-1, 2)), getattr(land, name))
    assert told["lowest"] == land.lowest
    assert (told["name"], told["half"], told["window"]) == (land.name, land.half_height, list(land.window))
    assert (told["centre"], told["start"]) == (list(land.centre), list(land.start))


@pytest.mark.parametrize("surface", LANDSCAPES.values(), ids=lambda s: s.name)
def test_every_surface(called, surface):
    rng = np.random.default_rng(1)
    for given in ({}, parameters(surface, rng), parameters(surface, rng)):
        compare(called, surface.with_(**given), {"surface": surface.name, "parameters": given})


def test_a_surface_through_values_on_a_grid(called):
    x, y = np.linspace(-1, 2, 13), np.linspace(0, 2, 9)
    values = np.random.default_rng(2).normal(size=(9, 13))
    land = sampled("dented", "Dented", "", "", x, y, values, (0.5, 1.0))
    compare(called, land, {"surface": "dented"}, {"dented": description(land)})
