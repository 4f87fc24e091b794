"""The generator of noise: its published words, independence of how it is asked, and the distribution of its numbers."""

from math import sqrt

import numpy as np
import pytest
from scipy import stats

from dynamics import OPTIMIZERS, simulate
from dynamics.kernels import CHUNK
from dynamics.noise import LARGEST_SEED, normal_pair, philox, share, standard_normal, uniform
from dynamics.online import Stochastic
from engines.arrays import elementwise
from landscapes import LANDSCAPES

N, SEED = 1_000_000, 3
ALL = 0xFFFFFFFF

# The authors' known answers (Random123, kat_vectors): counter, key, words.
KNOWN = [
    ((0, 0, 0, 0), (0, 0), (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)),
    ((ALL, ALL, ALL, ALL), (ALL, ALL), (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD)),
    (
        (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344),
        (0xA4093822, 0x299F31D0),
        (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1),
    ),
]


def in_whole_numbers(seed, step):
    """The four words of a step, by Python's integers."""
    (a, b), (left, right), c, d = (step & ALL, step >> 32), (seed & ALL, seed >> 32), 0, 0
    for _ in range(10):
        p, q = a * 0xD2511F53, c * 0xCD9E8D57
        a = (q >> 32) ^ b ^ left
        b = q & ALL
        c = (p >> 32) ^ d ^ right
        d = p & ALL
        left, right = (left + 0x9E3779B9) & ALL, (right + 0xBB67AE85) & ALL
    return a, b, c, d


@pytest.fixture(scope="module")
def normal():
    return standard_normal(SEED, 0, N)


@pytest.mark.parametrize(("counter", "key", "words"), KNOWN)
def test_the_published_words(counter, key, words):
    assert philox(*map(np.uint64, counter + key)) == words


@pytest.mark.parametrize("seed", [0, 1, 2**31 - 1, 2**32, 2**53 + 1, LARGEST_SEED])
@pytest.mark.parametrize("step", [0, 1, 2**32 - 1, 2**32, 2**40 + 7])
def test_a_step_of_a_seed_is_its_words_as_they_stand(seed, step):
    """The loop against plain integers, to the bit: nothing on the way may pass through a float."""
    a, b, c, d = in_whole_numbers(seed, step)
    expected = [((high >> 5) * 2**26 + (low >> 6) + 1) / 2**53 for high, low in ((a, b), (c, d))]
    assert uniform(seed, step, step + 1)[0].tolist() == expected


def test_words_at_their_ends_make_a_number_above_0_and_at_most_1():
    assert share(np.uint64(0), np.uint64(0)) == 2.0**-53
    assert share(np.uint64(ALL), np.uint64(ALL)) == 1.0
    x, y = elementwise(normal_pair)(np.array([2.0**-53, 1.0]), np.array([1.0, 2.0**-53]))
    assert np.isfinite([x, y]).all()
    assert np.hypot(x, y) == pytest.approx([sqrt(106 * np.log(2)), 0.0])


@pytest.mark.parametrize("draw", [uniform, standard_normal])
def test_it_does_not_matter_how_many_are_drawn_at_once(draw):
    whole = draw(SEED, 0, 1000)
    assert whole.shape == (1000, 2)
    assert draw(SEED, 5, 5).shape == (0, 2)
    for cut in (1, 2, 3, 5, 7, 8, 40, 63, 64, 65, 511, 999):
        assert np.array_equal(whole[:cut], draw(SEED, 0, cut))
        assert np.array_equal(whole[cut:], draw(SEED, cut, 1000))
    assert np.array_equal(whole, np.concatenate([draw(SEED, t, t + 1) for t in range(1000)]))


def test_the_loop_is_its_formula_on_arrays():
    expected = elementwise(normal_pair)(*uniform(SEED, 0, 10_000).T)
    assert np.allclose(standard_normal(SEED, 0, 10_000).T, expected, rtol=0, atol=1e-14)


def test_seeds_and_steps_beyond_32_bits_are_their_own():
    seeds = [0, 1, 2**32, 2**32 + 1, 2**63, LARGEST_SEED]
    assert len({tuple(uniform(seed, 0, 1)[0]) for seed in seeds}) == len(seeds)
    steps = [0, 1, 2**32, 2**32 + 1, 2**40]
    assert len({tuple(uniform(0, step, step + 1)[0]) for step in steps}) == len(steps)
    across = uniform(0, 2**32 - 2, 2**32 + 2)
    assert np.array_equal(across[2:], uniform(0, 2**32, 2**32 + 2))


@pytest.mark.parametrize("seed", [-1, 2**64, 1.5, float("nan"), float("inf")])
def test_what_is_no_seed_gets_a_sentence(seed):
    with pytest.raises(ValueError, match="A seed must be a whole number from 0 to 18446744073709551615"):
        standard_normal(seed, 0, 1)


def test_moments_are_those_of_a_standard_normal(normal):
    for z in normal.T:
        assert abs(z.mean()) < 5 / sqrt(N)
        assert abs(z.var() - 1) < 5 * sqrt(2 / N)
        assert abs((z**3).mean()) < 5 * sqrt(15 / N)
        assert abs((z**4).mean() - 3) < 5 * sqrt(96 / N)


def test_nothing_correlates(normal):
    x, y = normal.T
    after = standard_normal(SEED + 1, 0, N)
    pairs = [(x, y), (x[1:], x[:-1]), (y[1:], y[:-1]), (x[1:], y[:-1])]
    pairs += [(x, after[:, 0]), (y, after[:, 1]), (x, after[:, 1])]
    pairs += [(x**2 - 1, y**2 - 1), (x[1:] ** 2 - 1, x[:-1] ** 2 - 1), (x**2 - 1, after[:, 0] ** 2 - 1)]
    for a, b in pairs:
        assert abs((a * b).mean()) < 5 * a.std() * b.std() / sqrt(N)


def test_distributions(normal):
    for z in normal[:200_000].T:
        assert stats.kstest(z, "norm").pvalue > 1e-3
    for u in uniform(SEED, 0, 200_000).T:
        assert stats.kstest(u, "uniform").pvalue > 1e-3
    beyond = np.abs(normal).ravel() > 4
    assert abs(beyond.sum() - 2 * N * 6.334e-5) < 5 * sqrt(2 * N * 6.334e-5)


def test_first_draws_of_neighbouring_seeds_are_spread_like_any():
    first = np.concatenate([standard_normal(seed, 0, 1) for seed in range(3000)])
    assert all(stats.kstest(z, "norm").pvalue > 1e-3 for z in first.T)


def test_a_noisy_run_does_not_depend_on_how_it_is_cut_or_recorded():
    land, adam = LANDSCAPES["himmelblau"], OPTIMIZERS["adam"].with_(lr=0.01)
    run = simulate(land, adam, land.start, CHUNK + 100, noise=1.0, seed=2)
    shorter = simulate(land, adam, land.start, 1000, noise=1.0, seed=2)
    thin = simulate(land, adam, land.start, CHUNK + 100, every=7, noise=1.0, seed=2)
    assert np.array_equal(run.position[:1001], shorter.position)
    assert np.array_equal(run.position[::7], thin.position)


def test_a_probability_of_0_is_never_and_of_1_always():
    for chance, hits in ((0.0, 0), (1.0, 1000)):
        assert Stochastic(rare=1, usual=-1, chance=chance).rare_rounds(0, 1000, SEED).sum() == hits
