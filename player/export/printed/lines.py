"""Lines, marks, fills, error bars and words of a scatter trace, drawn in px."""

from typing import Any

import numpy as np
import numpy.typing as npt
from matplotlib.collections import LineCollection
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from player.export.printed.colours import dashes, mark, rgba, scaled
from player.export.printed.printed_panel import PrintedPanel
from player.export.printed.words import Block, typed, write

Array = npt.NDArray[np.float64]
OPPOSITE = {"left": "right", "right": "left", "top": "bottom", "bottom": "top"}


def scatter(panel: PrintedPanel, trace: Any, before: Any) -> None:
    x, y = panel.x.at(panel.x.number(trace.x)), panel.y.at(panel.y.number(trace.y))
    mode, clipped = trace.mode or "lines", getattr(trace, "cliponaxis", True) is not False  # WebGL traces have none
    if trace.connectgaps:
        held = np.isfinite(x) & np.isfinite(y)
        x, y = x[held], y[held]
    if trace.line.shape in ("hv", "vh"):
        ahead, behind = np.s_[1:], np.s_[:-1]
        a, b = (ahead, behind) if trace.line.shape == "hv" else (behind, ahead)
        x, y = np.repeat(x, 2)[a], np.repeat(y, 2)[b]
    if trace.fill and trace.fill != "none":
        _fill(panel, trace, x, y, before)
    _errors(panel, trace)
    width = 2 if trace.line.width is None else trace.line.width
    if "lines" in mode and width > 0:
        (line,) = panel.axes.plot(
            x,
            y,
            color=rgba(trace.line.color or panel.colour, trace.opacity),
            linewidth=width,
            linestyle=dashes(trace.line.dash, width),
            dash_capstyle="butt",
            solid_capstyle="butt",
        )
        line.set_clip_path(panel.box if clipped else None)
    if "markers" in mode:
        _markers(panel, trace, x, y, clipped)
    if "text" in mode:
        _texts(panel, trace, x, y)


def _markers(panel: PrintedPanel, trace: Any, x: Array, y: Array, clipped: bool) -> None:
    look, edge = trace.marker, trace.marker.line
    opacity = (1 if trace.opacity is None else trace.opacity) * (1 if look.opacity is None else look.opacity)
    symbols = look.symbol if isinstance(look.symbol, (list, tuple, np.ndarray)) else [look.symbol]
    faces: Any = look.color if look.color is not None else trace.line.color or panel.colour
    if isinstance(faces, str):
        colours = np.array([rgba(faces, opacity)])
    elif isinstance(faces[0], str):
        colours = np.array([rgba(c, opacity) for c in faces])
    else:
        values = np.asarray(faces, float)
        low = values.min() if look.cmin is None else look.cmin
        high = values.max() if look.cmax is None else look.cmax
        colours = scaled(values, low, high, look.colorscale)
    size = np.broadcast_to(np.asarray(6 if look.size is None else look.size, float), x.shape)
    colours = np.broadcast_to(colours, (len(x), 4))
    for i, symbol in enumerate(symbols):
        which = np.arange(len(x)) % len(symbols) == i
        shape, larger, bare = mark(symbol)
        width = (1 if bare else 0) if edge.width is None else edge.width
        line = colours[which] if (symbol or "").endswith("-open") else [rgba(edge.color or panel.colour, opacity)]
        area, face = (larger * size[which]) ** 2, "none" if bare else colours[which]
        drawn = panel.axes.scatter(
            x[which], y[which], area, marker=shape, facecolors=face, edgecolors=line, linewidths=width
        )
        drawn.set_clip_path(panel.box if clipped else None)


def _fill(panel: PrintedPanel, trace: Any, x: Array, y: Array, before: Any) -> None:
    colour = rgba(trace.fillcolor or trace.line.color or panel.colour, None if trace.fillcolor else 0.5)
    held = np.isfinite(x) & np.isfinite(y)
    if trace.fill == "toself":
        rings = [np.column_stack([x[a:b], y[a:b]]) for a, b in _runs(held) if b - a > 2]
        paths = [Path(np.vstack([ring, ring[:1]]), closed=True) for ring in rings]
        if paths:
            panel.add(PathPatch(Path.make_compound_path(*paths), facecolor=colour, edgecolor="none"))
        return
    if trace.fill == "tonexty" and before is not None:
        other = np.column_stack([panel.x.at(panel.x.number(before.x)), panel.y.at(panel.y.number(before.y))])
        other = other[np.isfinite(other).all(axis=1)]
        outline = np.vstack([np.column_stack([x[held], y[held]]), other[::-1]])
    else:
        floor = float(panel.y.at(panel.y.low if panel.y.log else 0.0))
        outline = np.vstack([np.column_stack([x[held], y[held]]), [[x[held][-1], floor], [x[held][0], floor]]])
    panel.add(PathPatch(Path(np.vstack([outline, outline[:1]]), closed=True), facecolor=colour, edgecolor="none"))


def _runs(held: npt.NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Where stretches without a gap begin and end."""
    turns = np.flatnonzero(np.diff(np.concatenate([[0], held.astype(int), [0]])))
    return [(int(a), int(b)) for a, b in turns.reshape(-1, 2)]


def _errors(panel: PrintedPanel, trace: Any) -> None:
    for bars, along in ((trace.error_x, 0), (trace.error_y, 1)):
        if (bars.array is None and bars.value is None) or bars.visible is False:
            continue
        x, y = np.asarray(trace.x, float), np.asarray(trace.y, float)
        up = np.broadcast_to(np.asarray(bars.value if bars.array is None else bars.array, float), x.shape)
        down = up if bars.arrayminus is None else np.asarray(bars.arrayminus, float)
        ends = [np.column_stack([x - down, y]), np.column_stack([x + up, y])] if along == 0 else [
            np.column_stack([x, y - down]), np.column_stack([x, y + up])]  # fmt: skip
        low, high = (
            np.column_stack([panel.x.at(panel.x.number(e[:, 0])), panel.y.at(panel.y.number(e[:, 1]))]) for e in ends
        )
        across = np.array([0.0, 1.0] if along == 0 else [1.0, 0.0]) * (4 if bars.width is None else bars.width)
        pieces = [*zip(low, high, strict=True), *((e - across, e + across) for end in (low, high) for e in end)]
        colour = rgba(bars.color or trace.marker.color or trace.line.color or panel.colour, trace.opacity)
        panel.add(LineCollection(pieces, colors=[colour], linewidths=bars.thickness or 2))


def _texts(panel: PrintedPanel, trace: Any, x: Array, y: Array) -> None:
    up, across = (trace.textposition or "middle center").split(" ")
    how = typed(trace.textfont, 12, panel.colour)
    words = [trace.text] * len(x) if isinstance(trace.text, str) else trace.text
    gap = (trace.marker.size or 6) / 2 + 2 if "markers" in (trace.mode or "") else 2.0
    for text, a, b in zip(words, x, y, strict=False):
        if np.isfinite(a) and np.isfinite(b):
            at = (
                a + {"left": -gap, "center": 0, "right": gap}[across],
                b + {"top": -gap, "middle": 0, "bottom": gap}[up],
            )
            write(panel.axes, str(text), how, Block(*at, OPPOSITE.get(across, across), OPPOSITE.get(up, up)), zorder=3)
