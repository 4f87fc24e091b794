"""001, abstract: who ends where on Reddi's problem, and what each divides by."""

from collections.abc import Iterator, Sequence

from dynamics.online import Play
from figures.online_figures import budget_figure, position_figure
from figures.papers import Drawing, PaperPanel
from papers.adamal.online import plays
from papers.record import Item


def panels(item: Item, played: Sequence[Play], dark: bool) -> Iterator[PaperPanel]:
    yield PaperPanel("position", position_figure(played, dark), "Look where each ends: the optimum is −1.")
    yield PaperPanel("budget", budget_figure(played, dark), "Look where B falls: what Adam forgets, AdamAL keeps.")


DRAWING = Drawing(lambda item: plays(), panels)
