"""The JAX engine against the kernels, and both against optax, over every registered optimizer."""

from itertools import product

import jax
import jax.numpy as jnp
import numpy as np
import optax
import pytest

from dynamics import OPTIMIZERS, Schedule, simulate
from dynamics.on_jax import transformation
from engines.arrays import elementwise
from landscapes import LANDSCAPES

STEPS = 250
SCHEDULE = Schedule("exponential", final=0.3)


@pytest.fixture(autouse=True)
def double_precision():
    with jax.enable_x64(True):
        yield


def gradient(surface):
    """x (2,) -> gradient (2,), traced from the surface's own source."""
    grad, p = elementwise(surface.grad, jnp), surface.p
    return lambda x: jnp.stack([jnp.asarray(part, x.dtype) for part in grad(x[0], x[1], p)])


def on_jax(surface, optimizer, start):
    """Positions (STEPS, 2) and effective rates from a lax.scan."""
    init, update = transformation(optimizer)
    slope, x = gradient(surface), jnp.array(start)

    def step(before, _):
        x, state = before
        new, rates, state = update(slope(x), state, x)
        return (new, state), (x, rates)

    return jax.jit(lambda: jax.lax.scan(step, (x, init(x)), length=STEPS)[1])()


def on_optax(surface, optimizer, start):
    slope, x = gradient(surface), jnp.array(start)

    def step(before, _):
        x, state = before
        updates, state = optimizer.update(slope(x), state, x)
        return (optax.apply_updates(x, updates), state), x

    return jax.jit(lambda: jax.lax.scan(step, (x, optimizer.init(x)), length=STEPS)[1])()


def at_work(name, surface, share=1.0, **hyper):
    """The optimizer at the rate with which the explorer opens, or a share of it."""
    optimizer = OPTIMIZERS[name]
    rate = surface.rates.normalised if optimizer.normalised else surface.rates.plain
    lr = rate * optimizer.opening if optimizer.opening else optimizer.hyper.lr
    return optimizer.with_(lr=share * lr, **hyper)


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_both_engines_agree(name):
    # At a fifth of the rate: an oscillation at full rate makes the last digit grow without bound.
    surface = LANDSCAPES["smooth-valley"]
    optimizer = at_work(name, surface, share=0.2)
    run = simulate(surface, optimizer, surface.start, STEPS - 1)
    positions, rates = on_jax(surface, optimizer, surface.start)
    assert np.linalg.norm(run.position[-1] - run.position[0]) > 1e-3
    np.testing.assert_allclose(positions, run.position, rtol=0, atol=1e-12)
    np.testing.assert_allclose(rates, run.effective_lr, rtol=1e-11)


def every_choice():
    for name, optimizer in OPTIMIZERS.items():
        choices = {h.name: h.choices for h in optimizer.hyperparameters.values() if h.choices}
        for values in product(*choices.values()):
            yield pytest.param(name, dict(zip(choices, values, strict=True)), id="-".join((name, *values)))


@pytest.mark.parametrize(("name", "chosen"), every_choice())
def test_both_engines_agree_on_every_choice(name, chosen):
    """Each update at full rate from where the kernel was, with the state that JAX has carried so far, under a
    schedule."""
    init, update = transformation(at_work(name, LANDSCAPES["rosenbrock"], **chosen))

    @jax.jit
    def updates(x, g, factors):
        def step(state, seen):
            x, g, factor = seen
            new, rates, state = update(g, state, x, factor)
            return state, (new, rates)

        return jax.lax.scan(step, init(x[0]), (x, g, factors))[1]

    for surface in (LANDSCAPES["rosenbrock"], LANDSCAPES["himmelblau"]):
        run = simulate(
            surface, at_work(name, LANDSCAPES["rosenbrock"], **chosen), surface.start, STEPS, schedule=SCHEDULE
        )
        x, factors = run.position, SCHEDULE.factors(0, STEPS, STEPS)
        new, rates = updates(x[:-1], run.gradient[:-1], factors[: len(x) - 1])
        assert len(x) > 12
        np.testing.assert_allclose(new, x[1:], rtol=1e-12, atol=1e-13)
        np.testing.assert_allclose(rates, run.effective_lr[:-1], rtol=1e-8)


