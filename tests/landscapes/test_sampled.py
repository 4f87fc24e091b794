"""Sampled surfaces: through their points, smooth between them, straight beyond, and stepped by the same kernels."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from dynamics import OPTIMIZERS, simulate
from engines.arrays import elementwise
from landscapes import LANDSCAPES, sampled
from landscapes.sampled import gradient, hessian, value

X, Y = np.linspace(-3, 3, 61), np.linspace(-2, 2, 41)


def bowl(x, y):
    return (x - 0.53) ** 2 + 2 * (y + 0.21) ** 2 + 0.3 * np.sin(2 * x + y)


@pytest.fixture(scope="module")
def land():
    return sampled("slice-test", "A slice", "here", "look", X, Y, bowl(*np.meshgrid(X, Y)), (2.0, 1.5))


def test_it_goes_through_its_points_and_near_the_function_between(land):
    np.testing.assert_allclose(land.value(*np.meshgrid(X, Y)), bowl(*np.meshgrid(X, Y)), atol=1e-9)
    x, y = np.random.default_rng(1).uniform((-2.5, -1.6), (2.5, 1.6), (500, 2)).T
    np.testing.assert_allclose(land.value(x, y), bowl(x, y), atol=1e-4)


def test_derivatives_are_those_of_the_value_inside_and_beyond(land):
    x, y = np.random.default_rng(2).uniform((-5, -4), (5, 4), (200, 2)).T
    with jax.enable_x64(True):
        slopes = jax.jit(jax.vmap(jax.grad(elementwise(value, jnp), (0, 1)), (0, 0, None)))(x, y, land.p)
    np.testing.assert_allclose(land.gradient(x, y), slopes, atol=1e-9)
    x, y = np.random.default_rng(3).uniform((-2.9, -1.9), (2.9, 1.9), (50, 2)).T
    step = 1e-6
    for axis, (dx, dy) in enumerate([(step, 0), (0, step)]):
        change = (land.gradient(x + dx, y + dy) - land.gradient(x - dx, y - dy)) / (2 * step)
        np.testing.assert_allclose(land.hessian(x, y)[axis], change, atol=1e-5)
    assert land.hessian(9.0, 0.0)[0, 0] == 0


def test_kernels_step_on_it_to_its_minimum(land):
    assert land.minima.shape == (1, 2)
    np.testing.assert_allclose(land.gradient(*land.minima[0]), 0, atol=1e-12)
    run = simulate(land, OPTIMIZERS["sgd"].with_(lr=0.05), land.start, 400)
    np.testing.assert_allclose(run.position[-1], land.minima[0], atol=1e-6)
    assert run.outcome.kind.name == "SETTLED"


def test_it_is_found_by_name_but_not_listed(land):
    def source(name):
        return land if name == "slice-test" else None

    before = list(LANDSCAPES)
    LANDSCAPES.sources.append(source)
    try:
        assert LANDSCAPES["slice-test"] is land
        assert "slice-test" in LANDSCAPES
        assert "slice-other" not in LANDSCAPES
        assert list(LANDSCAPES) == before
    finally:
        LANDSCAPES.sources.remove(source)
    with pytest.raises(KeyError):
        LANDSCAPES["slice-test"]


@pytest.mark.parametrize("bad", [np.zeros((3, 3)), np.full((41, 61), np.nan)])
def test_what_is_no_surface_is_said(bad):
    with pytest.raises(ValueError, match="sampled surface"):
        sampled("s", "s", "s", "s", X[: bad.shape[1]], Y[: bad.shape[0]], bad, (0.0, 0.0))


def test_the_formulas_run_alike_on_scalars_and_arrays(land):
    x, y = np.random.default_rng(4).uniform(-4, 4, (2, 30))
    rows = np.array([elementwise(hessian)(a, b, land.p) for a, b in zip(x, y, strict=True)])
    np.testing.assert_array_equal(rows.T, elementwise(hessian)(x, y, land.p))
    rows = np.array([elementwise(gradient)(a, b, land.p) for a, b in zip(x, y, strict=True)])
    np.testing.assert_array_equal(rows.T, land.gradient(x, y))
