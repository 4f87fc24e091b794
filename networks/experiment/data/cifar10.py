"""CIFAR-10: 60,000 photographs of 32 × 32 pixels in ten classes (Krizhevsky, 2009), as the archive
cifar-10-python.tar.gz."""

import pickle
import tarfile

import numpy as np
import numpy.typing as npt

from networks.experiment.data.fetching import BROKEN, File, find
from networks.experiment.data.pictures import Pictures, Progress
from networks.experiment.model_and_data import Data

FILE = File(
    "cifar-10-python.tar.gz",
    "https://www.cs.toronto.edu/~kriz/cifar-10-python.tar.gz",
    "6d958be074577803d12ecdefd02955f39262c83c16fe9348329d7fe0b5c001ce",
)


def load(data: Data, progress: Progress | None = None) -> Pictures:
    path = find(FILE, progress)  # the archive holds pickles, which can run code: `find` has verified its checksum
    try:
        with tarfile.open(path) as archive:
            batches = [_batch(archive, name) for name in (*(f"data_batch_{k}" for k in range(1, 6)), "test_batch")]
    except (OSError, ValueError, KeyError, EOFError, AttributeError, tarfile.TarError, pickle.UnpicklingError):
        raise ValueError(BROKEN.format(path=path)) from None
    pictures, labels = (np.concatenate([batch[k] for batch in batches[:-1]]) for k in (0, 1))
    return Pictures(pictures, labels, *batches[-1])


def _batch(archive: tarfile.TarFile, name: str) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.int32]]:
    member = archive.extractfile(f"cifar-10-batches-py/{name}")
    assert member is not None
    raw = pickle.load(member, encoding="bytes")
    return raw[b"data"].reshape(-1, 3, 32, 32).transpose(0, 2, 3, 1), np.array(raw[b"labels"], np.int32)
