"""003, figure 1: the gradient norm under four schedules, (a) all of the training and (b) the end of it, enlarged."""

from collections.abc import Iterator, Mapping

from figures.papers import Drawing, PaperPanel
from figures.trained_curves import enlarged, trained_figure
from networks.here import Trained
from papers.constant_step.trained import trained
from papers.record import Item

PART = 0.9  # of the training, from which on it is enlarged


def panels(item: Item, runs: Mapping[str, Trained], dark: bool) -> Iterator[PaperPanel]:
    yield PaperPanel(
        "whole",
        trained_figure("gradient_norm", runs, dark),
        "(a) Look whose norm is lowest at the end; a band reaches from the least seed to the greatest.",
    )
    yield PaperPanel(
        "enlarged",
        enlarged("gradient_norm", runs, PART, dark),
        "(b) The last tenth of the updates, enlarged: look who swings.",
    )


def schedules() -> dict[str, Trained]:
    """Constant, Exponential, 1/√t and Cosine to their trainings."""
    return {title.rpartition(", ")[2].capitalize(): each for title, each in trained("digits-schedules").items()}


DRAWING = Drawing(lambda item: schedules(), panels)
