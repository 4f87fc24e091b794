"""The network and the data of an experiment, as settings."""

from typing import Annotated, Literal

from pydantic import Field

from scenarios.scenario import Frozen

NetworkKind = Literal["logistic", "mlp", "vae", "vgg11", "vgg16", "resnet18", "resnet34", "densenet53"]
DataName = Literal["digits", "mnist", "cifar10", "synthetic"]
Positive = Annotated[int, Field(ge=1, le=10**9)]


class Model(Frozen):
    """`hidden` and `biases` shape an MLP; `width` multiplies the channels of a convolutional network. `initial_std`:
    the standard deviation of all weights at the start; None: √(2 / inputs) of each layer (He et al.). Biases start from
    0."""

    kind: NetworkKind = "mlp"
    hidden: Annotated[tuple[Positive, ...], Field(max_length=20)] = (100,)
    biases: bool = True
    initial_std: float | None = Field(None, gt=0, le=100)
    width: float = Field(1.0, gt=0, le=16)

    @property
    def dense(self) -> bool:
        """Whether it is made of matrices alone: such a network trains many seeds and rates at once."""
        return self.kind in ("logistic", "mlp")


class Data(Frozen):
    """`scaled`: pixels from 0 to 1, else as they are (0 to 16, 0 to 255). `augment`: shifts of 4 pixels and mirroring,
    new in each batch. `subset`: only this many training examples, and at most as many for validation. The rest
    describes synthetic data."""

    name: DataName = "digits"
    scaled: bool = True
    augment: bool = False
    subset: Positive | None = None
    shape: tuple[Positive, Positive, Positive] = (8, 8, 1)
    classes: int = Field(10, ge=2, le=1000)
    examples: Positive = 1024

    @property
    def picture(self) -> tuple[int, int, int]:
        """Height, width and channels of an example."""
        known = {"digits": (8, 8, 1), "mnist": (28, 28, 1), "cifar10": (32, 32, 3)}
        return known.get(self.name, self.shape)

    @property
    def labels(self) -> int:
        return self.classes if self.name == "synthetic" else 10

    @property
    def counts(self) -> tuple[int, int]:
        """Examples for training and for validation."""
        known = {"digits": (1437, 360), "mnist": (60000, 10000), "cifar10": (50000, 10000)}
        train, held = known.get(self.name, (self.examples, -(-self.examples // 5)))
        return min(train, self.subset or train), min(held, self.subset or held)