LR, EPS = 0.02, 1e-3  # an epsilon large enough for its place to matter
TWINS = {
    "sgd": ({}, lambda: optax.sgd(LR)),
    "heavy-ball": ({"momentum": 0.8}, lambda: optax.sgd(LR, momentum=0.8)),
    "nesterov": ({"momentum": 0.8}, lambda: optax.sgd(LR, momentum=0.8, nesterov=True)),
    "adagrad inside": (
        {"epsilon": EPS, "epsilon_placement": "inside"},
        lambda: optax.adagrad(LR, initial_accumulator_value=0.0, eps=EPS),
    ),
    "rmsprop": ({"epsilon": EPS}, lambda: optax.rmsprop(LR, decay=0.9, eps=EPS, eps_in_sqrt=False)),
    "rmsprop inside": ({"epsilon": EPS, "epsilon_placement": "inside"}, lambda: optax.rmsprop(LR, decay=0.9, eps=EPS)),
    "rmsprop corrected": (
        {"epsilon": EPS, "bias_correction": "standard"},
        lambda: optax.rmsprop(LR, decay=0.9, eps=EPS, eps_in_sqrt=False, bias_correction=True),
    ),
    "adadelta": ({"beta2": 0.8, "epsilon": EPS}, lambda: optax.adadelta(LR, rho=0.8, eps=EPS)),
    "adam": ({"epsilon": EPS}, lambda: optax.adam(LR, eps=EPS)),
    "adam inside": ({"epsilon": EPS, "epsilon_placement": "inside"}, lambda: optax.adam(LR, eps=0.0, eps_root=EPS)),
    "adamw": ({"epsilon": EPS, "weight_decay": 0.5}, lambda: optax.adamw(LR, eps=EPS, weight_decay=0.5)),
    "adamw inside": (
        {"epsilon": EPS, "epsilon_placement": "inside"},
        lambda: optax.adamw(LR, eps=0.0, eps_root=EPS, weight_decay=0.01),
    ),
    "nadam": ({"epsilon": EPS}, lambda: optax.nadam(LR, eps=EPS)),
    "nadam inside": ({"epsilon": EPS, "epsilon_placement": "inside"}, lambda: optax.nadam(LR, eps=0.0, eps_root=EPS)),
    "amsgrad": (
        {"epsilon": EPS},
        lambda: optax.amsgrad(LR, eps=EPS, bias_correction_mu=False, bias_correction_nu=False),
    ),
    "amsgrad after": (
        {"epsilon": EPS, "bias_correction": "standard", "maximum": "after"},
        lambda: optax.amsgrad(LR, eps=EPS),
    ),
    "amsgrad inside": (
        {"epsilon": EPS, "bias_correction": "standard", "maximum": "after", "epsilon_placement": "inside"},
        lambda: optax.amsgrad(LR, eps=0.0, eps_root=EPS),
    ),
    "adabelief": ({"epsilon": EPS}, lambda: optax.adabelief(LR, eps=EPS, eps_root=EPS)),
    "lion": ({"beta2": 0.95}, lambda: optax.lion(LR, b2=0.95, weight_decay=0.0)),
}


@pytest.mark.parametrize("twin", TWINS)
def test_agrees_with_optax(twin):
    surface, start = LANDSCAPES["smooth-valley"], (0.7, 0.9)
    hyper, make = TWINS[twin]
    run = simulate(surface, OPTIMIZERS[twin.split()[0]].with_(lr=LR, **hyper), start, STEPS - 1)
    np.testing.assert_allclose(on_optax(surface, make(), start), run.position, rtol=0, atol=1e-11)


def test_every_optimizer_that_optax_has_is_compared():
    not_in_optax = {"adabound", "adashift", "adafix", "adamal"}
    assert {twin.split()[0] for twin in TWINS} == set(OPTIMIZERS) - not_in_optax


