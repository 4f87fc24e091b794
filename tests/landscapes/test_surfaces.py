"""Laws that every registered surface keeps, at its default parameters and at others, and the facts of single
surfaces."""

import pickle
from dataclasses import replace

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from engines.arrays import elementwise
from landscapes import LANDSCAPES
from landscapes.gradient_pointers import block_gradient_pointer, gradient_pointer


@pytest.fixture(autouse=True)
def double_precision():
    """Here alone: JAX's setting is for the whole process, and networks train in single precision."""
    with jax.enable_x64(True):
        yield


# Other parameters to hold the laws at. A surface with parameters that is missing here fails
# `test_parameters_are_varied`.
VARIED = {
    "smooth-valley": {"steepness": 0.3},
    "sharp-valley": {"steepness": 0.2},
    "rosenbrock": {"b": 7.0},
    "plateau": {"slope": 2.5, "width": 0.4},
    "bowl": {"condition": 9.0, "angle": 71.0},
}
CASES = [(name, {}) for name in LANDSCAPES] + list(VARIED.items())
every_surface = pytest.mark.parametrize(
    "surface", [LANDSCAPES[n].with_(**p) for n, p in CASES], ids=[f"{n}-{p}" for n, p in CASES]
)

# How near a point is to where a surface breaks off; the derivative laws hold beyond.
CREASES = {
    "sharp-valley": lambda x, y, p: np.minimum(abs(x), abs(y)),
    "plateau": lambda x, y, p: np.minimum(abs(x), abs(x - p[1])),
    "ackley": lambda x, y, p: np.hypot(x, y),
}
CREASED_AT_MINIMUM = {"sharp-valley", "ackley"}


def points(surface, count=400):
    """Seeded points all over the window, half of them near its known points and its start, none within 1e-6 of a
    kink."""
    random = np.random.default_rng(7)
    x0, x1, y0, y1 = surface.window
    anywhere = random.uniform((x0, y0), (x1, y1), (count, 2))
    marks = np.vstack([surface.minima, surface.saddles, [surface.start]])
    near = random.choice(marks, count) + 0.05 * surface.half_height * random.standard_normal((count, 2))
    x, y = np.vstack([anywhere, near]).T
    keep = CREASES[surface.name](x, y, surface.p) > 1e-6 if surface.name in CREASES else np.full(len(x), True)
    assert keep.sum() > count
    return x[keep], y[keep]


def close(found, expected, tolerance):
    """Equal up to `tolerance` of the largest entry at that point, for what cancels in a sum."""
    found, expected = np.asarray(found), np.asarray(expected)
    size = np.abs(expected).max(axis=tuple(range(expected.ndim - 1)))
    assert np.all(np.abs(found - expected) <= tolerance * (1 + size))


def around(surface, point, radius):
    angle = np.linspace(0, 2 * np.pi, 361)
    return surface.value(point[0] + radius * np.cos(angle), point[1] + radius * np.sin(angle))


# --- laws


@every_surface
def test_gradient_is_that_of_value(surface):
    x, y = points(surface)
    value = elementwise(surface.f, jnp)
    automatic = jax.vmap(jax.grad(value, argnums=(0, 1)), (0, 0, None))(x, y, surface.p)
    close(surface.gradient(x, y), automatic, 1e-12)


@every_surface
def test_hessian_is_that_of_value(surface):
    x, y = points(surface)
    value = elementwise(surface.f, jnp)
    automatic = jax.vmap(jax.hessian(value, argnums=(0, 1)), (0, 0, None))(x, y, surface.p)
    close(surface.hessian(x, y), automatic, 1e-11)


@every_surface
def test_jax_and_numpy_agree(surface):
    x, y = points(surface)
    close(surface.value(x, y), elementwise(surface.f, jnp)(x, y, surface.p), 1e-12)
    close(
        surface.gradient(x, y), np.stack(jnp.broadcast_arrays(*elementwise(surface.grad, jnp)(x, y, surface.p))), 1e-12
    )


@every_surface
def test_compiled_gradient_is_the_gradient(surface):
    x, y = points(surface)
    scalar = gradient_pointer(surface.grad)
    compiled = np.array([scalar(a, b, surface.p) for a, b in zip(x, y, strict=True)]).T
    close(compiled, surface.gradient(x, y), 1e-12)


@every_surface
def test_block_gradient_is_the_scalar_one(surface):
    x, y = (np.ascontiguousarray(z) for z in points(surface))
    scalar, block = gradient_pointer(surface.grad), block_gradient_pointer(surface.grad)
    gx, gy = np.full_like(x, np.nan), np.full_like(y, np.nan)
    block(x, y, surface.p, gx, gy)
    one_by_one = np.array([scalar(a, b, surface.p) for a, b in zip(x, y, strict=True)]).T
    close(np.stack([gx, gy]), one_by_one, 1e-14)


