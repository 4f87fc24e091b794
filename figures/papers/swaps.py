"""001, figure 1: AMSGrad's swaps, a cell for each coordinate: how many in the number, how close together in the
colour."""

from collections.abc import Iterator

from dynamics.online.swaps import Swaps
from figures.papers import Drawing, PaperPanel
from figures.swap_figures import swap_figure
from landscapes import LANDSCAPES
from papers.record import Item
from scenarios.swapped import NOISE, STEPS, on_surfaces


def panels(item: Item, found: dict[str, tuple[Swaps, Swaps]], dark: bool) -> Iterator[PaperPanel]:
    titles = [LANDSCAPES[name].title for name in found]
    title = f"AMSGrad's swaps on surfaces, {STEPS:,} steps, noise {NOISE:g}"
    yield PaperPanel(
        "swaps",
        swap_figure(title, "steps", list(found.values()), titles, ["x", "y"], dark),
        "As the caption has it: the number counts swaps, the darker the colour the closer they follow one another.",
    )


DRAWING = Drawing(lambda item: on_surfaces(), panels)
