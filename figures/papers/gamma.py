"""001, equation 15: Γ over the last rounds of Reddi's problem, and the budget B."""

from collections.abc import Iterator, Sequence

from dynamics.online import Play
from figures.gamma import gamma_figure
from figures.online_figures import budget_figure
from figures.papers import Drawing, PaperPanel
from papers.adamal.online import plays
from papers.record import Item


def panels(item: Item, found: Sequence[Play], dark: bool) -> Iterator[PaperPanel]:
    yield PaperPanel("gamma", gamma_figure(found, dark), "Look for what falls below 0: there the next steps grow.")
    yield PaperPanel("budget", budget_figure(found, dark), "Γ is this budget's change, over the rates.")


def played(item: Item) -> Sequence[Play]:
    assert item.online is not None, item.name
    return plays(item.online)


DRAWING = Drawing(played, panels)