@every_surface
def test_minima_are_minima(surface):
    for point in surface.minima:
        hessian = surface.hessian(*point)
        scale = 1 + np.abs(hessian).max()
        assert np.hypot(*surface.gradient(*point)) <= 1e-9 * scale
        for radius in (1e-5, 1e-3, 1e-2):
            assert np.all(around(surface, point, radius * surface.half_height) >= surface.value(*point) - 1e-14 * scale)
        assert around(surface, point, 0.01 * surface.half_height).min() > surface.value(*point)
        if surface.name not in CREASED_AT_MINIMUM:
            assert np.linalg.eigvalsh(hessian).min() >= -1e-9 * scale


@every_surface
def test_minima_are_accurate(surface):
    """A Newton step from a known minimum leads nowhere, wherever the Hessian can say so."""
    for point in surface.minima:
        hessian = surface.hessian(*point)
        if surface.name not in CREASED_AT_MINIMUM and abs(np.linalg.det(hessian)) > 1e-9:
            assert np.abs(np.linalg.solve(hessian, surface.gradient(*point))).max() <= 1e-12


@every_surface
def test_saddles_are_saddles(surface):
    for point in surface.saddles:
        assert np.hypot(*surface.gradient(*point)) <= 1e-9 * (1 + np.abs(surface.hessian(*point)).max())
        ring = around(surface, point, 1e-2 * surface.half_height) - surface.value(*point)
        assert ring.min() < 0 < ring.max()


@every_surface
def test_known_points_are_distinct_and_sorted(surface):
    known = np.vstack([surface.minima, surface.saddles])
    apart = np.hypot(*(known[:, None] - known[None]).T) + np.eye(len(known))
    assert len(known) > 0
    assert apart.min() > 1e-3
    assert np.all(np.diff(surface.value(*surface.minima.T)) >= 0)


@every_surface
def test_arrays_broadcast_and_scalars_stay_scalars(surface):
    x, y = np.linspace(-1, 1, 3)[:, None], np.linspace(-0.5, 1.5, 4)
    grid = np.broadcast_to(x, (3, 4)), np.broadcast_to(y, (3, 4))
    assert isinstance(surface.value(0.3, -0.2), float)
    assert surface.value(x, y).shape == (3, 4)
    assert surface.gradient(x, y).shape == (2, 3, 4)
    assert surface.hessian(x, y).shape == (2, 2, 3, 4)
    for at in np.ndindex(3, 4):
        a, b = grid[0][at], grid[1][at]
        assert surface.value(x, y)[at] == pytest.approx(surface.value(a, b), rel=1e-13)
        assert surface.gradient(x, y)[:, *at] == pytest.approx(surface.gradient(a, b), rel=1e-13)
        assert surface.hessian(x, y)[:, :, *at] == pytest.approx(surface.hessian(a, b), rel=1e-13)


@every_surface
def test_inputs_are_left_alone(surface):
    x, y = points(surface)
    before = x.copy(), y.copy()
    surface.value(x, y), surface.gradient(x, y), surface.hessian(x, y)
    assert np.array_equal(x, before[0])
    assert np.array_equal(y, before[1])


@pytest.mark.parametrize("name", LANDSCAPES)
def test_pickled_surfaces_come_back_with_their_values(name):
    surface = LANDSCAPES[name]
    other = surface.with_(**{q.name: q.low for q in surface.parameters})
    assert [pickle.loads(pickle.dumps(s)) for s in (surface, other)] == [surface, other]


def test_a_surface_out_of_the_registry_is_pickled_whole():
    own = replace(LANDSCAPES["saddle"], title="Mine", known_minima=len, known_saddles=len)
    assert pickle.loads(pickle.dumps(own)) == own


@pytest.mark.parametrize("name", LANDSCAPES)
def test_what_matters_lies_in_the_central_square(name):
    """On a phone only the central square is shown: it holds the starts and at least the deepest minimum."""
    surface = LANDSCAPES[name]
    held = [surface.start, *surface.starts.values(), *surface.minima[:1]]
    for point in held:
        assert np.abs(np.subtract(point, surface.centre)).max() <= surface.half_height


@pytest.mark.parametrize("name", LANDSCAPES)
def test_records_are_complete(name):
    surface = LANDSCAPES[name]
    assert surface.name == name
    assert surface.title
    assert surface.latex.startswith("f = ")
    assert any(c.isalpha() for c in surface.source)
    assert surface.look.endswith(".")
    assert 40 < len(surface.look) <= 150
    assert 2 <= len(surface.starts) <= 3
    assert surface.rates.plain > 0
    assert surface.rates.normalised > 0
    assert all(q.low <= q.default <= q.high and q.hint for q in surface.parameters)
    assert all(q.low > 0 for q in surface.parameters if q.log)


