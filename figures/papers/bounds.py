"""000, theorem 3.1: what Adam divides by beside the bound, printed and corrected."""

from collections.abc import Iterator

from dynamics import Trajectory
from figures.papers import Drawing, PaperPanel
from figures.recession_figures import bounds_figure, distance_figure
from papers.adafix.receding import paths
from papers.record import Item

KEY = ("none", "root")  # as the proof has it


def panels(item: Item, runs: dict[tuple[str, str], Trajectory], dark: bool) -> Iterator[PaperPanel]:
    yield PaperPanel(
        "bounds",
        bounds_figure(runs[KEY], dark),
        "Where the solid line lies below a bound, the theorem says that the next step recedes: compare with the dots.",
    )
    yield PaperPanel("distance", distance_figure(runs, KEY, dark), "The same run in bold: where r² grows, it recedes.")


DRAWING = Drawing(lambda item: paths(), panels)
