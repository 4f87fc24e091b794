"""Theorem 1 of paper 003, beside runs: its bound, what its proof loses on the way, and what becomes of the gradient."""

from math import sqrt

import numpy as np
import numpy.typing as npt

from dynamics.bounds import beside, constant_rate, gradient_bound, least_ratio, void_from
from dynamics.schedules import Schedule
from landscapes import LANDSCAPES
from landscapes.landscape import Point
from scenarios.running import run
from scenarios.scenario import Contender, Scenario

Array = npt.NDArray[np.float64]

SURFACE, PARAMETERS = "smooth-valley", {"steepness": 1.0}
EPSILON = 1e-8
K = 2.0  # of x² + y², whose L* is 0
FAR, NEAR = (1000.0, 750.0), (1.0, 0.75)
STEPS, SEED = 100, 0
PAIRS, CONSTANTS = 10_000, (1.0, 1e3, 1e6)


def settings(start: Point = FAR, steps: int = STEPS, beta2: float = 0.999) -> Scenario:
    """Adam as the paper prints it on x² + y², at the theorem's own rate for that start and number of steps."""
    land = LANDSCAPES[SURFACE].with_(**PARAMETERS)
    g = np.abs(land.gradient(*start))
    delta = float(np.hypot(*g) / (sqrt(1 - beta2) * g.min() + EPSILON))  # at the first step, after which g falls
    lr = constant_rate(float(land.value(*start)), K, delta, steps)
    return _scenario(start, steps, beta2=beta2, lr=lr)


def _scenario(start: Point, steps: int, **hyper: float) -> Scenario:
    adam = Contender(optimizer="adam", hyper={"bias_correction": "none", **hyper})
    return Scenario(surface=SURFACE, parameters=PARAMETERS, contenders=(adam,), start=start, steps=steps)


def theorem(scenario: Scenario) -> dict[str, float]:
    """least: the least gradient norm of the run. printed: the bound on it. rate: the theorem's; rate_apart: how far the
    run's is from it, relative. delta: δ. c: the least of what c must lie below, in units of the largest 1 / √v; void:
    the first step at which it is negative, inf if at none. ratio: what σ / γ must exceed in the end; nowhere: the first
    step at which no run can have c > 0, inf if at none. psi: ψ₁ for the run's least and largest gradient;
    psi_most: for σ as large as γ, more than which the proof does not suppose."""
    path = run(scenario)[0]
    gap = float(path.loss[0])
    found, hyper = beside(path, gap, K), path.optimizer.hyper
    negative = found.c <= 0
    nowhere = void_from(hyper.beta1)
    return {
        "least": found.least,
        "printed": found.printed,
        "rate": found.rate,
        "rate_apart": abs(hyper.lr / found.rate - 1),
        "delta": found.delta,
        "c": float(found.c.min() * hyper.lr / path.effective_lr[: path.updates].max()),
        "void": float(negative.argmax()) + 1 if negative.any() else np.inf,
        "ratio": least_ratio(hyper.beta1),
        "nowhere": np.inf if nowhere is None else nowhere,
        "psi": found.least / float(np.hypot(*path.gradient[: path.updates].T).max()) / least_ratio(hyper.beta1) - 1,
        "psi_most": 1 / least_ratio(hyper.beta1) - 1,
    }


def descent(scenario: Scenario) -> dict[str, float]:
    """Equation 6 along a run: the largest amount by which a step's change of L exceeds it, relative to L at the start
    (below 0: never)."""
    path = run(scenario)[0]
    n, hyper = path.updates, path.optimizer.hyper
    g, m, rate = path.gradient[:n], path.first_moment[:n], path.effective_lr[:n]
    grown = 1 - hyper.beta1 ** np.arange(1, n + 1)
    largest = np.maximum.accumulate(np.hypot(*g.T))
    right = -(g * rate * m).sum(axis=1) + K / 2 * (rate.max(axis=1) * grown * largest) ** 2
    return {"excess": float((np.diff(path.loss[: n + 1]) - right).max() / path.loss[0])}


def descending(scenario: Scenario) -> dict[str, float]:
    """Equation 8 along a run: the share of the steps at which ∇L·A m is not above 0, so that no c > 0 bounds it."""
    path = run(scenario)[0]
    n = path.updates
    product = (path.gradient[:n] * path.effective_lr[:n] * path.first_moment[:n]).sum(axis=1)
    return {"uphill": float((product <= 0).mean()), "steps": n}


