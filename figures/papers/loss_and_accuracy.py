"""003, figure 2: (a) training loss and (b) validation accuracy under four schedules."""

from collections.abc import Iterator, Mapping

from figures.papers import Drawing, PaperPanel
from figures.papers.gradient_norms import schedules
from figures.trained_curves import trained_figure
from networks.here import Trained
from papers.record import Item


def panels(item: Item, runs: Mapping[str, Trained], dark: bool) -> Iterator[PaperPanel]:
    yield PaperPanel("loss", trained_figure("loss", runs, dark), "(a) Look whose loss falls soonest, and whose lowest.")
    yield PaperPanel(
        "accuracy", trained_figure("validation_accuracy", runs, dark), "(b) Look whether the bands can be told apart."
    )


DRAWING = Drawing(lambda item: schedules(), panels)
