"""Tables 1 and 2 and figure 2, reduced to the digits: five optimizers, five seeds, as the paper sets them."""

import numpy as np

from networks.here import Trained
from networks.results.summary import over_seeds
from papers.reduced import accuracies_of, trained

SEEDS = 5  # as printed, and 300 epochs, batches of 128
SMALLER = (("model.hidden", (256,)), ("epochs", 300), ("every", 330))
NAMES = {"Heavy ball": "sgdm", "Adam": "adam", "AMSGrad": "amsgrad", "AdaBound": "adabound", "AdaFix": "adafix"}
LATE = 0.5  # of the run, from which on accuracy is looked at for swings


def _all() -> dict[str, Trained]:
    return {NAMES[title]: each for title, each in trained("mnist-table", SEEDS, SMALLER).items()}


def accuracies() -> dict[str, float]:
    """As `accuracies_of`, by the names above."""
    return accuracies_of(_all())


def adaptive() -> dict[str, Trained]:
    """Title -> training of the three that figure 2 is about."""
    return {each.experiment.title: each for name, each in _all().items() if name in ("adam", "amsgrad", "adafix")}


def course() -> dict[str, float]:
    """NAME_swing, NAME_swing_sd: the mean change of accuracy from one epoch to the next over the second half, in
    points, and its standard deviation over the seeds; NAME_v: the norm of what the rule keeps for its denominator at
    the end over its largest; NAME_rate: the median effective rate at the end over the first; means over the seeds."""
    out: dict[str, float] = {}
    for name, each in _all().items():
        accuracy = each.measurements["validation_accuracy"][1]
        late = accuracy[:, int(LATE * accuracy.shape[1]) :]
        swings = 100 * np.abs(np.diff(late, axis=1)).mean(axis=1)
        out[f"{name}_swing"], out[f"{name}_swing_sd"] = over_seeds(swings.tolist())
        kept = each.curves.get("largest_norm", each.curves.get("v_norm"))
        if kept is not None:
            out[f"{name}_v"] = float((kept[:, -1] / kept.max(axis=1)).mean())
        rate = each.measurements["effective_rate"][1][:, :, 2]
        out[f"{name}_rate"] = float((rate[:, -1] / rate[:, 0]).mean())
    return out
