"""The costly measurements against their definitions, computed in full."""

import jax
import jax.flatten_util
import jax.numpy as jnp
import numpy as np
import pytest

from dynamics import OPTIMIZERS, Schedule
from dynamics.orbits.threshold import threshold
from networks.experiment import Data, Experiment, Model
from networks.experiment.data import load
from networks.training.measurements import QUANTILES
from networks.training.objectives import objective
from networks.training.training import Run, Training

TINY = Experiment(
    model=Model(hidden=(4,)),
    data=Data(name="synthetic", shape=(2, 2, 1), classes=3, examples=60),
    batch=None,
    epochs=60,
    every=1000,
)


RATES = {"sgd": 0.5, "heavy-ball": 0.05, "nesterov": 0.05, "lion": 1e-3}
WARM = [name for name, optimizer in OPTIMIZERS.items() if np.isfinite(threshold(optimizer))]


@jax.jit
def full_hessian(params):
    """(P, P), of the mean loss on TINY's training set."""
    (x, y, *_), (flat, back) = load(TINY.data), jax.flatten_util.ravel_pytree(params)
    loss, statistics = objective(TINY).loss, [[()] * len(TINY.plans[0])]
    return jax.hessian(lambda v: loss(back(v), statistics, x, y, jax.random.key(0), True)[0])(flat)


@pytest.mark.parametrize("name", WARM)
def test_sharpness_times_rate_is_the_top_eigenvalue_of_the_preconditioned_hessian(name):
    lr = RATES.get(name, 0.01)
    training = Training([Run(TINY.with_(optimizer=name, lr=lr), 1)])
    while not training.done:
        training.advance()
    (seen,), read = training.peek(1), training.measure()
    hessian = np.asarray(full_hessian(training.states[0].params), np.float64)
    rates = np.asarray(jax.flatten_util.ravel_pytree(seen[0].rates)[0], np.float64)
    root = np.sqrt(rates)
    assert read["thermometer"][0] == pytest.approx(np.linalg.eigvalsh(root[:, None] * hessian * root)[-1], rel=5e-3)
    assert read["threshold"][0] == pytest.approx(threshold(OPTIMIZERS[name].with_(lr=lr)))
    np.testing.assert_allclose(read["effective_rate"][0], np.quantile(rates, QUANTILES), rtol=1e-5)


@pytest.mark.parametrize("maximum", ["before", "after"])
def test_v_falls_where_it_falls_and_swaps_are_counted(maximum):
    experiment = Experiment(
        model=Model(kind="logistic"),
        data=Data(subset=100),
        batch=20,
        epochs=8,
        every=39,
        optimizer={"optimizer": "amsgrad", "hyper": {"bias_correction": "standard", "maximum": maximum}},
    )
    training = Training([Run(experiment, 0)])
    one = training.one
    state = training.states[0]
    total = 0
    fell = 0.0
    for t in range(39):
        old = state.optimizer.variables
        results = one([state], training.variants(), training._batch(t), training.x, training.y)
        state, new = results[0][0], results[0][0].optimizer.variables
        share = 1 - 0.999 ** (t + 1) if maximum == "after" else 1.0
        swapped = jax.tree.map(
            lambda v, u, share=share: (v / share < u * (1 - 1e-6)).astype(int), new["v"], new["largest"]
        )
        total = jax.tree.map(jnp.add, total, swapped) if total else swapped
        pairs = list(zip(jax.tree.leaves(old["v"]), jax.tree.leaves(new["v"]), strict=True))
        fell = sum(int((b < a).sum()) for a, b in pairs) / sum(a.size for a, _ in pairs)
        assert results[0][2].fell == pytest.approx(fell)
    assert 0 < fell < 1
    jax.tree.map(np.testing.assert_array_equal, state.swaps, total)
    training = Training([Run(experiment, 0)])
    while not training.done:
        chunk = training.advance()
        if "largest_held" in chunk.measurements:
            flat = np.concatenate([np.ravel(leaf) for leaf in jax.tree.leaves(total)])
            np.testing.assert_allclose(chunk.measurements["largest_held"][1][0, 0], np.quantile(flat, QUANTILES))
            assert chunk.measurements["largest_held"][0].tolist() == [39]


def test_a_swap_is_what_the_paper_counts_and_not_a_rise_of_the_maximum():
    """As gradients fade, v rises at nearly every update of a full batch: 23,680 rises, 1,120 swaps; what is left are
    weights of pixels that are always blank."""
    experiment = Experiment(
        model=Model(kind="logistic"), batch=None, epochs=40, optimizer={"optimizer": "amsgrad", "hyper": {}}
    )
    training, rises = Training([Run(experiment, 0)]), 0
    for t in range(40):
        before = jax.tree.map(np.array, training.states[0].optimizer.variables["largest"])
        training.forward(t + 1)
        after = training.states[0].optimizer.variables["largest"]
        rises += sum(int((b > a).sum()) for a, b in zip(*map(jax.tree.leaves, (before, after)), strict=True))
    swaps = sum(int(leaf.sum()) for leaf in jax.tree.leaves(training.states[0].swaps))
    blank = 10 * int((np.asarray(training.x).max(0) == 0).sum())
    assert swaps == pytest.approx(1120, rel=0.01)
    assert rises + swaps == 40 * (experiment.parameters - blank)


@pytest.mark.parametrize(("schedule", "below"), [("constant", True), ("inverse-sqrt", False)])
def test_budget_and_gamma_are_those_of_two_updates_in_a_row(schedule, below):
    """Adam uncorrected and all but without a guard: B is the root of its own v, and Γ compares that over η."""
    experiment = Experiment(
        model=Model(kind="logistic"),
        data=Data(subset=100),
        batch=20,
        epochs=8,
        every=7,
        optimizer={"optimizer": "adam", "hyper": {"bias_correction": "none", "beta2": 0.9999, "epsilon": 1e-30}},
        schedule=Schedule(kind=schedule),
    )
    training = Training([Run(experiment, 0)])
    for t in range(7):
        training.forward(t + 1)
    read, roots = training.measure(), []
    for t in (7, 8):
        training.forward(t + 1)
        v = np.concatenate([np.ravel(leaf) for leaf in jax.tree.leaves(training.states[0].optimizer.variables["v"])])
        roots.append(np.sqrt(np.float64(v)) + 1e-30)
    factors = training.batches.factors(7, 2, 2)
    np.testing.assert_allclose(read["budget"][0], np.quantile(roots[0], QUANTILES), rtol=1e-5, atol=1e-20)
    share = np.mean(roots[1] / factors[1] < roots[0] / factors[0] * (1 - 5e-7))
    assert read["gamma_below"][0] == pytest.approx(share)
    assert (share > 0.05) == below


def test_plain_methods_have_neither():
    training = Training([Run(TINY.with_(optimizer="sgd", lr=0.1), 1)])
    assert not {"budget", "gamma_below"} & training.measure().keys()
