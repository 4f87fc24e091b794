"""What is read at intervals: quantiles of the effective rates, share of v that fell, AMSGrad's swaps, the stability thermometer."""

from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import numpy.typing as npt

from dynamics.orbits.threshold import threshold
from networks.fleet import Fleet
from networks.steps import Batch, Carry, Lane, Steps, norm

Tree = Any
Array = npt.NDArray[np.float32]

QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
MOST_RATES = 2**17  # coordinates per leaf that enter the quantiles; larger leaves are thinned evenly
ITERATIONS = 16  # of Lanczos
EXAMPLES = {True: 512, False: 128}  # of the training set that the curvature is taken on: dense networks, convolutional ones


class Readings:
    """Functions for one fleet; nothing here changes the run: the update that is looked at is thrown away."""

    def __init__(self, steps: Steps, fleet: Fleet) -> None:
        self.steps, self.fleet = steps, fleet
        self.threshold = threshold(steps.experiment.optimizer.record)
        self.examples = EXAMPLES[steps.experiment.model.dense]
        self.look = fleet.compiled(self._look, 3)
        self.begin = fleet.compiled(self._begin, 1)
        self.turn = fleet.compiled(self._turn, 3)

    def read(self, carries: Any, lanes: Any, batches: Any, x: Any, y: Any) -> dict[str, Array]:
        """name -> (lanes,) or (lanes, quantiles), at the update that comes next."""
        fleet = self.fleet
        looked = self.look(carries, lanes, batches, x, y)
        rates = fleet.pick(looked, 0)
        found = {"effective_rate": self._quantiles(rates)}
        if "v" in self.steps.averages:
            found["v_fell"] = np.asarray(fleet.stacked(fleet.pick(looked, 1)))
        if self.steps.swaps:
            found["swaps"] = self._quantiles(fleet.pick(carries, Carry._fields.index("swaps")))
        found["thermometer"] = self.thermometer(carries, rates, x[: self.examples], y[: self.examples])
        found["threshold"] = np.full(fleet.count, self.threshold, np.float32)
        return found

    def _look(self, carry: Carry, lane: Lane, batch: Batch, x: jax.Array, y: jax.Array) -> tuple[Tree, jax.Array]:
        """(effective rates, share of v that falls) of the next update."""
        _, grads, _ = self.steps.gradient(carry, lane, batch, x, y)
        _, rates, state = self.steps.update(carry, grads, lane, batch)
        if "v" not in self.steps.averages:
            return rates, jnp.zeros(())
        pairs = list(zip(jax.tree.leaves(state.slots["v"]), jax.tree.leaves(carry.optimizer.slots["v"]), strict=True))
        return rates, jnp.stack([jnp.sum(new < old) for new, old in pairs]).sum() / sum(old.size for _, old in pairs)

    def _quantiles(self, trees: Any) -> Array:
        """(lanes, quantiles) over the coordinates."""
        split = [jax.tree.map(lambda leaf, i=i: leaf[i], trees) for i in range(self.fleet.count)] if self.fleet.together else trees
        return np.array([np.quantile(np.concatenate([*map(_thinned, jax.tree.leaves(tree))]), QUANTILES) for tree in split], np.float32)

    def thermometer(self, carries: Any, rates: Any, x: Any, y: Any) -> Array:
        """(lanes,): the largest eigenvalue of P⁻¹H η, by Lanczos on √(ηP⁻¹) H √(ηP⁻¹); H of the mean loss on the examples x, y."""
        count = self.fleet.count
        vectors = self.begin(carries)
        diagonal, beside = [], []
        for _ in range(ITERATIONS):
            turned = self.turn(carries, rates, vectors, x, y)
            vectors = self.fleet.pick(turned, 0)
            both = self.fleet.stacked(self.fleet.pick(turned, 1))  # (lanes, 2)
            diagonal.append(both[:, 0])
            beside.append(both[:, 1])
        a, b = np.array(diagonal, np.float64), np.array(beside[:-1], np.float64)
        return np.array([_largest(a[:, lane], b[:, lane]) for lane in range(count)], np.float32)

    def _begin(self, carry: Carry) -> tuple[Tree, Tree, jax.Array]:
        """A random direction of length 1, the same at each reading; nothing before it."""
        leaves, structure = jax.tree.flatten(carry.params)
        keys = jax.random.split(jax.random.key(0), len(leaves))
        drawn = [jax.random.normal(key, leaf.shape) for key, leaf in zip(keys, leaves, strict=True)]
        length = norm(drawn)
        first = structure.unflatten([d / length for d in drawn])
        return first, jax.tree.map(jnp.zeros_like, first), jnp.zeros(())

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
