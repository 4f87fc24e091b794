"""When a training is no longer finite."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]


def first_wrong(names: Sequence[str], table: Array, validation: Array, step: int, over: bool) -> Array:
    """(runs,): the first update at which a run was not finite, 0 if it is.

    table (runs, k, names): of the k updates up to `step`; validation (runs,): the loss after them, if it is over.
    Whatever is not finite in a network makes its next loss so. A norm alone may be infinite though what it measures is
    not, unless what comes after it, at the end the validation, is not finite either.
    """
    if not table.size:
        return np.zeros(len(table), np.int64)
    loss, moved = (table[..., names.index(name)] for name in ("loss", "step_norm"))
    wrong = ~np.isfinite(loss) | np.isnan(moved)
    if over:
        wrong[:, -1] |= ~np.isfinite(moved[:, -1]) & ~np.isfinite(validation)
    first = step - table.shape[1] + 1 + wrong.argmax(1)
    return np.where(wrong.any(1), first, 0)
