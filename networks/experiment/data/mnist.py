"""MNIST: 70,000 handwritten digits of 28 × 28 pixels from 0 to 255 (LeCun, Cortes and Burges), as the file mnist.npz of
tf.keras."""

import zipfile

import numpy as np

from networks.experiment.data.fetching import BROKEN, File, find
from networks.experiment.data.pictures import Pictures, Progress
from networks.experiment.model_and_data import Data

FILE = File(
    "mnist.npz",
    "https://storage.googleapis.com/tensorflow/tf-keras-datasets/mnist.npz",
    "731c5ac602752760c8e48fbffcf8c3b850d9dc2a2aedcf2cc48468fc17b673d1",
)


def load(data: Data, progress: Progress | None = None) -> Pictures:
    path = find(FILE, progress)
    try:
        with np.load(path, allow_pickle=False) as arrays:
            parts = [arrays[name] for name in ("x_train", "y_train", "x_test", "y_test")]
    except (OSError, ValueError, KeyError, zipfile.BadZipFile):
        raise ValueError(BROKEN.format(path=path)) from None
    return Pictures(parts[0][..., None], parts[1].astype(np.int32), parts[2][..., None], parts[3].astype(np.int32))