@pytest.mark.parametrize("correction", ["standard", "gradient-init"])
@pytest.mark.parametrize(
    ("name", "hyper"),
    [
        ("adam", {}),
        ("adashift", {}),
        ("adafix", {"initial_smoothness": 60.0}),
        ("adafix", {"initial_smoothness": 60.0, "gate": "signed"}),
    ],
)
def test_a_pytree_moves_as_its_flat_vector(name, hyper, correction):
    # A rotated quadratic, so that leaves interact. AdaFix's gate, set to close on the way, sees max |g| and L over all
    # leaves.
    optimizer = OPTIMIZERS[name].with_(lr=0.05, bias_correction=correction, **hyper)
    init, update = transformation(optimizer)
    a = jnp.array(np.random.default_rng(0).normal(size=(6, 6)))
    matrix = a @ a.T / 6
    flat = jnp.arange(1.0, 7.0)

    def nest(v):
        return {"w": v[:4].reshape(2, 2), "b": (v[4], [v[5:]])}

    @jax.jit
    def both(x, state, tree, tree_state):
        new, rates, state = update(matrix @ x, state, x)
        grads = nest(matrix @ jnp.concatenate([jnp.ravel(leaf) for leaf in (tree["w"], tree["b"][0], tree["b"][1][0])]))
        tree, tree_rates, tree_state = update(grads, tree_state, tree)
        return new, rates, state, tree, tree_rates, tree_state

    x = flat
    state = init(flat)
    tree = nest(flat)
    tree_state = init(nest(flat))
    seen = []
    for _ in range(40):
        seen.append((matrix @ x, state.variables["v"]))
        x, rates, state, tree, tree_rates, tree_state = both(x, state, tree, tree_state)
    assert not np.allclose(x, flat)
    for mine, theirs in (
        (nest(x), tree),
        (nest(rates), tree_rates),
        (nest(state.variables["v"]), tree_state.variables["v"]),
    ):
        assert jax.tree.structure(mine) == jax.tree.structure(theirs)
        jax.tree.map(lambda one, other: np.testing.assert_allclose(one, other, rtol=1e-11), mine, theirs)
    assert state.step == 40
    if name == "adafix":  # open at first, closed in the end, and no leaf alone would have decided so
        assert np.any(seen[2][1] != seen[1][1])
        assert np.all(seen[-1][1] == seen[-2][1])


def test_smoothness_is_the_largest_slope_of_the_gradient_over_all_leaves():
    init, update = transformation(OPTIMIZERS["adafix"].with_(lr=0.1))
    tree = {"a": jnp.array([1.0, -2.0]), "b": jnp.array(0.5)}
    state = init(tree)
    path = []
    slopes = []
    for _ in range(30):
        grads = jax.tree.map(jnp.sin, {"a": 3 * tree["a"], "b": tree["b"] + tree["a"][0]})
        path.append([np.concatenate([t["a"], t["b"][None]]) for t in (tree, grads)])
        tree, _, state = update(grads, state, tree)
        if len(path) > 1:
            (x0, g0), (x1, g1) = path[-2:]
            slopes.append(np.linalg.norm(g1 - g0) / np.linalg.norm(x1 - x0))
            assert state.smoothness == pytest.approx(max(slopes), rel=1e-12)
        else:
            assert state.smoothness == 0
    assert np.argmax(slopes) > 0


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_single_precision_stays_single(name):
    # In 64-bit mode a scalar of the context would widen the state, and a scan over it would be refused.
    init, update = transformation(OPTIMIZERS[name])
    params = {"w": jnp.ones((2, 3), jnp.float32), "b": jnp.ones((), jnp.float32)}
    new, rates, state = update(jax.tree.map(jnp.ones_like, params), init(params), params, jnp.float64(0.5))
    assert {leaf.dtype for leaf in jax.tree.leaves((new, rates, state.variables))} == {jnp.dtype(jnp.float32)}
    assert jax.tree.map(jnp.shape, new) == jax.tree.map(jnp.shape, params) == jax.tree.map(jnp.shape, rates)
