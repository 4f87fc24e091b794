"""000, figure 2, reduced to the digits: accuracy, the norm of v and the effective rate along training."""

from collections.abc import Iterator, Mapping

from figures.papers import Drawing, PaperPanel
from figures.trained_curves import trained_figure
from networks.here import Trained
from papers.adafix.trained import adaptive
from papers.record import Item

LOOK = {
    "validation_accuracy": "Look for swings late in training: the paper says that Adam's accuracy has them.",
    "v_norm": "As v shrinks, the rates grow. AMSGrad divides by its largest v, which never falls.",
    "effective_rate": "The median coordinate. The paper says that Adam's explode, and AMSGrad's stay too low.",
}


def panels(item: Item, runs: Mapping[str, Trained], dark: bool) -> Iterator[PaperPanel]:
    for quantity, look in LOOK.items():
        yield PaperPanel(quantity, trained_figure(quantity, runs, dark), look)


DRAWING = Drawing(lambda item: adaptive(), panels)
