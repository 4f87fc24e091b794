"""Handwritten digits: 1,797 pictures of 8 × 8 pixels from 0 to 16, bundled with scikit-learn.

Alpaydin and Kaynak, Optical recognition of handwritten digits, UCI, 1998 (its test part). A fifth is held back for
validation.
"""

import numpy as np

from networks.data.pictures import Pictures, Progress
from networks.experiment import Data


def load(data: Data, progress: Progress | None = None) -> Pictures:
    from sklearn.datasets import load_digits  # half a second: only who trains on it waits

    bunch = load_digits()
    order = np.random.default_rng(1797).permutation(1797)
    pictures, labels = bunch.images[order][..., None], bunch.target[order]
    return Pictures(pictures[:1437], labels[:1437], pictures[1437:], labels[1437:])
