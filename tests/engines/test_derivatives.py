"""Derivatives made from formulas, held against those written by hand, against JAX and against arithmetic."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from engines import ops
from engines.arrays import elementwise
from engines.derivatives import gradient_of, hessian_of, jacobian
from engines.formula import Number
from engines.parsing import parse
from landscapes import LANDSCAPES

EDGE = 1e-3  # away from kinks, where two derivatives may choose different sides


def points(surface, count=400):
    """In the window, away from the axes and from x = width, where some surfaces have kinks."""
    rng, (x0, x1, y0, y1) = np.random.default_rng(11), surface.window
    x, y = rng.uniform(x0, x1, count), rng.uniform(y0, y1, count)
    away = np.minimum(np.abs(x), np.abs(y)) > EDGE
    return x[away], y[away]


def parts(formula, x, y, p):
    out = elementwise(formula)(x, y, p)
    return np.stack([np.broadcast_to(part, x.shape) for part in out])


@pytest.mark.parametrize("surface", LANDSCAPES.values(), ids=lambda s: s.name)
def test_derived_and_written_derivatives_agree(surface):
    x, y = points(surface)
    value = parse(surface.f)
    gradient = gradient_of(value)
    scale = 1 + np.abs(surface.gradient(x, y)).max()
    assert np.abs(parts(gradient, x, y, surface.p) - surface.gradient(x, y)).max() <= 1e-12 * scale
    (xx, xy), (_, yy) = surface.hessian(x, y)
    expected = np.stack([xx, xy, yy])
    for derived in (hessian_of(gradient), hessian_of(parse(surface.grad))):
        assert np.abs(parts(derived, x, y, surface.p) - expected).max() <= 1e-11 * (1 + np.abs(expected).max())


@pytest.mark.parametrize("surface", LANDSCAPES.values(), ids=lambda s: s.name)
def test_derivatives_do_not_grow(surface):
    """Both derivatives of a line cost a few times the line."""
    value = parse(surface.f)
    gradient = gradient_of(value)
    assert len(gradient.expressions) <= 12 * len(value.expressions)
    assert len(hessian_of(gradient).expressions) <= 12 * len(gradient.expressions)


def everything(x, y, p):
    u, v = x * y, x / (y + 3.0)
    u, v = v, u - v
    w = ops.exp(0.1 * u) + ops.log(v * v + 1) + ops.sqrt(u * u + 1)
    s = ops.where(x > 0, ops.sin(u), ops.cos(v)) - ops.absolute(u)
    return w * s + ops.maximum(u, v) * ops.minimum(x, -y) / (1 + w * w) + p[0] * ops.sign(x) + ops.floor(y)


def test_every_function_of_the_language_has_its_derivative():
    rng = np.random.default_rng(2)
    x, y = rng.normal(size=(2, 300)) * 2
    p = np.array([0.7])
    with jax.enable_x64(True):
        theirs = jax.vmap(jax.grad(elementwise(everything, jnp), (0, 1)), (0, 0, None))(x, y, p)
        hessian = jax.vmap(jax.hessian(lambda q: elementwise(everything, jnp)(q[0], q[1], p)))(np.stack([x, y], axis=1))
    gradient = gradient_of(parse(everything))
    np.testing.assert_allclose(parts(gradient, x, y, p), np.stack(theirs), rtol=1e-12, atol=1e-12)
    xx, xy, yy = parts(hessian_of(gradient), x, y, p)
    np.testing.assert_allclose(
        np.stack([xx, xy, yy]), np.asarray(hessian).reshape(-1, 4).T[[0, 1, 3]], rtol=1e-10, atol=1e-10
    )


def test_what_does_not_depend_on_a_variable_is_zero_and_costs_nothing():
    def formula(x, y, p):
        unused = ops.sin(y)
        a = p[0] * y
        return a + ops.floor(x) + 2 * unused * 0 + x

    tree = jacobian(parse(formula), ("x",))
    assert tree.result == (Number(1.0),)
    assert not tree.body


def test_a_kink_has_the_slope_of_the_side_that_the_formula_takes():
    def formula(x, y, p):
        return ops.absolute(x), ops.maximum(x, y), ops.minimum(x, y), ops.where(x >= 0, 3 * x, x)

    slopes = [by_x for by_x, _ in elementwise(jacobian(parse(formula), ("x", "y")))(0.0, 0.0, ())]
    assert slopes == [0.0, 0.0, 0.0, 3.0]


def test_a_name_that_looks_like_a_derivative_is_not_taken_for_one():
    def formula(x, y, p):
        u_x = 5 * y
        u = x * x
        u = u * u_x
        return u, u_x

    assert elementwise(jacobian(parse(formula), ("x", "y")))(2.0, 3.0, ()) == ((60.0, 20.0), (0.0, 5.0))
