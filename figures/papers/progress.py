"""001, figure 2, reduced to the digits: accuracy and loss along training, then the accuracies at its end."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from figures.papers import Drawing, PaperPanel, accuracies
from figures.trained_curves import trained_figure
from networks.here import Trained
from papers.adamal.trained import courses
from papers.record import Item


class Progress(NamedTuple):
    runs: Mapping[str, Trained]
    end: accuracies.Accuracies


def panels(item: Item, found: Progress, dark: bool) -> Iterator[PaperPanel]:
    yield PaperPanel(
        "accuracy", trained_figure("validation_accuracy", found.runs, dark), "Look who is above, and by how much."
    )
    yield PaperPanel("loss", trained_figure("loss", found.runs, dark), "The training loss, epoch by epoch.")
    yield from accuracies.panels(item, found.end, dark)


DRAWING = Drawing(lambda item: Progress(courses(), accuracies.accuracies(item)), panels)