def test_orders_differ():
    orders = [surface.order for surface in LANDSCAPES.values()]
    assert orders == sorted(set(orders))
    assert next(iter(LANDSCAPES)) == "himmelblau"


# --- parameters


def test_parameters_are_varied():
    assert {n for n, s in LANDSCAPES.items() if s.parameters} == set(VARIED)
    for name, other in VARIED.items():
        assert set(other) == {q.name for q in LANDSCAPES[name].parameters}
        x, y = points(LANDSCAPES[name])
        assert not np.array_equal(LANDSCAPES[name].value(x, y), LANDSCAPES[name].with_(**other).value(x, y))


def test_with_keeps_the_other_parameters():
    surface = LANDSCAPES["plateau"].with_(slope=2.0).with_(width=0.5)
    assert surface.values == (2.0, 0.5)
    assert LANDSCAPES["plateau"].values == (1.0, 1.0)


def test_unknown_parameters_are_refused():
    with pytest.raises(ValueError, match=r"Smooth valley has no parameter 'slope'\. It has steepness\."):
        LANDSCAPES["smooth-valley"].with_(slope=1.0)
    with pytest.raises(ValueError, match=r"Ripple has no parameter 'slope'\. It has no parameters\."):
        LANDSCAPES["ripple"].with_(slope=1.0)


@pytest.mark.parametrize("name", VARIED)
def test_values_out_of_range_are_refused(name):
    surface = LANDSCAPES[name]
    for q in surface.parameters:
        surface.with_(**{q.name: q.low})
        surface.with_(**{q.name: q.high})
        for bad in (np.nextafter(q.low, -np.inf), np.nextafter(q.high, np.inf), np.nan):
            with pytest.raises(ValueError, match=f"{q.title} of {surface.title} must lie between {q.low:g} and"):
                surface.with_(**{q.name: bad})


# --- facts of single surfaces


def test_defaults_are_the_papers():
    assert LANDSCAPES["smooth-valley"].value(0.0, 1.0) == 1e-3
    assert LANDSCAPES["sharp-valley"].value(0.0, 1.0) == 1e-4
    assert LANDSCAPES["rosenbrock"].value(0.0, 1.0) == 101.0


def test_saddle_falls_along_x_and_rises_along_y():
    saddle = LANDSCAPES["saddle"]
    assert saddle.value(2.0, 0.0) == -2.0
    assert saddle.value(0.0, 2.0) == 2.0
    assert saddle.gradient(2.0, 3.0).tolist() == [-2.0, 3.0]
    assert saddle.lowest is None


def test_sharp_valley_has_no_slope_on_its_kinks():
    sharp = LANDSCAPES["sharp-valley"]
    assert sharp.gradient(0.0, 0.0).tolist() == [0.0, 0.0]
    assert sharp.gradient(0.0, -2.0).tolist() == [0.0, -1e-4]
    assert sharp.gradient(3.0, 0.0).tolist() == [1.0, 0.0]
    assert gradient_pointer(sharp.grad)(0.0, 0.0, sharp.p) == (0.0, 0.0)
    assert not sharp.hessian(0.3, 0.4).any()


@pytest.mark.parametrize("width", [0.0, 0.4, 1.0, 5.0])
def test_plateau_is_flat_for_exactly_its_width(width):
    plateau = LANDSCAPES["plateau"].with_(width=width, slope=3.0)
    x, y = np.meshgrid(np.linspace(0, width, 201), np.linspace(-2, 2, 41))
    assert not plateau.value(x, y).any()
    assert not plateau.gradient(x, y).any()
    assert not plateau.hessian(x, y).any()
    y = y[:, 0]
    assert np.all(plateau.gradient(-1e-9, y)[0] <= -3.0)
    assert np.all(plateau.gradient(width + 1e-9, y)[0] < 0)
    assert np.all(plateau.value(width + 1e-3, y) < 0)
    assert plateau.minima.tolist() == [[width + 1, 0]]
    assert plateau.lowest == pytest.approx(-2.0)


def test_plateau_slope_is_that_of_its_ramp():
    for slope in (0.01, 1.0, 10.0):
        assert LANDSCAPES["plateau"].with_(slope=slope).gradient(-0.7, 0.0).tolist() == [-slope, 0.0]


def test_quartic_has_no_curvature_at_its_minimum():
    quartic = LANDSCAPES["quartic"]
    assert not quartic.hessian(0.0, 0.0).any()
    assert np.linalg.eigvalsh(quartic.hessian(0.1, 0.1)).min() > 0


