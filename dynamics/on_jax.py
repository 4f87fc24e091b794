"""The same rules on JAX: an optimizer over any pytree of parameters, leaf by leaf, step for step what the kernels
do."""

import math
from collections.abc import Callable
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp

from dynamics.hyperparameters import STANDARD
from dynamics.kernels import pieces
from dynamics.optimizer import Optimizer
from dynamics.stepping import context, steeper
from engines.arrays import elementwise
from engines.typed.rule import TypedRule

Tree = Any


class State(NamedTuple):
    """What an optimizer carries: `variables` maps "m", "v", ... to pytrees like the parameters, `before` is the last
    (params, grads)."""

    step: jax.Array  # updates made
    smoothness: jax.Array  # running max |g' - g| / |x' - x|
    before: Tree  # () unless the rule follows the smoothness; NaN at first
    variables: dict[str, Tree]


def correction(t: jax.Array, beta: float, convention: float) -> Any:
    """1 / (1 − β^t), or 1 where the convention corrects nothing. From log β in double: in single precision a power of β
    near 1 has lost the digits of 1 − β^t, or is 1."""
    if convention != STANDARD:
        return 1.0
    return -1 / jnp.expm1(t * (math.log(beta) if beta else -math.inf))


class _Decay:
    """A decay β as rules meet it in single precision. Rounded to that, 0.99999 has lost three digits of 1 − β, and an
    average would come to rest beside what it averages: so β x is x − (1 − β) x, and 1 − β is Python's, in double."""

    def __init__(self, beta: float) -> None:
        self.beta = self.plain = beta

    def __mul__(self, other: Any) -> Any:
        return self.beta * other.beta if isinstance(other, _Decay) else other - (1 - self.beta) * other

    __rmul__ = __mul__

    def __rsub__(self, one: float) -> float:
        return one - self.beta


class Transformation(NamedTuple):
    init: Callable[[Tree], State]
    update: Callable[..., tuple[Tree, Tree, State]]


def transformation(optimizer: Optimizer) -> Transformation:
    """init(params) -> state; update(grads, state, params, schedule_factor=1.0, lr, again) -> (new params, effective
    rates, new state).

    Parameters, gradients and rates are pytrees of one structure. Pure, so it can be jitted, scanned and vmapped. `lr`
    takes the place of the optimizer's own, so that it can differ within a batch. `again`, for a loss that differs
    from step to step (mini-batches): the gradient of the last update's loss at these params, for the smoothness; else
    that compares gradients of two losses.
    """
    rule, own = elementwise(optimizer.rule, jnp), optimizer.numbers
    beta1, beta2 = getattr(own, "beta1", 0.0), getattr(own, "beta2", 0.0)
    convention, at_start = optimizer.convention, pieces.begun(optimizer, jnp)
    follow = elementwise(steeper, jnp)
    decays = [h.name for h in optimizer.hyperparameters.values() if h.scale == "decay"]
    if isinstance(optimizer.rule, TypedRule):  # there any number may be one
        decays = [name for name in own._fields if getattr(own, name) < 1]
    # a small β has no digits to lose, and x − (1 − β) x would lose its own
    careful = {name: _Decay(beta) for name in decays if (beta := getattr(own, name)) >= 0.5}

    def init(params: Tree) -> State:
        def zeros() -> Tree:
            return jax.tree.map(jnp.zeros_like, params)

        none = jax.tree.map(lambda x: jnp.full_like(x, jnp.nan), params)
        before = (none, none) if optimizer.follows_smoothness else ()
        variables = {variable: zeros() for variable in optimizer.state_variables}
        return State(jnp.zeros((), jnp.int32), jnp.zeros(()), before, variables)

    def update(
        grads: Tree, state: State, params: Tree, schedule_factor: Any = 1.0, lr: Any = None, again: Tree | None = None
    ) -> tuple[Tree, Tree, State]:
        hyper = own if lr is None else own._replace(lr=lr)
        xs: list[Any] = jax.tree.leaves(params)
        structure: Any = jax.tree.structure(params)
        gs = structure.flatten_up_to(grads)
        state_variables = [structure.flatten_up_to(state.variables[variable]) for variable in optimizer.state_variables]
        if at_start is not None:
            starts = [list(leaves) for leaves in zip(*(at_start(g) for g in gs), strict=True)]
            state_variables = jax.tree.map(
                lambda start, s: jnp.where(state.step == 0, start, s), starts, state_variables
            )
        smoothness = state.smoothness
        if optimizer.follows_smoothness:
            moved = _distance(params, state.before[0])
            change = _distance(grads if again is None else again, state.before[1])
            smoothness = follow(smoothness, moved, change)
        largest = jnp.stack([jnp.max(jnp.abs(g)) for g in gs]).max()
        signed = jnp.stack([jnp.max(g) for g in gs]).max()
        t = state.step + 1.0
        corrected = [correction(*at, convention) for at in ((t, beta1), (t, beta2), (t + 1, beta1))]
        scalars = (t, hyper.lr * schedule_factor, *corrected, largest, signed, smoothness)
        moved_to = []
        rates = []
        after = []
        for x, g, *variable in zip(xs, gs, *state_variables, strict=True):
            # or 64-bit scalars would widen 32-bit leaves
            now: list[Any] = [jnp.asarray(scalar, g.dtype) for scalar in scalars]
            told = context(now[0], now[1], x, now[2:5], now[5], now[6], now[7])
            single = g.dtype.itemsize < 8
            move, rate, new = rule(g, tuple(variable), told, hyper._replace(**careful) if single else hyper)
            moved_to.append(x - move)
            rates.append(jnp.broadcast_to(rate, x.shape))
            after.append([jnp.broadcast_to(jnp.asarray(part, g.dtype), g.shape) for part in new])
        new_variables = {
            variable: structure.unflatten([new[k] for new in after])
            for k, variable in enumerate(optimizer.state_variables)
        }
        before = (params, grads) if optimizer.follows_smoothness else ()
        new_state = State(state.step + 1, smoothness, before, new_variables)
        return structure.unflatten(moved_to), structure.unflatten(rates), new_state

    return Transformation(init, update)


def _distance(one: Tree, other: Tree) -> jax.Array:
    """Euclidean distance between two pytrees."""
    squares = jax.tree.map(lambda a, b: jnp.sum((a - b) ** 2), one, other)
    return jnp.sqrt(sum(jax.tree.leaves(squares), jnp.zeros(())))
