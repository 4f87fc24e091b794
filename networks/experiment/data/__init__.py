"""Data sets: pictures (n, height, width, channels) float32 and labels (n,) int32, for training and for validation.

MNIST and CIFAR-10 are fetched on first use, or read from the folder that the environment variable DESCENT_DATA names.
"""

from collections.abc import Callable

import numpy as np

from networks.experiment.data import cifar10, digits, mnist, synthetic
from networks.experiment.data.pictures import Pictures, Progress
from networks.experiment.model_and_data import Data

SOURCES: dict[str, Callable[[Data, Progress | None], Pictures]] = {
    "digits": digits.load,
    "mnist": mnist.load,
    "cifar10": cifar10.load,
    "synthetic": synthetic.load,
}
FULL = {"digits": 16.0, "mnist": 255.0, "cifar10": 255.0, "synthetic": 1.0}  # the brightest pixel


def load(data: Data, progress: Progress | None = None) -> Pictures:
    """The pictures, scaled and cut to the subset. `progress` gets the share of a download that is done. Raises
    ValueError with what to do where they cannot be had."""
    pictures = SOURCES[data.name](data, progress)
    train, held = data.counts
    if len(pictures.labels) < train or len(pictures.held_labels) < held:
        raise ValueError(
            f"The file of {data.name} has {len(pictures.labels):,} training examples, not {train:,}. Fetch it again."
        )
    # whole or in part: the same first examples
    chosen = np.random.default_rng(0).permutation(len(pictures.labels))[:train]
    divisor = np.float32(FULL[data.name] if data.scaled else 1.0)
    return Pictures(
        pictures.pictures[chosen].astype(np.float32) / divisor,
        pictures.labels[chosen].astype(np.int32),
        pictures.held[:held].astype(np.float32) / divisor,
        pictures.held_labels[:held].astype(np.int32),
    )


__all__ = ["Pictures", "Progress", "load"]
