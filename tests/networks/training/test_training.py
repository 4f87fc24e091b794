"""Training: the same rules as in the plane, the same bits each time, side by side as alone."""

import jax
import jax.numpy as jnp
import numpy as np
import optax
import pytest

from dynamics import OPTIMIZERS
from networks.experiment import RATES, Data, Experiment, Model
from networks.experiment.data import load
from networks.training import training as module
from networks.training.batches import Batches
from networks.training.steps import Batch, Steps, Variant
from networks.training.training import Run, Training

SMALL = Experiment(model=Model(hidden=(6,)), data=Data(subset=200), batch=40, epochs=6, every=7)


def finished(*runs):
    """The training and its whole record."""
    training, chunks = Training(runs), []
    while not training.done:
        chunks.append(training.advance())
    curves = {name: np.concatenate([c.curves[name] for c in chunks if c.curves], 1) for name in chunks[-1].curves}
    measured = {}
    for name in {name for c in chunks for name in c.measurements}:
        parts = [c.measurements[name] for c in chunks if name in c.measurements]
        measured[name] = (np.concatenate([p[0] for p in parts]), np.concatenate([p[1] for p in parts], 1))
    return training, curves, measured


def digits(experiment):
    pictures = load(experiment.data)
    return (
        Steps(experiment),
        jnp.asarray(pictures.pictures),
        jnp.asarray(pictures.labels),
        Batches(experiment, (0,)).rows,
    )


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_every_optimizer_lowers_the_loss(name):
    optimizer = OPTIMIZERS[name]
    rate = (
        optimizer.hyper.lr
        if optimizer.opening is None
        else 0.3
        if not optimizer.normalised
        else 0.02
        if name != "lion"
        else 0.003
    )
    steps = Steps(SMALL.with_(optimizer=name, lr=rate, batch=None))
    pictures, variant = load(SMALL.data), Variant(np.uint32(0), np.float32(rate))

    @jax.jit
    def trained(factors):
        return steps.steps(steps.init(variant), variant, None, factors, 0, 60, pictures.pictures, pictures.labels)[1]

    table = trained(np.ones(60, np.float32))
    assert np.isfinite(table).all()
    assert table[-1, 0] < 0.9 * table[0, 0]
    assert {"v_norm" in steps.names} == {"v" in optimizer.state_variables}


@pytest.mark.parametrize("name", ["adam", "sgd"])
def test_a_network_trains_as_with_optax(name):
    experiment = SMALL.with_(optimizer=name, lr=0.05)
    steps, x, y, rows = digits(experiment)
    variant, theirs = Variant(np.uint32(0), np.float32(0.05)), getattr(optax, name)(0.05)
    state = steps.init(variant)
    params, their_state = state.params, theirs.init(state.params)
    ours = jax.jit(steps.step)

    @jax.jit
    def other(params, their_state, chosen):
        grads = jax.grad(
            lambda p: steps.objective.loss(p, state.statistics, x[chosen], y[chosen], jax.random.key(0), True)[0]
        )(params)
        updates, their_state = theirs.update(grads, their_state, params)
        return optax.apply_updates(params, updates), their_state

    for t in range(15):
        chosen = rows(t, 1, 1)[0][0]
        state, _, _ = ours(state, variant, Batch(chosen, np.float32(1), t), x, y)
        params, their_state = other(params, their_state, chosen)
    jax.tree.map(lambda a, b: np.testing.assert_allclose(a, b, atol=2e-5), state.params, params)


def test_the_curves_are_what_they_are_called():
    steps, x, y, rows = digits(SMALL)
    _, curves, _ = finished(Run(SMALL, 0))
    variant = Variant(np.uint32(0), np.float32(1e-3))
    state = steps.init(variant)
    w, u = (np.asarray(layer["w"], np.float64) for layer in state.params[0] if layer)
    chosen = rows(0, 1, 1)[0][0]
    inputs, labels = np.asarray(x[chosen]).reshape(40, 64).astype(float), np.asarray(y[chosen])
    hidden = np.maximum(inputs @ w, 0)
    logits = hidden @ u
    share = np.exp(logits) / np.exp(logits).sum(1, keepdims=True)
    error = (share - np.eye(10)[labels]) / 40
    back = (error @ u.T) * (hidden > 0)
    grads = [inputs.T @ back, back.sum(0), hidden.T @ error, error.sum(0)]
    flat = np.concatenate([g.ravel() for g in grads])
    assert curves["loss"][0, 0] == pytest.approx(-np.log(share[range(40), labels]).mean(), rel=1e-5)
    assert curves["accuracy"][0, 0] == pytest.approx((logits.argmax(1) == labels).mean())
    assert curves["gradient_norm"][0, 0] == pytest.approx(np.linalg.norm(flat), rel=1e-5)
    assert curves["v_norm"][0, 0] == pytest.approx(1e-3 * np.linalg.norm(flat**2), rel=1e-4)
    assert curves["step_norm"][0, 0] == pytest.approx(
        1e-3 * np.sqrt((np.abs(flat) > 1e-6).sum()), rel=1e-2
    )  # Adam's first step is η everywhere


