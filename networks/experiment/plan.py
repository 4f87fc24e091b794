"""A network as data: a tuple of layers, from which its size is counted and its functions are made, by the same walk.

Pictures are (height, width, channels). To add an architecture, write its plan in
`networks/experiment/architectures.py`.
"""

from math import prod
from typing import NamedTuple


class Dense(NamedTuple):
    inputs: int
    outputs: int
    biases: bool = True


class Conv(NamedTuple):
    """Padded so that only the stride changes the picture's size; `up` makes it larger by the stride instead of
    smaller."""

    inputs: int
    outputs: int
    kernel: int = 3
    stride: int = 1
    biases: bool = False
    up: bool = False


class Norm(NamedTuple):
    """Batch normalisation with scale and shift."""

    channels: int


class Relu(NamedTuple):
    pass


class Pool(NamedTuple):
    """Halves the picture, by "max" or "mean" of 2 × 2."""

    kind: str = "max"


class Mean(NamedTuple):
    """The mean over the picture: (h, w, c) -> (c,)."""


class Reshape(NamedTuple):
    """() flattens."""

    shape: tuple[int, ...] = ()


class Residual(NamedTuple):
    """relu(body(x) + shortcut(x)); an empty shortcut is x itself."""

    body: "Plan"
    shortcut: "Plan" = ()


class Widen(NamedTuple):
    """x and body(x), one behind the other along the channels."""

    body: "Plan"


Layer = Dense | Conv | Norm | Relu | Pool | Mean | Reshape | Residual | Widen
Plan = tuple[Layer, ...]
Shape = tuple[int, ...]


class Size(NamedTuple):
    """Of a plan: parameters, numbers it makes on the way for one example, and the shape of what comes out."""

    parameters: int
    activations: int
    shape: Shape


def size(plan: Plan, shape: Shape) -> Size:
    parameters = activations = 0
    for layer in plan:
        own, inside, shape = _size(layer, shape)
        parameters, activations = parameters + own, activations + inside + prod(shape)
    return Size(parameters, activations, shape)


def _size(layer: Layer, shape: Shape) -> Size:
    """`activations` counts those inside the layer, without what it returns."""
    match layer:
        case Dense(inputs, outputs, biases):
            return Size(inputs * outputs + biases * outputs, 0, (outputs,))
        case Conv(inputs, outputs, kernel, stride, biases, up):
            picture = tuple(side * stride if up else -(-side // stride) for side in shape[:2])
            return Size(inputs * outputs * kernel**2 + biases * outputs, 0, (*picture, outputs))
        case Norm(channels):
            return Size(2 * channels, 0, shape)
        case Pool():
            return Size(0, 0, (shape[0] // 2, shape[1] // 2, shape[2]))
        case Mean():
            return Size(0, 0, shape[-1:])
        case Reshape(wanted):
            return Size(0, 0, wanted or (prod(shape),))
        case Residual(body, shortcut):
            inner, aside = size(body, shape), size(shortcut, shape)
            return Size(inner.parameters + aside.parameters, inner.activations + aside.activations, inner.shape)
        case Widen(body):
            inner = size(body, shape)
            return Size(inner.parameters, inner.activations, (*shape[:-1], shape[-1] + inner.shape[-1]))
        case Relu():
            return Size(0, 0, shape)


def operations(plan: Plan, shape: Shape) -> int:
    """Multiply-adds of one example's way through the plan; only matrices and convolutions count."""
    total = 0
    for layer in plan:
        after = _size(layer, shape).shape
        match layer:
            case Dense(inputs, outputs):
                total += inputs * outputs
            case Conv(inputs, outputs, kernel, _, _, up):
                total += inputs * outputs * kernel**2 * prod((shape if up else after)[:2])
            case Residual(body, shortcut):
                total += operations(body, shape) + operations(shortcut, shape)
            case Widen(body):
                total += operations(body, shape)
        shape = after
    return total
