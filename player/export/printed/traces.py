"""Each kind of Plotly trace: how it is drawn, and the room it needs."""

from collections.abc import Callable
from typing import Any

import numpy as np

from player.export.printed.axis import Axis
from player.export.printed.bars import bar_ends, bars
from player.export.printed.fields import contour, field
from player.export.printed.lines import scatter
from player.export.printed.printed_panel import PrintedPanel, cells, centres, edges, picture

Span = tuple[float, float, bool]
NOTHING: Span = (np.inf, -np.inf, False)
# Called with the panel, the trace, and the trace before it there; in the order in which Plotly stacks them.
DRAW: dict[str, Callable[[PrintedPanel, Any, Any], None]] = {
    "image": field, "heatmap": field, "contour": contour, "bar": bars, "scattergl": scatter, "scatter": scatter,
}  # fmt: skip


def spans(trace: Any, x: Axis, y: Axis) -> tuple[Span, Span]:
    """What a trace needs of both axes: lowest, highest, and whether to leave room beside them."""
    if trace.type in ("heatmap", "contour", "image"):
        shape = np.shape(picture(trace) if trace.type == "image" else trace.z)
        across, up = centres(trace, x, y) if trace.type == "contour" else (edges(*a) for a in cells(trace, shape, x, y))
        return (float(across.min()), float(across.max()), False), (float(up.min()), float(up.max()), False)
    if trace.type == "bar":
        start, end, bottom, top = bar_ends(trace)
        return (float(start.min()), float(end.max()), False), (float(bottom.min()), float(top.max()), False)
    across, up = x.number(trace.x), y.number(trace.y)
    if not np.isfinite(across).any() or not np.isfinite(up).any():
        return NOTHING, NOTHING
    mode = trace.mode or "lines"
    wide = trace.fill not in ("tozeroy", "tonexty") and ("markers" in mode or "text" in mode)
    low, high = float(np.nanmin(up)), float(np.nanmax(up))
    if trace.fill == "tozeroy" and not y.log:
        low, high = min(low, 0.0), max(high, 0.0)
    return (float(np.nanmin(across)), float(np.nanmax(across)), wide), (low, high, True)