def test_adafix_takes_its_second_gradient_on_the_same_batch():
    steps, x, y, rows = digits(SMALL.with_(optimizer="adafix", lr=0.01))
    variant, step = Variant(np.uint32(0), np.float32(0.01)), jax.jit(steps.step)
    state, slopes = steps.init(variant), []

    @jax.jit
    def gradient(params, chosen):
        return jax.grad(
            lambda p: steps.objective.loss(p, state.statistics, x[chosen], y[chosen], jax.random.key(0), True)[0]
        )(params)

    def flat(tree):
        return np.concatenate([np.ravel(leaf) for leaf in jax.tree.leaves(tree)]).astype(float)

    for t in range(6):
        chosen, before = rows(t, 1, 1)[0][0], state.params
        state, _, _ = step(state, variant, Batch(chosen, np.float32(1), t), x, y)
        if slopes:
            assert state.optimizer.smoothness == pytest.approx(max(slopes), rel=1e-3)
        change = flat(gradient(state.params, chosen)) - flat(gradient(before, chosen))
        moved = flat(state.params) - flat(before)
        slopes.append(np.linalg.norm(change) / np.linalg.norm(moved))


# AdaBound's bounds know the learning rate by itself
@pytest.mark.parametrize(("name", "every"), [("adabound", 99), ("amsgrad", 7)])
def test_side_by_side_as_alone_to_the_bit(name, every):
    runs = [
        Run(SMALL.with_(optimizer=name, lr=rate, every=every), seed) for rate, seed in ((0.01, 0), (0.01, 1), (0.03, 0))
    ]
    training, curves, measured = finished(*runs)
    assert all(array.shape == (3, SMALL.steps) for array in curves.values())
    assert len({float(loss) for loss in curves["loss"][:, -1]}) == 3
    alone, own, own_measured = finished(runs[-1])
    for name in own:
        np.testing.assert_array_equal(curves[name][2], own[name][0])
    for name in own_measured:
        np.testing.assert_array_equal(measured[name][0], own_measured[name][0])
        np.testing.assert_array_equal(measured[name][1][2], own_measured[name][1][0])
    for name, value in alone.summary().items():
        np.testing.assert_array_equal(training.summary()[name][2], value[0])


def test_runs_side_by_side_may_not_differ_in_more():
    with pytest.raises(ValueError, match="only in seed and learning rate"):
        Training([Run(SMALL, 0), Run(SMALL.with_(beta1=0.5), 0)])


@pytest.mark.parametrize(
    "changes",
    [{"optimizer": "adafix", "data.augment": True}, {"rate": "lipschitz", "batch": None, "epochs": 30, "every": 11}],
)
def test_the_same_bits_again_and_after_a_restart(changes, tmp_path, monkeypatch):
    monkeypatch.setattr(module, "PATIENCE", 0.0)  # chunks of one piece of work
    runs = [Run(SMALL.with_(**changes), seed) for seed in (3, 4)]
    first = Training(runs)
    state = {}
    record = []
    while not first.done:
        if first.step == 7 or (first.trials and first.trials.step == 0):
            np.savez(tmp_path / f"{first.step}.npz", **first.state())
            state[first.step] = len(record)
        record.append(first.advance())
    assert state
    for step, begun in state.items():
        again = Training(runs)
        with np.load(tmp_path / f"{step}.npz") as saved:
            again.restore(dict(saved))
        for chunk in record[begun:]:
            jax.tree.map(np.testing.assert_array_equal, again.advance(), chunk)
        jax.tree.map(np.testing.assert_array_equal, again.state(), first.state())


