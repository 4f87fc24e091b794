"""001, abstract, and 004, figure 2a: who ends where on an online problem, and what each divides by."""

from collections.abc import Iterator, Sequence

from dynamics.online import Play
from figures.online_figures import average_figure, budget_figure, position_figure, regret_figure
from figures.papers import Drawing, PaperPanel
from papers.adamal import online as adamal
from papers.amsgrad import online as amsgrad
from papers.record import Item


def plays(item: Item) -> Sequence[Play]:
    assert item.online is not None, item.name
    return list(amsgrad.plays(item.online).values()) if item.paper == "004" else adamal.plays(item.online)


def panels(item: Item, played: Sequence[Play], dark: bool) -> Iterator[PaperPanel]:
    best = played[0].problem.best
    where = "" if best is None else f": the optimum is {best:g}".replace("-", "−")
    yield PaperPanel("position", position_figure(played, dark), f"Look where each ends{where}.")
    yield PaperPanel(
        "regret", regret_figure(played, dark), "Only what falls to 0 or below does as well as the optimum."
    )
    yield PaperPanel("average", average_figure(played, dark), "The mean of all positions so far.")
    yield PaperPanel("budget", budget_figure(played, dark), "Look where B falls: there the average forgets.")


DRAWING = Drawing(plays, panels)
