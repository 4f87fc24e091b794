"""Paper 003's experiments in full, on the digits that it has: four schedules, seven sizes of the first weights, the
algorithm as printed, and the two meanings of K."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from networks.experiment.printed_tables import PRINTED_TABLES
from networks.experiment.training_presets import TRAINING_PRESETS
from networks.here import Trained, train_here
from networks.results.reproducing import judged
from papers.search import Grid, Search
from papers.underway import tell

Array = npt.NDArray[np.float64]

SEEDS = 3  # ours: the paper does not say how many
SHORT = {
    "Lipschitz rate, constant": "constant",
    "Exponential": "exponential",
    "1/√t": "root",
    "Cosine": "cosine",
}
STARTS = PRINTED_TABLES["digits-starts"].rows
LOW = 0.1  # a loss at which training has come far: chance is ln 10
SHORT_OF = 5.0  # points: five times as much as the seeds differ by
CHANCE = 0.2  # an accuracy below it has learned nothing: a tenth is chance
CURVED = {"optimizer": "sgd", "lr": 1e-3, "rate": "given", "epochs": 3_000, "every": 250}
# What the paper leaves open of its network, and the grid that is tried: stated before any run.
UNITS, TRIED = (16, 32, 64, 128), ("Start 0.001", "Start 0.01", "Start 0.1")
SHARES = ("validation_accuracy",)


class Course(NamedTuple):
    """One schedule's training over S seeds and T updates: gradient norm and training loss before each update, (S, T);
    updates made before each reading (k,), and the validation accuracy then, (S, k)."""

    gradient_norm: Array
    loss: Array
    at: npt.NDArray[Any]
    accuracy: Array


@lru_cache(maxsize=4)
def trained(preset: str, seeds: int = SEEDS) -> dict[str, Trained]:
    """Title -> what a preset's full experiments come to; the same call again costs nothing."""
    return train_here(TRAINING_PRESETS[preset].full, range(seeds), tell)


def courses() -> dict[str, Course]:
    """constant, exponential, root and cosine to their trainings: figures 1 and 2."""
    return {SHORT[title]: _course(each) for title, each in trained("digits-schedules").items()}


def _course(each: Trained) -> Course:
    at, accuracy = each.measurements["validation_accuracy"]
    return Course(each.curves["gradient_norm"], each.curves["loss"], at, accuracy)


def schedules() -> dict[str, float]:
    """NAME_norm, NAME_loss, NAME_accuracy: gradient norm and training loss at the end, validation accuracy in %, means
    over the seeds, each with its NAME_…_sd; NAME_soon: updates until the loss is first below 0.1, inf if never. Norms
    and losses by their decimal logarithm: they differ by factors."""
    out: dict[str, float] = {}
    for name, each in courses().items():
        below = each.loss < LOW
        soon = np.where(below.any(axis=1), below.argmax(axis=1), np.inf)
        readings = {
            "norm": np.log10(each.gradient_norm[:, -1]),
            "loss": np.log10(each.loss[:, -1]),
            "accuracy": 100 * each.accuracy[:, -1],
            "soon": soon,
        }
        for what, values in readings.items():
            out[f"{name}_{what}"] = float(values.mean())
            out[f"{name}_{what}_sd"] = float(values.std(ddof=1)) if np.isfinite(values).all() else 0.0
    return out


def starts() -> dict[str, float]:
    """Of each start of table 1, such as "Start 0.01": its three quantities and their deviations over the seeds."""
    return _rows(trained("digits-starts"))


def printed_algorithm() -> dict[str, float]:
    """The same of one seed, without bias correction. dead: how many of the starts end at an accuracy of chance; short:
    how many end more than SHORT_OF points below table 1."""
    found = _rows(trained("digits-printed", 1))
    accuracies = {title: found[f"{title} validation_accuracy"] for title in STARTS}
    below = [float(STARTS[title]["validation_accuracy"]) - each for title, each in accuracies.items()]
    return found | {
        "dead": float(sum(each < 100 * CHANCE for each in accuracies.values())),
        "short": float(sum(each > SHORT_OF for each in below)),
        "starts": float(len(STARTS)),
    }


def search_network() -> Search:
    """Hidden units, biases and the scale of the pixels, for table 1's gradient norms at the start."""
    grid: Grid = {"hidden units": UNITS, "biases": ("with", "without"), "pixels": ("0 to 16", "0 to 1")}
    off = [
        [[_norms_off(int(units), biases, scaled) for scaled in (False, True)] for biases in (True, False)]
        for units in UNITS
    ]
    return Search("table 1's gradient norms at the start, within two deviations over the seeds", grid, np.array(off))


def _norms_off(units: int, biases: bool, scaled: bool) -> float:
    """0 where the norms of all TRIED starts are reproduced, else the largest distance from them, relative."""
    network = {"model.hidden": (units,), "model.biases": biases, "data.scaled": scaled}
    once = {"rate": "given", "epochs": 1, "every": 1}
    chosen = [each.with_(**network | once) for each in TRAINING_PRESETS["digits-starts"].full if each.title in TRIED]
    found = _rows(train_here(chosen, range(SEEDS), tell))
    quantity = "gradient_norm_start"
    if all(reproduced(title, quantity, found) for title in TRIED):
        return 0.0
    return max(abs(found[f"{title} {quantity}"] / float(STARTS[title][quantity]) - 1) for title in TRIED)


def _rows(runs: dict[str, Trained]) -> dict[str, float]:
    out: dict[str, float] = {}
    for title, each in runs.items():
        for quantity in STARTS[title]:
            mean, deviation = each.over_seeds(quantity)
            scale = 100 if quantity in SHARES else 1
            out |= {f"{title} {quantity}": scale * mean, f"{title} {quantity}_sd": scale * deviation}
    return out


def reproduced(title: str, quantity: str, found: Mapping[str, float]) -> bool:
    """Whether a printed number is within two standard deviations of ours, or as printed: see `judged`."""
    name = f"{title} {quantity}"
    return judged(found[name], found[f"{name}_sd"], STARTS[title][quantity], quantity in SHARES)[0]


def meanings() -> dict[str, float]:
    """product: K of the experiments, the product of the layers' norms after the chosen trial, the largest over the
    seeds. curvature: the largest curvature of the loss that plain descent meets from the same starts, which K of the
    theorem must be above."""
    constants = [each.measurements["lipschitz_constant"][1].max() for each in trained("digits-schedules").values()]
    descent = TRAINING_PRESETS["digits-schedules"].full[0].with_(**CURVED)
    (curved,) = train_here([descent], range(SEEDS), tell).values()
    sharpness = curved.measurements["thermometer"][1] / float(descent.optimizer.configured.hyper.lr)
    return {"product": float(max(constants)), "curvature": float(np.nanmax(sharpness))}
