"""Theorem 1 on Adam with a constant step: its formulas, what its proof needs, and that no run has it."""

import numpy as np
import pytest

from dynamics import OPTIMIZERS, simulate
from dynamics.bounds import beside, constant_rate, gradient_bound, least_ratio, void_from
from landscapes import LANDSCAPES

BOWL = LANDSCAPES["smooth-valley"].with_(steepness=1.0)  # x² + y²: K = 2, L* = 0
PRINTED = OPTIMIZERS["adam"].with_(lr=1e-3, bias_correction="none")
START = (1.0, 0.75)


def run(steps=1500, **hyper):
    return simulate(BOWL, PRINTED.with_(**hyper), START, steps)


def test_the_rate_is_what_makes_the_proofs_two_terms_equal_and_their_sum_the_bound():
    gap, smoothness, delta, steps, c = 1.5, 2.0, 40.0, 900, 0.01
    rate = constant_rate(gap, smoothness, delta, steps)
    first, second = gap / (rate * c * steps), smoothness * rate * delta**2 / (2 * c)
    assert first == pytest.approx(second)
    assert gradient_bound(gap, smoothness, delta, steps, c) ** 2 == pytest.approx(first + second)
    lost = gradient_bound(gap, smoothness, delta, steps, c) / gradient_bound(gap, smoothness, delta, steps)
    assert lost == pytest.approx(10)  # 1 / √c
    assert gradient_bound(gap, smoothness, delta, steps, 0.0) == np.inf


def test_sigma_has_to_exceed_nine_gamma():
    assert least_ratio(0.9) == pytest.approx(9)
    assert least_ratio(0.9, 1) == 0
    assert [void_from(beta1) for beta1 in (0.0, 0.5, 0.6, 0.9)] == [None, None, 4, 3]
    assert least_ratio(0.9, 2) < 1 < least_ratio(0.9, 3)


@pytest.mark.parametrize("surface", [BOWL, LANDSCAPES["saddle"]], ids=["falling gradients", "growing gradients"])
def test_along_a_run_c_is_what_the_proof_has(surface):
    found = beside(simulate(surface, PRINTED.with_(lr=0.01), START, 120), 1.0, 2.0)
    m, v, seen, norms, x = np.zeros(2), np.zeros(2), [], [], np.array(START)
    for _ in range(120):
        g = surface.gradient(*x)
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g
        a = 1 / (np.sqrt(v) + 1e-8)
        seen.append((a.min(), a.max(), max(norms, default=0.0)))
        norms.append(np.hypot(*g))
        x = x - 0.01 * a * m
    c = [0.1 * low - (0.9 - 0.9 ** (t + 1)) * high * far / min(norms) for t, (low, high, far) in enumerate(seen)]
    assert found.c == pytest.approx(c)
    assert found.delta == pytest.approx(max(high for _, high, _ in seen) * max(norms))
    assert found.least == pytest.approx(min(norms))


@pytest.mark.parametrize("beta2", [0.9, 0.999])
@pytest.mark.parametrize("lr", [1e-4, 1e-2])
def test_no_run_has_a_c_from_the_third_step_on(lr, beta2):
    made = run(lr=lr, beta2=beta2)
    found = beside(made, float(BOWL.value(*START)), 2.0)
    assert found.c[0] > 0
    assert (found.c[2:] < 0).all()


def test_below_one_half_there_is_a_c_and_what_the_proof_sums_up_with_it_holds():
    made = simulate(BOWL, PRINTED.with_(beta1=0.1, beta2=0.9), (1.0, 1.0), 10)
    found = beside(made, 2.0, 2.0)
    assert found.c.min() > 0
    terms = 2.0 / (1e-3 * found.c.min() * 10), 2.0 * 1e-3 * found.delta**2 / (2 * found.c.min())
    assert found.least**2 <= sum(terms)


def test_other_runs_are_refused():
    with pytest.raises(ValueError, match="without correction"):
        beside(run(10, bias_correction="standard"), 1.0, 2.0)
    with pytest.raises(ValueError, match="holds some of its steps only"):
        beside(simulate(BOWL, PRINTED, START, 10, every=2), 1.0, 2.0)
