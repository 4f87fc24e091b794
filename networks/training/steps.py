"""One run's functions: pure, for one seed, to be jitted."""

from functools import cached_property
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp

from dynamics.on_jax import State, correction, transformation
from networks.experiment import Experiment
from networks.training.augmentation import augmented
from networks.training.objectives import objective

Tree = Any
Array = jax.Array

ROOM = 512  # updates in one compiled loop, at most
SMALL = 8192  # numbers in a leaf
SPEED = 5e10  # floating-point operations a second that its length is planned with
FOR_INIT, FOR_STEPS = 0, 1  # streams of random numbers under a seed
SLACK = 5e-7  # relative: four times what single precision rounds to; a v so little below its maximum equals it


class TrainingState(NamedTuple):
    """All that goes from update to update. `again`: AdaFix's second gradient; `swaps`: how often AMSGrad has put
    its maximum, which was larger, in the place of the new average of squares."""

    params: Tree
    statistics: Tree  # running ones, of batch normalisation
    optimizer: State
    again: Tree
    swaps: Tree


class Variant(NamedTuple):
    """What tells apart runs of one experiment."""

    seed: Any  # uint32
    lr: Any


class Batch(NamedTuple):
    """Rows of the training set, or None for all of it; t counts updates from 0, `factor` is the schedule's."""

    rows: Any
    factor: Any
    t: Any


class Seen(NamedTuple):
    rates: Tree  # effective ones, of this update
    fell: Array  # share of v that fell in it
    lr: Array  # the schedule's factor in it


class Steps:
    """`names` are the curves that `step` records."""

    def __init__(self, experiment: Experiment) -> None:
        self.experiment, optimizer = experiment, experiment.optimizer.configured
        self.objective = objective(experiment)
        self.rule = transformation(optimizer)
        self.follows = optimizer.follows_smoothness and experiment.batch is not None
        self.averages = tuple(variable for variable in ("v", "largest") if variable in optimizer.state_variables)
        self.swaps = "largest" in optimizer.state_variables
        self.numbers, self.after = optimizer.numbers, getattr(optimizer.hyper, "maximum", "") == "after"

    @cached_property
    def judged(self) -> tuple[str, ...]:
        """What validation tells."""
        return ("validation_loss", "validation_accuracy") if self.objective.classifies else ("validation_loss",)

    @cached_property
    def names(self) -> tuple[str, ...]:
        seen = ("accuracy",) if self.objective.classifies else ()
        return ("loss", *seen, "gradient_norm", *(f"{variable}_norm" for variable in self.averages), "step_norm")

    def init(self, variant: Variant) -> TrainingState:
        params, statistics = self.objective.init(_key(variant, FOR_INIT))
        again = jax.tree.map(jnp.zeros_like, params) if self.follows else ()
        swaps = jax.tree.map(lambda leaf: jnp.zeros(leaf.shape, jnp.int32), params) if self.swaps else ()
        return TrainingState(params, statistics, self.rule.init(params), again, swaps)

    def step(
        self, state: TrainingState, variant: Variant, batch: Batch, x: Array, y: Array
    ) -> tuple[TrainingState, Array, Seen]:
        """The state after one update, what `names` name (len(names),), and what measurements need."""
        key, loss = _key(variant, FOR_STEPS, batch.t), self.objective.loss
        if batch.rows is not None:
            x, y = (a.at[batch.rows].get(mode="promise_in_bounds") for a in (x, y))
        if self.experiment.data.augment:
            key, other = jax.random.split(key)
            x = augmented(x, other)
        (value, (right, statistics)), grads = jax.value_and_grad(loss, has_aux=True)(
            state.params, state.statistics, x, y, key, True
        )
        asked = state.again if self.follows else None
        params, rates, optimizer = self.rule.update(
            grads, state.optimizer, state.params, batch.factor, variant.lr, asked
        )
        again = ()
        swaps = ()
        fell = jnp.zeros(())
        if self.follows:
            again = jax.grad(lambda p: loss(p, state.statistics, x, y, key, True)[0])(params)
        if self.swaps:
            fresh = correction(optimizer.step, self.numbers.beta2, self.numbers.bias_correction) if self.after else 1.0
            swaps = jax.tree.map(
                lambda count, v, largest: count + (v * fresh < (1 - SLACK) * largest),
                state.swaps,
                optimizer.variables["v"],
                optimizer.variables["largest"],
            )
        if "v" in self.averages:
            before = state.optimizer.variables["v"]
            falls = jax.tree.map(lambda before, after: jnp.sum(after < before), before, optimizer.variables["v"])
            fell = jnp.stack(jax.tree.leaves(falls)).sum() / self.experiment.parameters
        norms = [
            norm(grads),
            *(norm(optimizer.variables[variable]) for variable in self.averages),
            norm(jax.tree.map(jnp.subtract, params, state.params)),
        ]
        row = jnp.stack([value, *([right] if self.objective.classifies else []), *norms])
        return (
            TrainingState(params, statistics, optimizer, again, swaps),
            row,
            Seen(rates, fell, variant.lr * batch.factor),
        )

    def steps(
        self,
        state: TrainingState,
        variant: Variant,
        rows: Array | None,
        factors: Array,
        t: Array,
        count: Array,
        x: Array,
        y: Array,
    ) -> Any:
        """`count` updates from update t on, in one loop; rows (k, batch), factors (k,), k >= count. Gives (state, (k,
        len(names)))."""

        def body(i: Array, loop: tuple[TrainingState, Array]) -> tuple[TrainingState, Array]:
            state, table = loop
            batch = Batch(None if rows is None else rows[i], factors[i], t + i)
            state, row, _ = self.step(state, variant, batch, x, y)
            return state, table.at[i].set(row)

        return jax.lax.fori_loop(0, count, body, (state, jnp.zeros((len(factors), len(self.names)))))

    def evaluate(self, state: TrainingState, x: Array, y: Array) -> Array:
        """(mean loss, share right) on examples, with the running statistics."""
        loss, (right, _) = self.objective.loss(state.params, state.statistics, x, y, jax.random.key(0), False)
        return jnp.stack([loss, right])


def _key(variant: Variant, stream: int, t: Any = 0) -> Array:
    return jax.random.fold_in(jax.random.fold_in(jax.random.key(variant.seed), stream), t)


def room_for(experiment: Experiment, seconds: float) -> int:
    """How many updates of a dense network one compiled loop should hold, to take about so long."""
    examples = experiment.batch or experiment.data.counts[0]
    return max(1, min(ROOM, int(seconds / (6 * experiment.parameters * examples / SPEED + 2e-5))))


def norm(tree: Tree) -> Array:
    """Euclidean norm over all leaves. Small ones are joined first: a reduction costs XLA's CPU some microseconds,
    however short."""
    leaves: list[Array] = [leaf.ravel() for leaf in jax.tree.leaves(tree)]
    small, large = ([leaf for leaf in leaves if (leaf.size < SMALL) is wanted] for wanted in (True, False))
    joined = [jnp.concatenate(small)] if small else []
    return jnp.sqrt(sum((jnp.vdot(leaf, leaf) for leaf in joined + large), jnp.zeros(())))
