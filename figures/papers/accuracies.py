"""Tables of accuracies: the reduced run on the handwritten digits, and beside it what the paper prints for its own
data, with recorded launches of the full setting where there are any."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from dynamics import OPTIMIZERS, Optimizer
from figures.dots import Dot, dots_figure
from figures.papers import Drawing, PaperPanel
from networks.experiment.printed_tables import PRINTED_TABLES
from networks.experiment.training_presets import TRAINING_PRESETS
from papers.record import Item
from papers.reduced import compared

NAMES = {"sgdm": "heavy-ball"}  # in the records, where it is not the optimizer's own
QUANTITY = "validation_accuracy"


class Accuracies(NamedTuple):
    """reduced: the run here; others: a title -> what is printed for it, or has been recorded of it."""

    reduced: list[Dot]
    others: Mapping[str, list[Dot]]


def accuracies(item: Item) -> Accuracies:
    measured = item.measured()
    known = [(name, NAMES.get(name, name)) for name in measured if f"{name}_sd" in measured]
    dots = [
        Dot(OPTIMIZERS[key].title, OPTIMIZERS[key], measured[name], measured[f"{name}_sd"])
        for name, key in known
        if key in OPTIMIZERS
    ]
    return Accuracies(dots, dict(_full(item)))


def _full(item: Item) -> Iterator[tuple[str, list[Dot]]]:
    for name in item.not_here.presets if item.not_here else ():
        preset = TRAINING_PRESETS[name]
        if name in PRINTED_TABLES:
            rules = {each.title: each.optimizer.configured for each in preset.full}
            rows = PRINTED_TABLES[name].rows
            yield (
                f"As printed: {preset.title}",
                [_printed(title, rules[title], row[QUANTITY]) for title, row in rows.items()],
            )
        for comparison in compared(name):
            yield (
                f"Launched here: {preset.title}",
                [
                    Dot(first.experiment.title, first.experiment.optimizer.configured, cell.mean, cell.deviation)
                    for line, cells in comparison.rows
                    if (first := line.runs[0]) and (cell := cells.get(QUANTITY))
                ],
            )


def _printed(title: str, optimizer: Optimizer, text: str) -> Dot:
    mean, _, deviation = text.partition("±")
    return Dot(title, optimizer, float(mean), float(deviation or "nan"))


def panels(item: Item, found: Accuracies, dark: bool) -> Iterator[PaperPanel]:
    yield PaperPanel(
        "reduced",
        dots_figure(
            "Reduced run on the digits: accuracy, %", found.reduced, dark, "mean and standard deviation over seeds"
        ),
        "Not the paper's data: compare the order, and how far the bars overlap.",
    )
    for k, (title, dots) in enumerate(found.others.items(), 1):
        yield PaperPanel(f"table {k}", dots_figure(f"{title}, %", dots, dark), "Another task than the reduced run's.")


DRAWING = Drawing(accuracies, panels)
