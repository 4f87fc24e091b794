"""What is measured at intervals: quantiles of the effective rates and of the budget, shares of v and of Γ that fell,
AMSGrad's swaps, sharpness times rate (the largest eigenvalue of the preconditioned Hessian)."""

from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import numpy.typing as npt

from dynamics.orbits.threshold import threshold
from networks.training.side_by_side import SideBySide
from networks.training.steps import SLACK, Seen, Steps, TrainingState, norm

Tree = Any
Array = npt.NDArray[np.float32]

QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
MOST_RATES = 2**17  # coordinates per leaf that enter the quantiles; larger leaves are thinned evenly
ITERATIONS = 16  # of Lanczos
# of the training set that the curvature is taken on: dense networks, convolutional ones
EXAMPLES = {True: 512, False: 128}


class Measurements:
    """What is measured in one training, on all its runs; nothing here changes a run."""

    def __init__(self, steps: Steps) -> None:
        self.steps = steps
        self.threshold = threshold(steps.experiment.optimizer.configured)
        self.examples = EXAMPLES[steps.experiment.model.dense]
        # in a compiled loop convolutions fall off XLA's fast path
        self.at_once = ITERATIONS if steps.experiment.model.dense else 1
        self.turns = SideBySide(self._turns, 3)

    def measure(
        self, states: list[TrainingState], seen: list[Seen], later: list[Seen], x: Any, y: Any
    ) -> dict[str, Array]:
        """name -> (runs,) or (runs, quantiles), at `states`, with what the update that leaves them has seen, and the
        one after that."""
        with np.errstate(over="ignore", invalid="ignore", divide="ignore"):  # of runs that have diverged, or soon will
            return self._measured(states, seen, later, x, y)

    def _measured(
        self, states: list[TrainingState], seen: list[Seen], later: list[Seen], x: Any, y: Any
    ) -> dict[str, Array]:
        rates = [each.rates for each in seen]
        found = {"effective_rate": _quantiles(rates)}
        if self.steps.experiment.optimizer.configured.normalised:
            found["budget"] = _quantiles([_budget(each) for each in seen])
            found["gamma_below"] = np.array([_below(*pair) for pair in zip(seen, later, strict=True)], np.float32)
        if "v" in self.steps.averages:
            found["v_fell"] = np.array([each.fell for each in seen], np.float32)
        if self.steps.swaps:
            # not "swaps": under that name earlier releases recorded how often the maximum rose, nearly the opposite
            found["largest_held"] = np.array([_known(each) for each in _quantiles([s.swaps for s in states])])
        found["thermometer"] = self.sharpness(states, rates, x[: self.examples], y[: self.examples])
        found["threshold"] = np.full(len(states), self.threshold, np.float32)
        return found

    def sharpness(self, states: list[TrainingState], rates: list[Tree], x: Any, y: Any) -> Array:
        """(runs,): sharpness times rate, the largest eigenvalue of P⁻¹H η, by Lanczos on √(ηP⁻¹) H √(ηP⁻¹); H of the
        mean loss on the examples x, y."""
        vectors = [_begin(states[0].params)] * len(states)
        found = []
        for _ in range(ITERATIONS // self.at_once):
            turned = self.turns(states, rates, vectors, x, y)
            vectors = [vector for vector, _ in turned]
            found.append([both for _, both in turned])
        table = np.concatenate(np.array(found, np.float64), 1)  # (runs, iterations, 2)
        return np.array([_largest(run[:, 0], run[:-1, 1]) for run in table], np.float32)

    def _turns(self, state: TrainingState, rates: Tree, vectors: Any, x: jax.Array, y: jax.Array) -> Any:
        """Some steps of the three-term recurrence, w = A v − α v − β v_before, and their (α, length of w): (k, 2)."""
        root = jax.tree.map(jnp.sqrt, rates)

        def gradient(params: Tree) -> Tree:
            return jax.grad(lambda p: self.steps.objective.loss(p, state.statistics, x, y, jax.random.key(0), True)[0])(
                params
            )

        def turn(vectors: Any, _: None) -> Any:
            v, before, beta = vectors
            product = jax.jvp(gradient, (state.params,), (jax.tree.map(jnp.multiply, root, v),))[1]
            image = jax.tree.map(jnp.multiply, root, product)
            alpha = sum(jnp.sum(a * b) for a, b in zip(jax.tree.leaves(image), jax.tree.leaves(v), strict=True))
            rest = jax.tree.map(lambda w, one, other: w - alpha * one - beta * other, image, v, before)
            length = norm(rest)
            following = jax.tree.map(lambda leaf: leaf / jnp.maximum(length, 1e-30), rest)
            return (following, v, length), jnp.stack([alpha, length])

        return jax.lax.scan(turn, vectors, length=self.at_once)


def _begin(params: Tree) -> Any:
    """A random direction of length 1, always the same, with nothing before it."""
    draw = np.random.default_rng(0)
    drawn = jax.tree.map(lambda leaf: draw.standard_normal(leaf.shape, np.float32), params)
    length = np.sqrt(sum(float(np.sum(d * d)) for d in jax.tree.leaves(drawn)))
    first = jax.tree.map(lambda d: d / length, drawn)
    return first, jax.tree.map(np.zeros_like, first), np.zeros((), np.float32)


def _quantiles(trees: list[Tree]) -> Array:
    """(runs, quantiles) over the coordinates."""
    return np.array(
        [np.quantile(np.concatenate([*map(_thinned, jax.tree.leaves(tree))]), QUANTILES) for tree in trees], np.float32
    )


def _budget(seen: Seen) -> Tree:
    """B = √v of each coordinate, as the rule divides by it: learning rate over effective rate."""
    lr = np.asarray(seen.lr)
    return jax.tree.map(lambda rate: lr / np.asarray(rate), seen.rates)


def _below(seen: Seen, later: Seen) -> float:
    """The share of the coordinates in which Γ = √v_t / η_t − √v_{t−1} / η_{t−1} is below 0 by more than rounding: the
    effective rate, its inverse, has risen."""
    pairs = zip(jax.tree.leaves(seen.rates), jax.tree.leaves(later.rates), strict=True)
    rises = [np.asarray(rate) < (1 - SLACK) * np.asarray(after) for rate, after in pairs]
    return float(sum(int(each.sum()) for each in rises) / sum(each.size for each in rises))


def _known(counts: Array) -> Array:
    """NaN where a checkpoint of an earlier release, which counted otherwise, was gone on from."""
    return np.where(counts[0] < 0, np.float32(np.nan), counts)


def _thinned(leaf: Any) -> Array:
    flat = np.ravel(np.asarray(leaf))
    return flat[:: -(-flat.size // MOST_RATES)]


def _largest(diagonal: npt.NDArray[np.float64], beside: npt.NDArray[np.float64]) -> float:
    """The largest eigenvalue of a symmetric tridiagonal matrix; NaN if it is not finite."""
    matrix = np.diag(diagonal) + np.diag(beside, 1) + np.diag(beside, -1)
    return float(np.linalg.eigvalsh(matrix)[-1]) if np.isfinite(matrix).all() else float("nan")
