"""003, table 1: seven sizes of the first weights, ours beside what is printed."""

from collections.abc import Iterator, Mapping

from dynamics import OPTIMIZERS
from figures.dots import Dot, dots_figure
from figures.papers import Drawing, PaperPanel
from papers.constant_step.tables import QUANTITIES
from papers.constant_step.trained import SHARES, STARTS, starts
from papers.record import Item, Measured

UNDER = "filled: ours, with one standard deviation over the seeds; hollow: as printed"


def panels(item: Item, found: Measured, dark: bool) -> Iterator[PaperPanel]:
    for quantity, words in QUANTITIES.items():
        dots = [_dot(title, row, quantity, found) for title, row in STARTS.items()]
        title = words[0].upper() + words[1:] + (", %" if quantity in SHARES else "")
        yield PaperPanel(
            quantity,
            dots_figure(title, dots, dark, UNDER, log=quantity not in SHARES),
            "Look where the hollow mark lies outside the bar of the filled one.",
        )


def _dot(title: str, row: Mapping[str, str], quantity: str, found: Measured) -> Dot:
    name = f"{title} {quantity}"
    return Dot(title, OPTIMIZERS["adam"], found[name], found[f"{name}_sd"], float(row[quantity]))


DRAWING = Drawing(lambda item: starts(), panels)
