"""What the runs of a training have come to."""

from typing import Any

import numpy as np
import numpy.typing as npt

from networks.training.steps import Steps

Array = npt.NDArray[Any]


def summary(steps: Steps, latest: Array, first: Array, validation: Array, diverged: Array) -> dict[str, Array]:
    """As `Training.summary`. latest (runs, k, names): the last epoch's updates; first (runs,): gradient norm of the
    first update; validation (runs, 2); diverged (runs,)."""
    names, empty, gone = steps.names, np.full(len(first), np.nan, np.float32), diverged > 0
    with np.errstate(over="ignore", invalid="ignore"):
        means = latest.mean(1) if latest.size else np.full((len(first), len(names)), np.nan, np.float32)
    found = {
        "loss": means[:, 0],
        "accuracy": means[:, 1] if steps.objective.classifies else empty,
        "validation_loss": validation[:, 0],
        "validation_accuracy": validation[:, 1],
        "gradient_norm_end": latest[:, -1, names.index("gradient_norm")] if latest.size else empty,
    }
    found = {name: np.where(gone, np.float32(np.nan), values) for name, values in found.items()}
    return found | {"gradient_norm_start": first, "diverged_at": np.where(gone, diverged, np.nan)}
