"""The papers' figures and tables, rebuilt: a module a figure, named as the records name it (`Item.figure`).

A module ends in `DRAWING = Drawing(arrays, panels)`. The arrays come from the functions beside the record, so that what
is drawn is what was measured; they are computed behind the page, and drawn when they are there.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

import plotly.graph_objects as go

from papers.record import Item


@dataclass(frozen=True)
class PaperPanel:
    """name: among the panels of its figure; look: a sentence on what to look for."""

    name: str
    figure: go.Figure
    look: str


@dataclass(frozen=True)
class Drawing:
    """arrays: of an item, what is drawn; panels: that, in light or dark, the first one leading."""

    arrays: Callable[[Item], Any]
    panels: Callable[[Item, Any, bool], Iterator[PaperPanel]]


@cache
def drawing(figure: str) -> Drawing | None:
    """By the name that records give a figure; None for an item without one. Raises ModuleNotFoundError."""
    if not figure:
        return None
    found: Drawing = import_module(f"figures.papers.{figure.replace(' ', '_')}").DRAWING
    return found