def test_a_state_of_another_experiment_is_refused():
    training, state = Training([Run(SMALL, 0)]), Training([Run(SMALL.with_(**{"model.hidden": (5,)}), 0)]).state()
    before = training.state()
    for wrong in (
        state,
        {},
        before | {"carry/0": before["carry/0"].astype(np.float64)},
        before | {"step": np.array(10**6)},
    ):
        with pytest.raises(ValueError, match="another experiment"):
            training.restore(wrong)
    jax.tree.map(np.testing.assert_array_equal, training.state(), before)


def test_what_a_finished_run_says():
    training, curves, measured = finished(Run(SMALL, 0))
    summary, last = training.summary(), curves["loss"].shape[1] - SMALL.epoch
    assert training.step == training.total == SMALL.steps == 30
    assert summary["loss"][0] == pytest.approx(curves["loss"][0, last:].mean())
    assert summary["gradient_norm_start"][0] == curves["gradient_norm"][0, 0]
    assert summary["gradient_norm_end"][0] == curves["gradient_norm"][0, -1]
    assert summary["validation_accuracy"][0] == measured["validation_accuracy"][1][0, -1] > 0.1
    np.testing.assert_array_equal(measured["validation_loss"][0], [0, 5, 10, 15, 20, 25, 30])
    np.testing.assert_array_equal(measured["thermometer"][0], [7, 14, 21, 28])
    assert training.advance() == (30, {}, {})


def test_the_lipschitz_rate_is_the_one_of_the_paper():
    experiment = SMALL.with_(rate="lipschitz", batch=None, epochs=12, every=100)
    training, _, measured = finished(Run(experiment, 0))
    trial = training.begin_trials()
    while not trial.done:
        trial.advance()
    best = int(trial.validation[:, 1].argmax())
    norms = [np.linalg.norm(np.asarray(layer["w"]), 2) for layer in trial.states[best].params[0] if layer]
    at_start = Training([Run(experiment.with_(rate="given"), 0)]).advance().curves["loss"][0, 0]
    assert measured["trial_rate"][1][0, 0] == pytest.approx(RATES[best])
    assert measured["lipschitz_constant"][1][0, 0] == pytest.approx(np.prod(norms), rel=1e-4)
    assert measured["learning_rate"][1][0, 0] == pytest.approx(np.sqrt(2 * at_start / (np.prod(norms) * 12)), rel=1e-4)
    assert training.rates[0] == measured["learning_rate"][1][0, 0]


def test_schedules_scale_the_rate():
    _, curves, _ = finished(Run(SMALL.with_(**{"optimizer": "sgd", "schedule.kind": "inverse-sqrt", "every": 99}), 0))
    rate = curves["step_norm"] / curves["gradient_norm"]
    np.testing.assert_allclose(rate[0], 0.01 / np.sqrt(np.arange(1, 31)), rtol=1e-4)


def test_a_convolutional_network_trains_seeds_in_turn():
    experiment = Experiment(
        model=Model(kind="vae", width=0.1),
        data=Data(subset=64),
        batch=16,
        epochs=3,
        every=5,
        optimizer={"optimizer": "adam", "hyper": {"lr": 0.01}},
    )
    training, curves, measured = finished(Run(experiment, 0), Run(experiment, 1))
    assert curves["loss"].shape == (2, 12)
    assert (curves["loss"][:, -1] < 0.9 * curves["loss"][:, 0]).all()
    assert "accuracy" not in curves
    assert np.isnan(training.summary()["accuracy"]).all()
    assert measured["effective_rate"][1].shape == (2, 2, 5)
    assert np.isfinite(measured["thermometer"][1]).all()


def test_powers_that_another_release_counted_down_correct_nothing():
    """Where nothing is corrected, a rule may start with powers of β of 0: then a checkpoint's are 0 as well."""
    training = Training([Run(SMALL.with_(bias_correction="none"), 0)])
    training.advance()
    rule, state = training.steps.rule, training.state()
    training.restore(state)
    jax.tree.map(np.testing.assert_array_equal, training.state(), state)
    nothing = jnp.zeros(())
    training.steps.rule = rule._replace(init=lambda params: rule.init(params)._replace(power1=nothing, power2=nothing))
    training.restore(state)
    assert training.states[0].optimizer.power1 == training.states[0].optimizer.power2 == 0
