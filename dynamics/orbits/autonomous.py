"""The optimizer as a map of its whole state into itself, iterated and differentiated by JAX.

The state is (2, 1 + S): a row for x and one for y, each its position and then its state variables. The map is what a
step becomes once t -> infinity: corrections are 1, the learning rate is constant. The rule and the gradient are the
same sources that Numba compiles.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import jax
import jax.numpy as jnp

from dynamics.orbits import calm_ops
from dynamics.outcomes.repetition import MOST
from dynamics.stepping import limit
from engines.arrays import elementwise

Cycle = Callable[..., tuple[jax.Array, jax.Array, jax.Array]]


@lru_cache(maxsize=64)  # typed rules come and go
def cycle(rule: Callable[..., Any], grad: Callable[..., Any], Hyper: Any) -> Cycle:
    """The jitted `(state (2, 1 + S), period, numbers, p, pins (MOST, 2), pinned) -> (states, end, jacobian)`.

    states (MOST, n): the first `period` rows are the orbit, flattened to n = 2 (1 + S). end (n,): the state after
    `period` steps. jacobian (n, n): of end by state, the product of the steps' Jacobians. Where `pinned` holds, the
    position is put to the next of `pins` before every step, so that the state variables answer a motion that is
    prescribed. Period, hyperparameters and the surface's parameters are traced: one compilation serves them all.
    """
    slope, once = elementwise(grad, calm_ops), _once(rule, Hyper)

    @jax.jit
    def run(state: Any, period: Any, numbers: Any, p: Any, pins: Any, pinned: Any) -> Any:
        shape, n = state.shape, state.size

        def flat(s: Any, pin: Any) -> Any:
            s = s.reshape(shape)
            s = jnp.where(pinned, s.at[:, 0].set(pin), s)
            g: Any = jnp.stack([jnp.asarray(part, s.dtype) for part in slope(*s[:, 0], p)])
            return once(s, g, numbers).ravel()

        def body(i: Any, so_far: Any) -> Any:
            states, s, jacobian = so_far
            return states.at[i].set(s), flat(s, pins[i]), jax.jacfwd(flat)(s, pins[i]) @ jacobian

        return jax.lax.fori_loop(0, period, body, (jnp.zeros((MOST, n)), state.ravel(), jnp.eye(n)))

    compiled: Cycle = run
    return compiled


def _once(rule: Callable[..., Any], Hyper: Any) -> Callable[..., Any]:
    """(state, gradient there, numbers) -> the state after one step."""
    step = elementwise(rule, calm_ops)

    def once(state: Any, g: Any, numbers: Any) -> Any:
        position, hyper = state[:, 0], Hyper(*numbers)
        largest: Any = jnp.abs(g).max()
        move, _, state_variables = step(g, tuple(state[:, 1:].T), limit(hyper.lr, position, largest, g.max()), hyper)
        return jnp.stack([position - move, *state_variables], axis=1)

    return once


@lru_cache(maxsize=64)  # typed rules come and go
def one_step(rule: Callable[..., Any], Hyper: Any) -> Callable[..., tuple[jax.Array, jax.Array]]:
    """The jitted `(state (2, 1 + S), gradient (2,), hessian (2, 2), numbers) -> (state after a step, jacobian (n, n))`:
    for a surface that is read from a tape, which JAX never sees."""
    once = _once(rule, Hyper)

    @jax.jit
    def run(state: Any, gradient: Any, hessian: Any, numbers: Any) -> Any:
        def flat(s: Any) -> Any:
            s = s.reshape(state.shape)
            return once(s, gradient + hessian @ (s[:, 0] - state[:, 0]), numbers).ravel()

        return flat(state.ravel()).reshape(state.shape), jax.jacfwd(flat)(state.ravel())

    compiled: Callable[..., tuple[jax.Array, jax.Array]] = run
    return compiled
