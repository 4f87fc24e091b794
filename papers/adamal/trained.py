"""Figures 1 to 3 and table 1, reduced to the digits: four optimizers, rates halved as the table has it."""

from networks.here import Trained
from papers.reduced import accuracies_of, trained

SEEDS = 5
EPOCHS = 80  # as the text has it
BATCHES = (32, 128, 512)  # ours: the text prints none
NAMES = {"Adam": "adam", "AMSGrad": "amsgrad", "AdamAL": "adamal", "SGD": "sgd"}


def _smaller(batch: int) -> tuple[tuple[str, object], ...]:
    return (("model.hidden", (100,)), ("epochs", EPOCHS), ("every", 10_000), ("batch", batch))


def courses(batch: int = 128) -> dict[str, Trained]:
    """Title -> training."""
    return trained("cifar-resnet18", SEEDS, _smaller(batch))


def accuracies(batch: int = 128) -> dict[str, float]:
    """As `accuracies_of`, by the names above."""
    return accuracies_of({NAMES[title]: each for title, each in courses(batch).items()})


def by_batch() -> dict[int, dict[str, float]]:
    """Size of the batch -> accuracies."""
    return {batch: accuracies(batch) for batch in BATCHES}


def batches() -> dict[str, float]:
    """NAME_range: how far the mean accuracies at the batch sizes lie apart, in points."""
    found = by_batch().values()
    return {
        f"{name}_range": max(each[name] for each in found) - min(each[name] for each in found)
        for name in NAMES.values()
    }
