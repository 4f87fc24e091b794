"""The mirror-descent view measured on the explorer's own runs: budgets that fall, weights below zero, swaps, and who
forgets what."""

import numpy as np
import numpy.typing as npt

from dynamics import OPTIMIZERS, simulate
from dynamics.mirror import (
    ENTROPY,
    HALF_SQUARE,
    after_a_swap,
    composite_paths,
    convergence_sums,
    linear_terms,
    mirror_path,
    path_of_minima,
    printed_terms,
    projected_path,
    proximal_point_path,
    weights,
)
from landscapes import LANDSCAPES
from scenarios.running import run
from scenarios.scenario import Contender, Scenario
from scenarios.swapped import on_surfaces

Array = npt.NDArray[np.float64]

BETA2 = 0.999  # as printed; β₁ too
BETA1 = 0.9
STEPS = 300


def settings(optimizer: str, lr: float = 0.05, **more: float | str) -> Scenario:
    """One of them on Beale's valley, nothing corrected, as in the paper's equations. Surface, start and rate are
    ours."""
    own = {"lr": lr, "beta1": BETA1, "beta2": BETA2, "bias_correction": "none"} | more
    known = OPTIMIZERS[optimizer].hyperparameters
    hyper = {name: value for name, value in own.items() if name in known}
    surface = "beale"
    contender = Contender(optimizer=optimizer, hyper=hyper)
    return Scenario(surface=surface, contenders=(contender,), start=LANDSCAPES[surface].start, steps=STEPS)


def minima(scenario: Scenario) -> dict[str, float]:
    """How far the run comes from the path of the minima of equations 12 and 13: with the exponent meant, and with the
    one printed. negative: the share of weights σ below 0; curvature: the least Σ σ."""
    path = run(scenario)[0]
    n = path.updates
    g, rates = path.gradient[:n], path.effective_lr[:n]
    beta1 = getattr(path.optimizer.numbers, "beta1", 0.0)
    length = float(np.hypot(*np.diff(path.position, axis=0).T).sum())

    def off(terms: Array) -> float:
        return float(np.abs(path_of_minima(terms, rates, path.position[0]) - path.position[: n + 1]).max())

    return {
        "apart": off(linear_terms(g, beta1)),
        "apart_printed": off(printed_terms(g, beta1)),
        "length": length,
        "negative": float((weights(rates)[1:] < 0).mean()),
        "curvature": float((1 / rates).min()),
    }


def average_beside_sum(lr: float = 0.05, steps: int = STEPS, momentum: float = BETA1) -> dict[str, float]:
    """SGDM's form of equation 13, with ρ = 1/(1 - β₁) = 10, and the same without it, beside a run of heavy ball; on a
    round bowl, where it comes to rest. same_rate: Adam's kind of average at 1/(1 - β₁) times the rate, which is heavy
    ball again: ρ is a unit of the rate, no trait of the rule."""
    surface = LANDSCAPES["bowl"]
    path = simulate(surface, OPTIMIZERS["heavy-ball"].with_(lr=lr, momentum=momentum), surface.start, steps)
    g, rates, start = path.gradient[:-1], path.effective_lr[:-1], path.position[0]
    terms, rho = linear_terms(g, momentum), 1 / (1 - momentum)

    def off(some: Array, at: Array) -> float:
        return float(np.abs(path_of_minima(some, at, start) - path.position).max())

    return {
        "apart": off(rho * terms, rates),
        "apart_without_rho": off(terms, rates),
        "apart_same_rate": off(terms, rho * rates),
        "rho": rho,
    }


