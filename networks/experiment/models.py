"""A plan becomes functions: `start` draws its parameters, `run` applies it. All arrays are float32, pictures channels
last."""

from collections.abc import Callable
from math import prod
from typing import Any

import jax
import jax.numpy as jnp

from networks.experiment.plan import Conv, Dense, Layer, Mean, Norm, Plan, Pool, Relu, Reshape, Residual, Widen

Tree = Any
Array = jax.Array
Draw = Callable[[tuple[int, ...]], Array]

# of batch normalisation: share of the running mean that is kept, and what keeps its division finite
MEMORY, GUARD = 0.9, 1e-5


def normals(key: Array, count: int) -> Draw:
    """Normal numbers, `count` in all, given out shape by shape: one draw for a whole network, since each more costs
    half a second to compile."""
    pool, taken = jax.random.normal(key, (count,)), 0

    def draw(shape: tuple[int, ...]) -> Array:
        nonlocal taken
        first, taken = taken, taken + prod(shape)
        return pool[first:taken].reshape(shape)

    return draw


def start(plan: Plan, draw: Draw, std: float | None) -> tuple[Tree, Tree]:
    """Parameters and running statistics, one entry per layer. Weights are normal; std None: √(2 / inputs) of each
    layer."""
    both = [_start(layer, draw, std) for layer in plan]
    return [p for p, _ in both], [s for _, s in both]


def run(plan: Plan, params: Tree, statistics: Tree, x: Array, training: bool) -> tuple[Array, Tree]:
    """x (n, ...) through the layers; the running statistics after it (in training, they follow the batch)."""
    after = []
    for layer, p, s in zip(plan, params, statistics, strict=True):
        x, new = _run(layer, p, s, x, training)
        after.append(new)
    return x, after


def _start(layer: Layer, draw: Draw, std: float | None) -> tuple[Tree, Tree]:
    def weights(shape: tuple[int, ...], inputs: int) -> Array:
        return draw(shape) * (std or (2 / inputs) ** 0.5)

    match layer:
        case Dense(inputs, outputs, biases):
            return {"w": weights((inputs, outputs), inputs)} | ({"b": jnp.zeros(outputs)} if biases else {}), ()
        case Conv(inputs, outputs, kernel, _, biases, _):
            w = weights((kernel, kernel, inputs, outputs), kernel**2 * inputs)
            return {"w": w} | ({"b": jnp.zeros(outputs)} if biases else {}), ()
        case Norm(channels):
            return {"scale": jnp.ones(channels), "shift": jnp.zeros(channels)}, (
                jnp.zeros(channels),
                jnp.ones(channels),
            )
        case Residual(body, shortcut):
            both = start(body, draw, std), start(shortcut, draw, std)
            return (both[0][0], both[1][0]), (both[0][1], both[1][1])
        case Widen(body):
            return start(body, draw, std)
    return (), ()


def _run(layer: Layer, p: Tree, s: Tree, x: Array, training: bool) -> tuple[Array, Tree]:
    match layer:
        case Dense():
            return x @ p["w"] + p.get("b", 0), s
        case Conv(_, _, _, stride, _, up):
            dimensions = ("NHWC", "HWIO", "NHWC")
            if up:
                y = jax.lax.conv_transpose(x, p["w"], (stride, stride), "SAME", dimension_numbers=dimensions)
            else:
                y = jax.lax.conv_general_dilated(x, p["w"], (stride, stride), "SAME", dimension_numbers=dimensions)
            return y + p.get("b", 0), s
        case Norm():
            mean, variance = (x.mean((0, 1, 2)), x.var((0, 1, 2))) if training else s
            if training:
                s = tuple(MEMORY * old + (1 - MEMORY) * new for old, new in zip(s, (mean, variance), strict=True))
            return (x - mean) * (p["scale"] * jax.lax.rsqrt(variance + GUARD)) + p["shift"], s
        case Relu():
            return jax.nn.relu(x), s
        case Pool(kind):
            n, height, breadth, channels = x.shape
            tiles = x[:, : height // 2 * 2, : breadth // 2 * 2].reshape(n, height // 2, 2, breadth // 2, 2, channels)
            return (tiles.max((2, 4)) if kind == "max" else tiles.mean((2, 4))), s
        case Mean():
            return x.mean((1, 2)), s
        case Reshape(shape):
            return x.reshape(len(x), *(shape or (-1,))), s
        case Residual(body, shortcut):
            inner, after = run(body, p[0], s[0], x, training)
            aside, after_aside = run(shortcut, p[1], s[1], x, training)
            return jax.nn.relu(inner + aside), (after, after_aside)
        case Widen(body):
            inner, s = run(body, p, s, x, training)
            return jnp.concatenate([x, inner], -1), s
