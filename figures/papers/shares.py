"""000, algorithm 1: what becomes of a grid of starts over the region, with Adam and with AdaFix."""

from collections.abc import Iterator
from typing import Any

from figures.leaving_figures import grid_figure, shares_figure
from figures.papers import Drawing, PaperPanel
from papers.adafix.receding import START, grids
from papers.record import Item
from scenarios.recession_scenes import divided


def panels(item: Item, codes: dict[str, Any], dark: bool) -> Iterator[PaperPanel]:
    *_, last = codes
    yield PaperPanel(
        "shares",
        shares_figure(divided(codes), last, dark),
        "In bold AdaFix: compare it with the first row, Adam under the same convention.",
    )
    yield PaperPanel(
        "grid", grid_figure(codes[last], START, last, dark), "Where those starts lie that AdaFix lets leave."
    )


DRAWING = Drawing(lambda item: grids(), panels)