def lost(gap: float = 1.5, smoothness: float = K, delta: float = 40.0, steps: int = 900) -> dict[str, float]:
    """What the proof's sum of two terms comes to at the theorem's rate and a c of 0.01, over the bound as printed and
    with 1/√c; and with c = 1 at b as printed and at α √T, over the bound."""
    c, rate = 0.01, constant_rate(gap, smoothness, delta, steps)

    def proof(b: float, c: float) -> float:
        return sqrt((gap / (c * b) + smoothness * delta**2 * b / (2 * c)) / sqrt(steps))

    own = rate * sqrt(steps)
    printed_b = sqrt(2 * gap * delta**2 / (smoothness * delta**2))
    return {
        "printed": proof(own, c) / gradient_bound(gap, smoothness, delta, steps),
        "corrected": proof(own, c) / gradient_bound(gap, smoothness, delta, steps, c),
        "printed_b": proof(printed_b, 1.0) / gradient_bound(gap, smoothness, delta, steps),
        "own_b": proof(own, 1.0) / gradient_bound(gap, smoothness, delta, steps),
    }


def telescope(beta1: float = 0.9, steps: int = 20) -> dict[str, float]:
    """P_t − β₁ᵗ P₀ beside Σ β₁ʲ (P_(t−j) − β₁ P_(t−j−1)) from j = 1 as printed, and from 0, for random P."""
    p = np.random.default_rng(SEED).standard_normal(steps + 1)
    j = np.arange(steps)
    terms = beta1**j * (p[steps - j] - beta1 * p[steps - j - 1])
    left = p[steps] - beta1**steps * p[0]
    return {"printed": float(left - terms[1:].sum()), "from_0": float(left - terms.sum())}


def definition() -> dict[str, float]:
    """The share of random pairs on [−1, 1]² that break definition 1: of x² + y² with K = 2, its gradient's Lipschitz
    constant; and of the sharp valley, itself Lipschitz with a constant of 1, with the best of CONSTANTS for K."""
    draw = np.random.default_rng(SEED)
    here, there = draw.uniform(-1, 1, (2, PAIRS, 2))
    close = here + 1e-7 * (there - here)  # next to a kink no K is large enough

    def broken(name: str, constant: float, to: Array, at: Array, **parameters: float) -> float:
        land = LANDSCAPES[name].with_(**parameters)
        step = to - at
        linear = land.value(*at.T) + (land.gradient(*at.T).T * step).sum(axis=1)
        return float((land.value(*to.T) > linear + constant / 2 * (step**2).sum(axis=1) + 1e-12).mean())

    at_kink = np.column_stack([np.sign(here[:, 0]) * -1e-9, here[:, 1]])
    return {
        "smooth": broken(SURFACE, K, there, here, **PARAMETERS),
        "sharp": min(broken("sharp-valley", each, close * [0, 1] + [1e-9, 0], at_kink) for each in CONSTANTS),
    }


def at_rest(scenario: Scenario) -> dict[str, float]:
    """The gradient norm at the start; the largest and the least over the last quarter; the last step's length."""
    path = run(scenario)[0]
    norm = np.hypot(*path.gradient[: path.updates].T)
    late = norm[3 * len(norm) // 4 :]
    last = path.position[-1] - path.position[-2]
    return {
        "start": float(norm[0]),
        "late": float(late.max()),
        "late_least": float(late.min()),
        "step": float(np.hypot(*last)),
    }


def constant(steps: int = 200_000, **hyper: float) -> Scenario:
    """Adam as printed at a constant rate, from near, for long."""
    return _scenario(NEAR, steps, **{"lr": 1e-3, **hyper})


def falling(kind: str = "exponential", lr: float = 1e-3, steps: int = 2_000) -> Scenario:
    """Plain descent on x² + y² under a schedule that the paper speaks of: an exponential one ends at a 10⁻¹²th."""
    schedule = Schedule(kind="exponential", final=1e-12) if kind == "exponential" else Schedule(kind="constant")
    sgd = Contender(optimizer="sgd", hyper={"lr": lr})
    return Scenario(
        surface=SURFACE, parameters=PARAMETERS, contenders=(sgd,), start=NEAR, steps=steps, schedule=schedule
    )


def omitted(scenario: Scenario) -> dict[str, float]:
    """The rate without δ, as the experiments have it, over the theorem's."""
    found = theorem(scenario)
    gap = float(scenario.landscape.value(*scenario.start))
    return {"times": constant_rate(gap, K, 1.0, scenario.steps) / found["rate"], "delta": found["delta"]}
