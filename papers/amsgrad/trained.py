"""Figures 2b to 2d, reduced to the digits: logistic regression, a hidden layer of 100 and a small VAE."""

from typing import Any

import numpy as np
import numpy.typing as npt

from networks.here import Trained
from papers.reduced import trained

Array = npt.NDArray[np.float64]

SEEDS = 5
NAMES = {"Adam": "adam", "AMSGrad": "amsgrad"}
SMALLER: dict[str, tuple[tuple[str, Any], ...]] = {
    "mnist-logistic": (("model.kind", "logistic"), ("every", 10_000)),
    "mnist-mlp": (("every", 10_000),),
    "mnist-vae": (("model.kind", "vae"), ("model.width", 0.25), ("every", 10_000)),
}


def _all(preset: str) -> dict[str, Trained]:
    return {NAMES[title]: each for title, each in trained(preset, SEEDS, SMALLER[preset]).items()}


def losses(preset: str) -> dict[str, Array]:
    """adam, amsgrad to the training loss before each update, (S, updates): figures 2b, 2c and 2d."""
    return {name: each.curves["loss"] for name, each in _all(preset).items()}


def compared(preset: str) -> dict[str, float]:
    """NAME_loss, NAME_loss_sd: the training loss over the last epoch, mean and deviation over the seeds. apart: how far
    Adam's is above AMSGrad's, relative to it."""
    out: dict[str, float] = {}
    for name, each in _all(preset).items():
        out[f"{name}_loss"], out[f"{name}_loss_sd"] = each.over_seeds("loss")
    return out | {"apart": out["adam_loss"] / out["amsgrad_loss"] - 1}
