"""The costly readings against their definitions, computed in full."""

import jax
import jax.flatten_util
import jax.numpy as jnp
import numpy as np
import pytest

from dynamics import OPTIMIZERS
from dynamics.orbits.threshold import threshold
from networks.experiment import Data, Experiment, Model
from networks.readings import QUANTILES
from networks.training import Run, Training

TINY = Experiment(
    model=Model(hidden=(4,)), data=Data(name="synthetic", shape=(2, 2, 1), classes=3, examples=60), batch=None, epochs=200, every=150
)


def brought_to(experiment, step):
    """A training whose next update is a reading's, and that reading."""
    training = Training([Run(experiment, 1)])
    while training.step < step:
        training.advance()
    return training


@pytest.mark.parametrize(("name", "lr"), [("adam", 0.01), ("sgd", 0.5)])
def test_the_thermometer_is_the_top_eigenvalue_of_the_preconditioned_hessian(name, lr):
    training = brought_to(TINY.with_(optimizer=name, lr=lr), 200)
    carry = training.carries[0]
    training.step = 150  # any update's batch is the whole set
    seen = training.fleet.pick(training.one(training.carries, training._lanes(), training._batch(), training.x, training.y), 2)
    read = training.readings.read(training.carries, seen, training.x, training.y)
    flat, back = jax.flatten_util.ravel_pytree(carry.params)

    def loss(v):
        return training.steps.objective.loss(back(v), carry.statistics, training.x, training.y, jax.random.key(0), True)[0]

    hessian = np.asarray(jax.jit(jax.hessian(loss))(flat), np.float64)
    rates = np.asarray(jax.flatten_util.ravel_pytree(seen[0].rates)[0], np.float64)
    root = np.sqrt(rates)
    assert read["thermometer"][0] == pytest.approx(np.linalg.eigvalsh(root[:, None] * hessian * root)[-1], rel=5e-3)
    assert read["threshold"][0] == pytest.approx(threshold(OPTIMIZERS[name].with_(lr=lr)))
    np.testing.assert_allclose(read["effective_rate"][0], np.quantile(rates, QUANTILES), rtol=1e-5)


def test_gradient_descent_settles_at_the_edge_of_stability():
    """Cohen et al., arXiv 2103.00065: the sharpness rises to 2 / η and stays about there."""
    experiment = Experiment(
        model=Model(hidden=(12,)),
        data=Data(subset=150),
        batch=None,
        epochs=2000,
        every=100,
        optimizer={"optimizer": "sgd", "hyper": {"lr": 0.35}},
    )
    training, seen = Training([Run(experiment, 0)]), []
    while not training.done:
        chunk = training.advance()
        if "thermometer" in chunk.readings:
            seen.extend(chunk.readings["thermometer"][1][0])
    assert seen[0] < 1.9
    assert np.median(seen[8:]) == pytest.approx(2, abs=0.25)


def test_v_falls_where_it_falls_and_swaps_are_counted():
    experiment = Experiment(
        model=Model(kind="logistic"), data=Data(subset=100), batch=20, epochs=8, every=39, optimizer={"optimizer": "amsgrad", "hyper": {}}
    )
    training = Training([Run(experiment, 0)])
    one, carry, total, fell = training.one, training.carries, 0, 0.0
    for t in range(39):
        training.step = t
        old = carry[0].optimizer.slots
        results = one(carry, training._lanes(), training._batch(), training.x, training.y)
        carry, new = [results[0][0]], results[0][0].optimizer.slots
        total = jax.tree.map(
            lambda count, a, b: count + (b > a),
            total or (carry[0].swaps and jax.tree.map(jnp.zeros_like, carry[0].swaps)),
            old["largest"],
            new["largest"],
        )
        pairs = list(zip(jax.tree.leaves(old["v"]), jax.tree.leaves(new["v"]), strict=True))
        fell = sum(int((b < a).sum()) for a, b in pairs) / sum(a.size for a, _ in pairs)
        assert results[0][2].fell == pytest.approx(fell)
    assert 0 < fell < 1
    jax.tree.map(np.testing.assert_array_equal, carry[0].swaps, total)
    training = Training([Run(experiment, 0)])
    while not training.done:
        chunk = training.advance()
        if "swaps" in chunk.readings:
            flat = np.concatenate([np.ravel(leaf) for leaf in jax.tree.leaves(total)])
            np.testing.assert_allclose(chunk.readings["swaps"][1][0, 0], np.quantile(flat, QUANTILES))
            assert chunk.readings["swaps"][0].tolist() == [39]
