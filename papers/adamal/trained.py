"""Figures 1 to 3 and table 1, reduced to the digits: four optimizers, rates halved as the table has it."""

from papers.reduced import accuracies_of, trained

SEEDS = 5
EPOCHS = 80  # as the text has it
BATCHES = (32, 128, 512)  # ours: the text prints none
NAMES = {"Adam": "adam", "AMSGrad": "amsgrad", "AdamAL": "adamal", "SGD": "sgd"}


def _smaller(batch: int) -> tuple[tuple[str, object], ...]:
    return (("model.hidden", (100,)), ("epochs", EPOCHS), ("every", 10_000), ("batch", batch))


def accuracies(batch: int = 128) -> dict[str, float]:
    """As `accuracies_of`, by the names above."""
    found = trained("cifar-resnet18", SEEDS, _smaller(batch))
    return accuracies_of({NAMES[title]: each for title, each in found.items()})


def batches() -> dict[str, float]:
    """NAME_range: how far the mean accuracies at the batch sizes lie apart, in points."""
    found = [accuracies(batch) for batch in BATCHES]
    return {
        f"{name}_range": max(each[name] for each in found) - min(each[name] for each in found)
        for name in NAMES.values()
    }
