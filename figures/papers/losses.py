"""004, figures 2b to 2d, reduced to the digits: the training loss of Adam and of AMSGrad."""

from collections.abc import Iterator, Mapping

from figures.papers import Drawing, PaperPanel
from figures.trained_curves import enlarged, trained_figure
from networks.here import Trained
from papers.amsgrad.trained import SEEDS, SMALLER
from papers.record import Item
from papers.reduced import trained

PART = 0.5  # of the training, from which on it is enlarged


def losses(item: Item) -> Mapping[str, Trained]:
    assert item.not_here is not None, item.name
    (preset,) = item.not_here.presets
    return trained(preset, SEEDS, SMALLER[preset])


def panels(item: Item, runs: Mapping[str, Trained], dark: bool) -> Iterator[PaperPanel]:
    yield PaperPanel(
        "loss", trained_figure("loss", runs, dark), "Look which line is lower, and whether the bands overlap."
    )
    yield PaperPanel("late", enlarged("loss", runs, PART, dark), "The second half, enlarged.")


DRAWING = Drawing(losses, panels)