@pytest.mark.parametrize(("condition", "angle"), [(1.0, 45.0), (100.0, 30.0), (1e4, 90.0)])
def test_bowl_has_the_stated_curvatures_and_direction(condition, angle):
    bowl = LANDSCAPES["bowl"].with_(condition=condition, angle=angle)
    assert np.linalg.eigvalsh(bowl.hessian(0.0, 0.0)) == pytest.approx([1 / condition, 1])
    floor = np.array([np.cos(np.radians(angle)), np.sin(np.radians(angle))])
    assert bowl.hessian(0.0, 0.0) @ floor == pytest.approx(floor / condition, abs=1e-15)


def test_monkey_saddle_falls_along_three_legs():
    ring = around(LANDSCAPES["monkey-saddle"], (0.0, 0.0), 1.0)[:-1]
    assert np.sum((ring < 0) & (np.roll(ring, 1) >= 0)) == 3
    assert not LANDSCAPES["monkey-saddle"].hessian(0.0, 0.0).any()


def test_ripple_keeps_its_digits_near_the_centre():
    assert LANDSCAPES["ripple"].value(1e-5, 0.0) == pytest.approx(0.5e-20, rel=1e-9)
    crest = np.sqrt(np.pi / 2)
    assert LANDSCAPES["ripple"].value(crest, crest) == pytest.approx(2.0)


def test_himmelblau_has_four_minima_four_saddles_and_a_summit_apart():
    surface = LANDSCAPES["himmelblau"]
    assert surface.minima.shape == surface.saddles.shape == (4, 2)
    assert np.abs(surface.minima - surface.centre).max() < surface.half_height
    assert surface.value(*surface.minima.T) == pytest.approx(0, abs=1e-25)
    summit = np.array([-0.2708445906673476, -0.9230385564799815])
    assert np.hypot(*surface.gradient(*summit)) < 1e-10
    assert np.hypot(*(surface.saddles - summit).T).min() > 0.5


@pytest.mark.parametrize(
    ("name", "point", "value", "minima", "saddles"),
    [
        ("rosenbrock", (1, 1), 0, 1, 0),
        ("beale", (3, 0.5), 0, 1, 2),
        ("rastrigin", (0, 0), 0, 35, 58),
        ("ackley", (0, 0), 0, 35, 58),
        ("styblinski-tang", (-2.903534027771177, -2.903534027771177), -78.33233140754282, 4, 4),
    ],
)
def test_published_minima(name, point, value, minima, saddles):
    surface = LANDSCAPES[name]
    assert surface.minima[0] == pytest.approx(point, abs=1e-12)
    assert surface.lowest == pytest.approx(value, abs=1e-12)
    assert len(surface.minima) == minima
    assert len(surface.saddles) == saddles


def test_ackley_is_exact_at_its_bottom_on_every_engine():
    ackley = LANDSCAPES["ackley"]
    assert ackley.value(0.0, 0.0) == 0.0
    assert ackley.gradient(0.0, 0.0).tolist() == [0.0, 0.0]
    assert gradient_pointer(ackley.grad)(0.0, 0.0, ackley.p) == (0.0, 0.0)
    assert [float(g) for g in elementwise(ackley.grad, jnp)(0.0, 0.0, ackley.p)] == [0.0, 0.0]
    assert np.isfinite(ackley.hessian(0.0, 0.0)).all()


@pytest.mark.parametrize("name", ["rastrigin", "ackley", "styblinski-tang"])
def test_no_low_point_in_the_window_is_missing(name):
    """Every cell of a fine grid that lies below its eight neighbours is next to a known minimum."""
    surface = LANDSCAPES[name]
    x0, x1, y0, y1 = surface.window
    x, y = np.meshgrid(np.linspace(x0, x1, 301), np.linspace(y0, y1, 201))
    f = surface.value(x, y)
    inner = f[1:-1, 1:-1]
    ring = [f[1 + i : 200 + i, 1 + j : 300 + j] for i in (-1, 0, 1) for j in (-1, 0, 1) if (i, j) != (0, 0)]
    low = np.all([inner < other for other in ring], axis=0)
    assert low.sum() == len(surface.minima)
    assert surface.distance(x[1:-1, 1:-1][low], y[1:-1, 1:-1][low]).max() <= 1.5 * (x1 - x0) / 300


def test_distance_is_to_the_nearest_minimum_else_to_a_saddle():
    himmelblau, saddle = LANDSCAPES["himmelblau"], LANDSCAPES["saddle"]
    assert himmelblau.distance(3.0, 2.5) == pytest.approx(0.5)
    assert himmelblau.distance([[3.0], [-2.0]], [2.0, 3.0]).shape == (2, 2)
    assert saddle.distance(3.0, 4.0) == 5.0
