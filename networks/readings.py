"""What is read at intervals: quantiles of the effective rates, share of v that fell, AMSGrad's swaps, the stability thermometer."""

from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import numpy.typing as npt

from dynamics.orbits.threshold import threshold
from networks.fleet import Fleet
from networks.steps import Carry, Steps, norm

Tree = Any
Array = npt.NDArray[np.float32]

QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
MOST_RATES = 2**17  # coordinates per leaf that enter the quantiles; larger leaves are thinned evenly
ITERATIONS = 16  # of Lanczos
EXAMPLES = {True: 512, False: 128}  # of the training set that the curvature is taken on: dense networks, convolutional ones


class Readings:
    """What one fleet reads; nothing here changes a run."""

    def __init__(self, steps: Steps, fleet: Fleet) -> None:
        self.steps, self.fleet = steps, fleet
        self.threshold = threshold(steps.experiment.optimizer.record)
        self.examples = EXAMPLES[steps.experiment.model.dense]
        self.turn = fleet.compiled(self._turn, 3)

    def read(self, carries: Any, seen: Any, x: Any, y: Any) -> dict[str, Array]:
        """name -> (lanes,) or (lanes, quantiles), at `carries`, with what the update that leaves them has seen."""
        fleet, rates = self.fleet, self.fleet.pick(seen, 0)
        found = {"effective_rate": self._quantiles(rates)}
        if "v" in self.steps.averages:
            found["v_fell"] = np.asarray(fleet.stacked(fleet.pick(seen, 1)))
        if self.steps.swaps:
            found["swaps"] = self._quantiles(fleet.pick(carries, Carry._fields.index("swaps")))
        found["thermometer"] = self.thermometer(carries, rates, x[: self.examples], y[: self.examples])
        found["threshold"] = np.full(fleet.count, self.threshold, np.float32)
        return found

    def _quantiles(self, trees: Any) -> Array:
        """(lanes, quantiles) over the coordinates."""
        split = [jax.tree.map(lambda leaf, i=i: leaf[i], trees) for i in range(self.fleet.count)] if self.fleet.together else trees
        return np.array([np.quantile(np.concatenate([*map(_thinned, jax.tree.leaves(tree))]), QUANTILES) for tree in split], np.float32)

    def thermometer(self, carries: Any, rates: Any, x: Any, y: Any) -> Array:
        """(lanes,): the largest eigenvalue of P⁻¹H η, by Lanczos on √(ηP⁻¹) H √(ηP⁻¹); H of the mean loss on the examples x, y."""
        fleet = self.fleet
        vectors = self._begin(fleet.pick(carries, 0))
        diagonal, beside = [], []
        for _ in range(ITERATIONS):
            turned = self.turn(carries, rates, vectors, x, y)
            vectors = fleet.pick(turned, 0)
            both = fleet.stacked(fleet.pick(turned, 1))  # (lanes, 2)
            diagonal.append(both[:, 0])
            beside.append(both[:, 1])
        a, b = np.array(diagonal, np.float64), np.array(beside[:-1], np.float64)
        return np.array([_largest(a[:, lane], b[:, lane]) for lane in range(fleet.count)], np.float32)

    def _begin(self, params: Any) -> Any:
        """A random direction of length 1, the same for each lane and reading, with nothing before it; lanewise."""
        draw, count = np.random.default_rng(0), self.fleet.count
        structure: Any
        leaves, structure = jax.tree.flatten(params if self.fleet.together else params[0])
        drawn = [draw.standard_normal(leaf.shape[self.fleet.together :], np.float32) for leaf in leaves]
        length = np.sqrt(sum(float(np.sum(d * d)) for d in drawn))
        first = structure.unflatten([np.broadcast_to(d / length, (count, *d.shape)) for d in drawn])
        return self.fleet.lanes((first, jax.tree.map(np.zeros_like, first), np.zeros(count, np.float32)))

    def _turn(self, carry: Carry, rates: Tree, vectors: Any, x: jax.Array, y: jax.Array) -> Any:
        """One step of the three-term recurrence: w = A v − α v − β v_before."""
        v, before, beta = vectors
        root = jax.tree.map(jnp.sqrt, rates)

        def gradient(params: Tree) -> Tree:
            return jax.grad(lambda p: self.steps.objective.loss(p, carry.statistics, x, y, jax.random.key(0), True)[0])(params)

        product = jax.jvp(gradient, (carry.params,), (jax.tree.map(jnp.multiply, root, v),))[1]
        image = jax.tree.map(jnp.multiply, root, product)
        alpha = sum(jnp.sum(a * b) for a, b in zip(jax.tree.leaves(image), jax.tree.leaves(v), strict=True))
        rest = jax.tree.map(lambda w, one, other: w - alpha * one - beta * other, image, v, before)
        length = norm(rest)
        following = jax.tree.map(lambda leaf: leaf / jnp.maximum(length, 1e-30), rest)
        return (following, v, length), jnp.stack([alpha, length])


def _thinned(leaf: Any) -> Array:
    flat = np.ravel(np.asarray(leaf))
    return flat[:: -(-flat.size // MOST_RATES)]


def _largest(diagonal: npt.NDArray[np.float64], beside: npt.NDArray[np.float64]) -> float:
    """The largest eigenvalue of a symmetric tridiagonal matrix; NaN if it is not finite."""
    matrix = np.diag(diagonal) + np.diag(beside, 1) + np.diag(beside, -1)
    return float(np.linalg.eigvalsh(matrix)[-1]) if np.isfinite(matrix).all() else float("nan")
