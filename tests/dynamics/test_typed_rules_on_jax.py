"""Typed rules as networks meet them: on pytrees, in single precision."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from dynamics import OPTIMIZERS, rule, rule_text, simulate
from dynamics.on_jax import transformation
from landscapes import LANDSCAPES


def slopes(params):
    return jax.tree.map(lambda x: 2 * x + jnp.sin(3 * x), params)


def trained(optimizer, steps=60, dtype=jnp.float32):
    init, update = transformation(optimizer)
    params = {"a": jnp.linspace(-1.0, 1.0, 6, dtype=dtype).reshape(2, 3), "b": jnp.array([0.3, -0.7], dtype)}
    state = init(params)
    step = jax.jit(lambda params, state: update(slopes(params), state, params)[::2])
    for _ in range(steps):
        params, state = step(params, state)
    return params


EVERY_DAY = ("sgd", "adam", "adafix", "nadam")  # XLA compiles each anew


TRIED = [
    pytest.param(name, start, marks=() if name in EVERY_DAY else pytest.mark.slow)
    for name, own in OPTIMIZERS.items()
    for start in ("standard", "gradient-init")
    if start == "standard" or "bias_correction" in own.hyperparameters
]


@pytest.mark.parametrize(("name", "start"), TRIED)
def test_a_text_trains_as_the_built_in_does(name, start):
    optimizer = OPTIMIZERS[name].with_(lr=0.01)
    if "bias_correction" in optimizer.hyperparameters:
        optimizer = optimizer.with_(bias_correction=start)
    one, other = trained(optimizer), trained(rule(rule_text(optimizer)))
    for a, b in zip(jax.tree.leaves(one), jax.tree.leaves(other), strict=True):
        assert a.dtype == b.dtype == jnp.float32
        np.testing.assert_allclose(b, a, rtol=2e-5, atol=2e-6)


def test_a_decay_of_any_name_keeps_its_digits_in_single_precision():
    """An average of ones comes to rest at 1, though 0.99999 in single precision has lost three digits of 1 - 0.99999;
    and a decay may be used in any other way as well."""
    own = rule("keep = 0.99999; state m = g; m = keep*m + (1 - keep)*g; step = m + 0*sqrt(keep)/keep*max(keep, -keep)")
    init, update = transformation(own)
    params = {"a": jnp.zeros(3)}
    state = init(params)
    for _ in range(300):
        _, _, state = update({"a": jnp.full(3, 0.7, jnp.float32)}, state, params)
    np.testing.assert_allclose(state.variables["m"]["a"], 0.7, rtol=1e-6)


def test_states_that_are_numbers_fill_their_leaves():
    own = rule("state n, k = 3; n = n + 1; k = 2; step = lr/n*g*k")
    params = trained(own, 3)
    assert params["a"].shape == (2, 3)
    with jax.enable_x64(True):
        run = simulate(LANDSCAPES["saddle"], own, (0.3, -0.7), 3)
        init, update = transformation(own)
        x = jnp.array((0.3, -0.7))
        state = init(x)
        for _ in range(3):
            x, _, state = update(jnp.array(LANDSCAPES["saddle"].gradient(*x)), state, x)
    np.testing.assert_allclose(x, run.position[3], rtol=1e-14)
