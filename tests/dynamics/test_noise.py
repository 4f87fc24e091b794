"""Noise: the variance of the first moment in theory and measured, and bundles of paths."""

import numpy as np
import pytest

from dynamics import OPTIMIZERS, simulate
from dynamics.bundle import bundle
from dynamics.online.moment import STARTS, kappa, monte_carlo, theory
from landscapes import LANDSCAPES


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("beta1", [0.0, 0.5, 0.9])
def test_theory_is_the_sum_of_squared_weights(start, beta1):
    """Brute force: the weight with which each gradient stands in the average."""
    for steps in (1, 2, 7):
        weights = (1 - beta1) * beta1 ** np.arange(steps - 1, -1, -1.0)
        if start == "gradient-init":
            weights[0] = beta1 ** (steps - 1)
        if start == "standard":
            weights /= 1 - beta1**steps
        assert theory(start, beta1, 3.0, steps)[-1] == pytest.approx(9 * np.sum(weights**2), rel=1e-12)


@pytest.mark.parametrize("start", STARTS)
def test_monte_carlo_meets_theory_within_its_own_error_bars(start):
    spread = monte_carlo(start, 0.9, 2.0, 60, 8_000, seed=1)
    off = (spread.variance - theory(start, 0.9, 2.0, 60)) / spread.error
    assert np.abs(off).max() < 4
    assert np.mean(np.abs(off) < 2) > 0.8
    wrong = theory(start, 0.88, 2.0, 60)
    assert np.abs((spread.variance - wrong) / spread.error).max() > 4  # bars that could not miss would show nothing


def test_it_comes_to_rest_and_does_not_fall_with_the_steps():
    for start in STARTS:
        late = theory(start, 0.9, 1.0, 1000)
        assert late[-1] == pytest.approx(kappa(0.9), rel=1e-12)
        assert late[499] == pytest.approx(late[-1], rel=1e-12)
    assert (np.diff(theory("none", 0.9, 1.0, 50)) > 0).all()
    assert (np.diff(theory("standard", 0.9, 1.0, 50)) < 0).all()


@pytest.mark.parametrize(
    ("change", "words"),
    [({"paths": 1}, "paths"), ({"steps": 0}, "steps"), ({"sigma": np.nan}, "Noise"), ({"beta1": 1.0}, "First decay")],
)
def test_a_bad_experiment_gets_a_sentence(change, words):
    good = {"start": "none", "beta1": 0.9, "sigma": 1.0, "steps": 10, "paths": 10}
    with pytest.raises(ValueError, match=words):
        monte_carlo(**(good | change))


def test_each_path_of_a_bundle_is_the_run_of_its_seed():
    land, adam = LANDSCAPES["himmelblau"], OPTIMIZERS["adam"].with_(lr=0.2)
    found = bundle(land, adam, land.start, 1000, 5.0, (3, 4))
    assert found.position.shape == (2, len(found.step), 2)
    for path, seed in zip(found.position, found.seeds, strict=True):
        run = simulate(land, adam, land.start, 1000, noise=5.0, seed=seed)
        assert np.array_equal(path, run.position[found.step])
    assert np.array_equal(found.loss, land.value(found.position[..., 0], found.position[..., 1]))


def test_a_path_that_diverges_counts_among_the_worst():
    found = bundle(LANDSCAPES["quartic"], OPTIMIZERS["sgd"].with_(lr=1.0), (3.0, 3.0), 100, 1.0, (0, 1))
    assert np.isinf(found.loss[:, -1]).all()
    with pytest.raises(ValueError, match="at least one seed"):
        bundle(LANDSCAPES["quartic"], OPTIMIZERS["sgd"], (3.0, 3.0), 100, 1.0, ())
