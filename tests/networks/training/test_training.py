"""Training: the same rules as in the plane, the same bits each time, side by side as alone."""

import jax
import jax.numpy as jnp
import numpy as np
import optax
import pytest

from dynamics import OPTIMIZERS
from dynamics.on_jax import transformation
from networks.experiment import RATES, Data, Experiment, Model
from networks.experiment.data import load
from networks.training import training as module
from networks.training.batches import Batches
from networks.training.lipschitz import estimates
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


def test_schedules_that_are_compared_start_from_one_rate():
    """Each schedule's trial trainings under that schedule would give each a rate of its own."""
    asked = {"rate": "lipschitz", "batch": None, "epochs": 12, "every": 100}
    found = []
    for kind in ("constant", "exponential", "inverse-sqrt", "cosine"):
        training = Training([Run(SMALL.with_(**asked, **{"schedule.kind": kind}), 0)])
        while training.trials:
            chunk = training.advance()
        found.append([values.item() for _, values in chunk.measurements.values()])
        assert training.experiment.schedule.kind == kind
    assert found == found[:1] * 4
    assert found[0][0] > 0


def test_a_trial_that_diverged_is_not_chosen():
    matrix = [[{"w": np.eye(2) * (k + 1)}] for k in range(5)]
    (found,) = estimates(matrix, np.array([np.nan, 0.3, 0.5, np.nan, 0.2]), np.array([1.0]), 100)
    assert (found.trial, found.constant) == (RATES[2], 3.0)
    with pytest.raises(ValueError, match="diverged or died"):
        estimates(matrix, np.full(5, np.nan), np.array([1.0]), 100)


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


def of_the_release_before(training):
    """Its state as the release before saved it: with the powers of both decays behind the step of each run, with
    swaps that counted rises, without a word on divergence."""
    state, (today, *_) = training.state(), training.states
    leaves = [array for name, array in state.items() if name.startswith("carry/")]
    each, before = len(jax.tree.leaves(today)), len(jax.tree.leaves((today.params, today.statistics)))
    old = []
    for run in range(len(training.states)):
        own = leaves[run * each : (run + 1) * each]
        powers = [np.float32(beta) ** training.step for beta in (0.9, 0.999)]
        old += [*own[: before + 1], *map(np.asarray, powers), *own[before + 1 :]]
    kept = {name: array for name, array in state.items() if "carry" not in name and name != "diverged"}
    return kept | {f"carry/{k}": leaf for k, leaf in enumerate(old)}


@pytest.mark.parametrize("name", ["adam", "amsgrad", "adafix"])
def test_a_checkpoint_of_the_release_before_goes_on_to_the_same_bits(name, monkeypatch):
    monkeypatch.setattr(module, "PATIENCE", 0.0)
    runs = [Run(SMALL.with_(optimizer=name, lr=0.01), seed) for seed in (0, 1)]
    training, again = Training(runs), Training(runs)
    while training.step < 14:
        training.advance()
    again.restore(of_the_release_before(training))
    assert again.step == training.step
    while not training.done:
        (chunk, other) = (one.advance() for one in (training, again))
        jax.tree.map(np.testing.assert_array_equal, chunk.curves, other.curves)
    jax.tree.map(np.testing.assert_array_equal, again.states[1].params, training.states[1].params)
    if name == "amsgrad":  # what that release counted is not what this one counts
        assert np.isfinite(training.measure()["largest_held"]).all()
        assert np.isnan(again.measure()["largest_held"]).all()


# each update multiplies the weights by 1 − η λ: at a rate of 1e4 they leave single precision within ten
WILD = SMALL.with_(optimizer="adamw", lr=1e4, weight_decay=10.0, every=99, epochs=20)


def test_a_checkpoint_of_the_release_before_that_had_diverged_is_told():
    training = Training([Run(WILD, 3)])
    training.advance()
    again = Training(training.runs)
    again.restore(of_the_release_before(training))
    assert again.done
    assert 0 < training.diverged[0] <= again.diverged[0] <= again.step


