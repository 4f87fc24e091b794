"""Networks of convolutions on pictures of CIFAR-10's shape: few channels, but the layers as they are."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from networks.experiment import Data, Experiment, Model
from networks.experiment.architectures import DENSENET
from networks.experiment.data import load
from networks.experiment.models import GUARD, MEMORY, run
from networks.experiment.plan import Norm
from networks.training.steps import Batch, Steps, Variant

PHOTOS = Data(name="synthetic", shape=(32, 32, 3), examples=16, classes=4)
QUICK = {"xla_backend_optimization_level": 0}  # less time to compile
RATE, UPDATES = 3e-3, 6


@pytest.mark.parametrize(
    ("kind", "width"), [("vgg11", 4), ("vgg16", 4), ("resnet18", 4), ("resnet34", 4), ("densenet53", 4), ("vae", 8)]
)
def test_it_learns_a_batch_by_heart(kind, width, monkeypatch):
    """width: channels of the first layer. DenseNet53 has two of its six blocks a stage: all of them take 12 s to
    compile."""
    monkeypatch.setitem(DENSENET, "densenet53", (2, 2, 2, 2))
    first = {"densenet53": 32, "vae": 32}.get(kind, 64)
    adam = {"optimizer": "adam", "hyper": {"lr": RATE}}
    steps = Steps(Experiment(model=Model(kind=kind, width=width / first), data=PHOTOS, batch=16, optimizer=adam))
    x, y, *_ = map(jnp.asarray, load(PHOTOS))
    variant = Variant(np.uint32(0), np.float32(RATE))
    begun = state = jax.jit(steps.init, compiler_options=QUICK)(variant)
    step, losses = jax.jit(steps.step, compiler_options=QUICK), []
    for t in range(UPDATES):
        state, row, _ = step(state, variant, Batch(np.arange(16, dtype=np.int32), np.float32(1), np.int32(t)), x, y)
        losses.append(float(row[0]))
        if t == 0:
            moved = jax.tree.map(lambda a, b: bool((a != b).any()), begun.params, state.params)
            assert all(jax.tree.leaves(moved)), "no layer is cut off from the loss"
    assert (np.diff(losses) < 0).all()
    assert losses[-1] < (losses[0] - 30 if kind == "vae" else 0.6 * losses[0])
    still = jax.tree.map(lambda a, b: bool((a == b).all()), begun.statistics, state.statistics)
    assert not any(jax.tree.leaves(still))


def test_normalisation_follows_the_batch_in_training_and_its_memory_in_evaluation():
    draw = np.random.default_rng(0)
    x = draw.normal(3, 2, (5, 4, 4, 2)).astype(np.float32)
    params = [{"scale": jnp.array([1.0, 2.0]), "shift": jnp.array([0.0, -1.0])}]
    old = [(jnp.array([1.0, 2.0]), jnp.array([4.0, 9.0]))]
    mean, variance = x.mean((0, 1, 2)), x.var((0, 1, 2))

    def normal(mean, variance):
        return (x - mean) / np.sqrt(variance + GUARD) * np.array([1, 2]) + np.array([0, -1])

    out, new = run((Norm(2),), params, old, x, training=True)
    np.testing.assert_allclose(out, normal(mean, variance), rtol=1e-4, atol=1e-5)
    for before, after, batch in zip(old[0], new[0], (mean, variance), strict=True):
        np.testing.assert_allclose(after, MEMORY * before + (1 - MEMORY) * batch, rtol=1e-5)
    out, kept = run((Norm(2),), params, old, x, training=False)
    np.testing.assert_allclose(out, normal(*old[0]), rtol=1e-4, atol=1e-5)
    assert kept == old


def test_each_update_augments_anew_and_always_alike():
    experiment = Experiment(model=Model(kind="logistic"), data=Data(augment=True, subset=20), batch=20)
    steps, variant = Steps(experiment), Variant(np.uint32(0), np.float32(RATE))
    x, y, *_ = map(jnp.asarray, load(experiment.data))
    state, step = jax.jit(steps.init)(variant), jax.jit(steps.step)
    plain = steps.objective.loss(state.params, state.statistics, x, y, jax.random.key(0), True)[0]
    one, same, other = (
        float(step(state, variant, Batch(np.arange(20), np.float32(1), np.int32(t)), x, y)[1][0]) for t in (1, 1, 2)
    )
    assert one == same != other
    assert float(plain) not in (one, other)
    another, batch = variant._replace(seed=np.uint32(1)), Batch(np.arange(20), np.float32(1), np.int32(1))
    assert float(step(state, another, batch, x, y)[1][0]) != one
