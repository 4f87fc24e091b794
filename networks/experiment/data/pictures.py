"""What every data set gives."""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

Progress = Callable[[float], None]


class Pictures(NamedTuple):
    pictures: npt.NDArray[Any]  # (n, height, width, channels)
    labels: npt.NDArray[np.int32]  # (n,)
    held: npt.NDArray[Any]  # for validation
    held_labels: npt.NDArray[np.int32]