def test_a_run_ends_as_diverged_at_the_update_at_which_it_was_no_longer_finite(monkeypatch):
    monkeypatch.setattr(module, "PATIENCE", 0.0)
    wild, fine = Run(WILD, 3), Run(WILD.with_(lr=1e-3), 3)
    training, curves, _ = finished(wild, fine)
    first = np.flatnonzero(~np.isfinite(curves["loss"][0]) | np.isnan(curves["step_norm"][0]))[0] + 1
    assert training.diverged.tolist() == [first, 0]
    assert 1 < first < 12
    assert training.step == WILD.steps, "the other goes on"
    assert np.isnan(curves["accuracy"][0, first:]).all(), "no share of class 0"
    summary = training.summary()
    np.testing.assert_array_equal(summary["diverged_at"], [first, np.nan])
    for name in ("loss", "accuracy", "validation_loss", "validation_accuracy", "gradient_norm_end"):
        assert np.isfinite(summary[name]).tolist() == [False, True]
    alone = Training([wild])
    while not alone.done:
        alone.advance()
    assert alone.diverged[0] == first <= alone.step < WILD.steps, "nothing is left to train"
    assert np.isnan(alone.summary()["validation_accuracy"]).all()


def test_a_norm_too_large_for_single_precision_is_no_divergence():
    steep = {"optimizer": "sgd", "model.hidden": (6, 6, 6), "model.initial_std": 1.0, "data.scaled": False}
    training, curves, _ = finished(Run(SMALL.with_(lr=1e5, **steep), 3))
    assert np.isinf(curves["gradient_norm"]).any()
    assert np.isfinite(curves["loss"]).all()
    assert training.diverged.tolist() == [0]
    assert np.isfinite(training.summary()["validation_accuracy"]).all()


def test_what_is_not_finite_after_the_last_update_has_diverged():
    training = Training([Run(WILD.with_(epochs=1), 3)])
    names, training.step = training.steps.names, training.total
    table = np.ones((1, 5, len(names)), np.float32)
    table[0, -1, names.index("step_norm")] = np.inf
    training.validation[:] = 1
    training.note_divergence(table)
    assert training.diverged.tolist() == [0]
    training.validation[:] = np.nan
    training.note_divergence(table)
    assert training.diverged.tolist() == [5]


@pytest.mark.parametrize("beta", [0.9, 0.999, 0.99999, 0.9999999, 1 - 6e-8])
@pytest.mark.parametrize("name", [name for name, o in OPTIMIZERS.items() if "beta2" in o.hyperparameters])
def test_the_first_updates_are_those_of_double_precision(name, beta):
    """On x² / 2 from 1 and 2. Adam's first update is η, whatever β."""
    optimizer = OPTIMIZERS[name].with_(lr=0.01, beta2=beta)
    if "bias_correction" in optimizer.hyperparameters:
        optimizer = optimizer.with_(bias_correction="standard")
    if name == "adamal":
        optimizer = optimizer.with_(second_decay="beta2")

    def path(dtype):
        init, update = transformation(optimizer)
        step = jax.jit(update)
        x = jnp.array([1.0, 2.0], dtype)
        state, seen = init(x), []
        for _ in range(25):
            x, _, state = step(x, state, x)
            seen.append(np.asarray(x, np.float64))
        return np.array(seen)

    single = path(jnp.float32)
    with jax.enable_x64(True):
        double = path(jnp.float64)
    assert single[0] == pytest.approx(double[0], rel=2e-7)
    np.testing.assert_allclose(single, double, rtol=3e-6)
    if name == "adam":
        assert single[0] == pytest.approx([0.99, 1.99], rel=1e-7)


def test_an_average_of_squares_comes_to_rest_where_it_averages():
    """Not a tenth of a percent beside: rounded to single precision, 1 − 0.99999 is 1.00136e-5."""
    init, update = transformation(OPTIMIZERS["rmsprop"].with_(beta2=0.9999, lr=1e-6))
    g = np.random.default_rng(0).normal(size=(100_000, 4)).astype(np.float32)

    def step(carried, g):
        return update(g, carried[1], carried[0])[::2], None

    x = jnp.zeros(4)
    (_, state), _ = jax.jit(lambda: jax.lax.scan(step, (x, init(x)), g))()
    v = np.zeros(4)
    for row in g.astype(np.float64) ** 2:
        v = 0.9999 * v + (1 - 0.9999) * row
    np.testing.assert_allclose(state.variables["v"], v, rtol=4e-5)
