"""The architectures, as plans.

VGG with batch normalisation and one linear layer, ResNets with basic blocks and a 3 × 3 stem: as usual on CIFAR-10.
DenseNet53 is a DenseNet-BC of four blocks with 6 bottleneck layers each (1 × 1 to 4k channels, then 3 × 3 to k),
compression 1/2 and growth k = 32: 1 + 2 · 24 + 3 + 1 = 53 layers with weights. The paper that names this depth does not
say which blocks it means.
"""

from itertools import pairwise
from math import prod

from networks.experiment.plan import Conv, Dense, Mean, Norm, Plan, Pool, Relu, Reshape, Residual, Shape, Widen

VGG = {  # channels; 0 halves the picture
    "vgg11": (64, 0, 128, 0, 256, 256, 0, 512, 512, 0, 512, 512, 0),
    "vgg16": (64, 64, 0, 128, 128, 0, 256, 256, 256, 0, 512, 512, 512, 0, 512, 512, 512, 0),
}
RESNET = {"resnet18": (2, 2, 2, 2), "resnet34": (3, 4, 6, 3)}
DENSENET = {"densenet53": (6, 6, 6, 6)}
GROWTH = 32
HALVINGS = dict.fromkeys(VGG, 5) | dict.fromkeys(RESNET, 3) | dict.fromkeys(DENSENET, 3) | {"vae": 2}
LATENT = 20  # dimensions of the VAE's code


def layers(hidden: tuple[int, ...], biases: bool, shape: Shape, classes: int) -> Plan:
    """Logistic regression (no hidden layer) or an MLP with ReLUs."""
    widths = (prod(shape), *hidden, classes)
    dense = [Dense(a, b, biases) for a, b in pairwise(widths)]
    return (Reshape(), *(layer for d in dense[:-1] for layer in (d, Relu())), dense[-1])


def convolutional(kind: str, width: float, shape: Shape, classes: int) -> Plan:
    def wide(channels: int) -> int:
        return max(1, round(channels * width))

    if kind in VGG:
        return _vgg(tuple(c and wide(c) for c in VGG[kind]), shape, classes)
    if kind in RESNET:
        return _resnet(RESNET[kind], [wide(c) for c in (64, 128, 256, 512)], shape[-1], classes)
    return _densenet(DENSENET[kind], wide(GROWTH), shape[-1], classes)


def autoencoder(width: float, shape: Shape) -> tuple[Plan, Plan]:
    """The VAE's encoder, to mean and log variance of a code of 20, and its decoder, to logits of the pixels."""
    few, many = (max(1, round(c * width)) for c in (32, 64))
    height, breadth, channels = shape
    small = (height // 4, breadth // 4, many)
    encoder = (
        *(Conv(channels, few, 3, 2, True), Relu(), Conv(few, many, 3, 2, True), Relu()),
        *(Reshape(), Dense(prod(small), 2 * LATENT)),
    )
    decoder = (
        *(Dense(LATENT, prod(small)), Relu(), Reshape(small)),
        *(Conv(many, few, 3, 2, True, up=True), Relu(), Conv(few, channels, 3, 2, True, up=True)),
    )
    return encoder, decoder


def _block(inputs: int, outputs: int, kernel: int = 3, stride: int = 1) -> Plan:
    return (Conv(inputs, outputs, kernel, stride), Norm(outputs))


def _vgg(channels: tuple[int, ...], shape: Shape, classes: int) -> Plan:
    plan: Plan = ()
    here = shape[-1]
    for c in channels:
        plan += (*_block(here, c), Relu()) if c else (Pool(),)
        here = c or here
    return (*plan, Mean(), Dense(here, classes))


def _resnet(blocks: tuple[int, ...], channels: list[int], here: int, classes: int) -> Plan:
    plan: Plan = (*_block(here, channels[0]), Relu())
    here = channels[0]
    for stage, (count, c) in enumerate(zip(blocks, channels, strict=False)):
        for k in range(count):
            stride = 2 if stage and k == 0 else 1
            body = (*_block(here, c, 3, stride), Relu(), *_block(c, c))
            plan += (Residual(body, _block(here, c, 1, stride) if stride > 1 or here != c else ()),)
            here = c
    return (*plan, Mean(), Dense(here, classes))


def _densenet(blocks: tuple[int, ...], growth: int, here: int, classes: int) -> Plan:
    plan: Plan = (Conv(here, 2 * growth),)
    here = 2 * growth
    for stage, count in enumerate(blocks):
        for _ in range(count):
            body = (Norm(here), Relu(), Conv(here, 4 * growth, 1), Norm(4 * growth), Relu(), Conv(4 * growth, growth))
            plan += (Widen(body),)
            here += growth
        if stage < len(blocks) - 1:
            plan += (Norm(here), Relu(), Conv(here, here // 2, 1), Pool("mean"))
            here //= 2
    return (*plan, Norm(here), Relu(), Mean(), Dense(here, classes))
