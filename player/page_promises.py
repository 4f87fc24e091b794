"""What each page promises, in the order of the header: the page before it ends with this sentence."""

from typing import NamedTuple


class Promise(NamedTuple):
    """The script of a page, and a sentence on what its reader will see there."""

    script: str
    sentence: str


PROMISES: dict[str, Promise] = {
    "Explore": Promise("pages/explore.py", "One start, a dozen optimizers: watch where each goes, and how fast."),
    "Orbits": Promise("pages/orbits.py", "With a constant rate some never rest: closed orbits, and whether they hold."),
    "Maps": Promise("pages/maps.py", "Every start in the colour of the minimum it reaches: borders like lace."),
    "Flats": Promise("pages/flats.py", "No slope, only memory: how far each optimizer coasts, and the bound on it."),
    "Recession": Promise("pages/recession.py", "Does Adam leave an optimum that it has come near? Only under some"
                         " conventions."),
    "Online": Promise("pages/online.py", "A rare slope against many small ones: where Adam settles on the wrong side."),
    "Noise": Promise("pages/noise.py", "How much noise an average takes away, and what it leaves however long it"
                     " runs."),
    "Networks": Promise("pages/networks.py", "The same optimizers, from the same lines, train a network in seconds."),
    "Papers": Promise("pages/papers.py", "Five papers, claim by claim, run again: what holds, what was misprinted."),
    "Lessons": Promise("pages/lessons.py", "Predict, then watch: short lessons that any of these pictures can answer."),
    "Reference": Promise("pages/reference.py", "Every rule as it runs, and where papers and libraries part ways."),
}  # fmt: skip


def after(title: str) -> str:
    """The page after this one; after the last, the first."""
    titles = list(PROMISES)
    return titles[(titles.index(title) + 1) % len(titles)]
