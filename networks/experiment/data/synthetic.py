"""Synthetic pictures of any shape, for trials of speed: a smooth pattern for each class under noise. Not real data."""

import numpy as np

from networks.experiment.data.pictures import Pictures, Progress
from networks.experiment.model_and_data import Data


def load(data: Data, progress: Progress | None = None) -> Pictures:
    draw = np.random.default_rng(0)
    (height, width, channels), train = data.shape, data.examples
    labels = draw.integers(0, data.classes, train + -(-train // 5), dtype=np.int32)
    y, x = np.mgrid[0 : 1 : height * 1j, 0 : 1 : width * 1j]
    waves = draw.uniform(0.5, 3.0, (data.classes, 2, channels))
    patterns = 0.5 + 0.3 * np.sin(
        2 * np.pi * (y[..., None] * waves[:, None, None, 0] + x[..., None] * waves[:, None, None, 1])
    )
    pictures = patterns[labels].astype(np.float32)
    pictures += draw.normal(0, 0.1, pictures.shape).astype(np.float32)
    pictures = pictures.clip(0, 1)
    return Pictures(pictures[:train], labels[:train], pictures[train:], labels[train:])
