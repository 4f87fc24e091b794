"""Handwritten digits: 1,797 pictures of 8 × 8 pixels from 0 to 16, bundled with the app as `digits.npz`.

Alpaydin and Kaynak, Optical recognition of handwritten digits, UCI, 1998 (its test part); `digits.md` says more. A
fifth is held back for validation.
"""

from pathlib import Path

import numpy as np

from networks.experiment.data.pictures import Pictures, Progress
from networks.experiment.model_and_data import Data

FILE = Path(__file__).with_suffix(".npz")


def load(data: Data, progress: Progress | None = None) -> Pictures:
    with np.load(FILE, allow_pickle=False) as arrays:
        pictures, labels = arrays["pictures"][..., None], arrays["labels"].astype(np.int32)
    order = np.random.default_rng(1797).permutation(len(labels))
    pictures, labels = pictures[order], labels[order]
    return Pictures(pictures[:1437], labels[:1437], pictures[1437:], labels[1437:])
