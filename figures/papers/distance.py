"""000, figure 1: Adam on the ripple, under every convention; what it measures and its effective rates."""

from collections.abc import Iterator

from dynamics import Trajectory
from figures.papers import Drawing, PaperPanel
from figures.recession_figures import distance_figure, rates_figure
from papers.adafix.receding import paths
from papers.record import Item

Key = tuple[str, str]
CHOSEN = ("standard", "root")


def panels(item: Item, runs: dict[Key, Trajectory], dark: bool) -> Iterator[PaperPanel]:
    yield PaperPanel(
        "distance",
        distance_figure(runs, CHOSEN, dark),
        "Look for a line that falls until it is close and later crosses the region's end: in bold the convention that"
        " the verdict is about.",
    )
    yield PaperPanel(
        "rates", rates_figure(runs[CHOSEN], dark), "The paper blames their growth. Here is how far they grow."
    )


DRAWING = Drawing(lambda item: paths(), panels)