def mirror_and_projection(rate: float = 0.3, steps: int = 20) -> dict[str, float]:
    """(x - ½)²/2 on [0.01, 2] from 1: the minima of equations 4 and 5 beside equation 3's projected steps, with half
    the square for ψ and with x ln x. proximal_point: the farthest that Rockafellar's algorithm comes from equation 5's
    step; on_a_line: the same where the slope is 0.5 everywhere. by_hand: how far the minima with x ln x are from
    x e^(−η g), held in the interval."""

    def slope(x: float) -> float:
        return x - 0.5

    interval = (0.01, 2.0)
    projected = projected_path(slope, rate, 1.0, steps, interval)

    def level(x: float) -> float:
        return 0.5

    low, high = interval
    by_hand = [1.0]
    for _ in range(steps):
        by_hand.append(min(max(by_hand[-1] * float(np.exp(-rate * slope(by_hand[-1]))), low), high))
    entropic = mirror_path(ENTROPY, slope, rate, 1.0, steps, interval)
    straight = proximal_point_path(level, rate, 1.0, steps, interval)
    kinds = {
        "half_square": mirror_path(HALF_SQUARE, slope, rate, 1.0, steps, interval),
        "entropy": entropic,
        "proximal_point": proximal_point_path(slope, rate, 1.0, steps, interval),
    }
    return {name: float(np.abs(path - projected).max()) for name, path in kinds.items()} | {
        "on_a_line": float(np.abs(straight - projected_path(level, rate, 1.0, steps, interval)).max()),
        "by_hand": float(np.abs(entropic - by_hand).max()),
    }


def leader_and_mirror(rate: float = 1.0, penalty: float = 0.3, rounds: int = 200, seed: int = 0) -> dict[str, float]:
    """Proposition 2 on random slopes at the rates `rate` / √t, with Ψ = λ|x|: how far equation 10 comes from equation
    9, with φ up to the round before, with this round's as printed, and as printed without a penalty."""
    gradients = np.random.default_rng(seed).standard_normal(rounds) + 0.2
    rates = rate / np.sqrt(np.arange(1.0, rounds + 1))
    found, free = (composite_paths(gradients, rates, 0.5, each) for each in (penalty, 0.0))
    return {
        "apart": float(np.abs(found.mirror - found.leader).max()),
        "apart_printed": float(np.abs(found.mirror - found.printed).max()),
        "apart_free": float(np.abs(free.mirror - free.printed).max()),
        "at_zero": float((found.mirror == 0).mean()),
    }


def forgotten(gradients: tuple[float, float, float] = (3.0, 0.1, 2.0), beta2: float = 0.9) -> dict[str, float]:
    """Equations 17 and 18 after one swap: each v over the real one, less 1."""
    found = after_a_swap(gradients, beta2)
    names = ("printed", "equation_16", "adamal", "amsgrad")
    relative = {name: getattr(found, name) / found.real - 1 for name in names}
    return {"swapped": float(found.swapped), "adamal_beside_16": found.adamal / found.equation_16 - 1} | relative


def convergence(lr: float = 0.1, steps: int = STEPS, finer: int = 10) -> dict[str, float]:
    """Theorem 3.1's sums for AdamAL on the bowl: how each changes when the rate is divided by `finer` and the steps
    multiplied by it, twice."""
    surface = LANDSCAPES["bowl"]
    coarse, fine = (
        convergence_sums(
            simulate(surface, OPTIMIZERS["adamal"].with_(lr=lr / k, beta2=BETA2), surface.start, steps * k)
        )
        for k in (1, finer**2)
    )
    return {name: after / before for name, before, after in zip(coarse._fields, coarse, fine, strict=True)}


def swaps_on_surfaces(rate: float = 1.0) -> dict[str, float]:
    """Over every registered surface at `rate` times its own, along x and y: the least and the largest number of swaps
    in 1,000 noisy steps, and the same of the mean interval between two."""
    cells = [cell for pair in on_surfaces(rate).values() for cell in pair]
    intervals = [cell.interval for cell in cells if np.isfinite(cell.interval)]
    counts = [cell.count for cell in cells]
    return {
        "fewest": float(min(counts)),
        "most": float(max(counts)),
        "shortest": min(intervals, default=np.nan),
        "longest": max(intervals, default=np.nan),
    }
