"""Bars along x, drawn in px."""

from typing import Any

import numpy as np
import numpy.typing as npt
from matplotlib.patches import Rectangle

from player.export.printed.colours import rgba
from player.export.printed.printed_panel import PrintedPanel

Array = npt.NDArray[np.float64]


def bar_ends(trace: Any) -> tuple[Array, Array, Array, Array]:
    """Where each bar begins and ends along x, and its lower and upper edge. Raises ValueError for a bar that stands."""
    if trace.orientation != "h":
        raise ValueError("Only bars along x can be printed.")
    rows, half = np.asarray(trace.y, np.float64), (trace.width or 0.8) / 2
    start = np.zeros(len(rows)) if trace.base is None else np.asarray(trace.base, np.float64)
    return start, start + np.asarray(trace.x, np.float64), rows - half, rows + half


def bars(panel: PrintedPanel, trace: Any, before: Any) -> None:
    a, b, low, high = bar_ends(trace)
    left = panel.x.at(a)
    right = panel.x.at(b)
    bottom = panel.y.at(low)
    top = panel.y.at(high)
    colour = rgba(trace.marker.color or panel.colour, trace.opacity)
    for x0, x1, y0, y1 in zip(left, right, bottom, top, strict=True):
        panel.add(Rectangle((x0, y0), x1 - x0, y1 - y0, facecolor=colour, edgecolor="none"))
