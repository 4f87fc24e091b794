"""000, the bound L η: AdaFix's largest gradient and the level below which its gate is shut."""

from collections.abc import Iterator

from dynamics import Trajectory
from figures.papers import Drawing, PaperPanel
from figures.recession_figures import gate_figure
from papers.adafix.receding import fixed
from papers.record import Item


def panels(item: Item, run: Trajectory, dark: bool) -> Iterator[PaperPanel]:
    look = "While the largest gradient is below L η, v stays. L η is what stands for the bound of theorem 3.1."
    yield PaperPanel("gate", gate_figure(run, dark), look)


DRAWING = Drawing(lambda item: fixed(), panels)
