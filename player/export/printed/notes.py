"""Grids, ticks and titles of axes; shapes; annotations."""

from math import atan2, cos, sin
from typing import Any

from matplotlib.axes import Axes
from matplotlib.patches import Ellipse, Polygon

from figures.theme import Theme
from player.export.printed.axis import Axis
from player.export.printed.colours import dashes, rgba
from player.export.printed.words import Block, size_of, typed, write

Paper = tuple[float, float, float, float]  # left, right, top, bottom of what the margins leave, px
Known = dict[str, Axis]
HEAD, OPEN = 3.0, 0.45  # an arrow's head: px for each px of its line's width, and half its angle


def dress(axes: Axes, x: Axis, y: Axis, known: Known, layout: Any, t: Theme) -> None:
    """Hair lines, then numbers and the titles of both axes."""
    for axis, other in ((x, y), (y, x)):
        own = axis.layout
        if own.visible is False:
            continue
        marks = axis.ticks()
        anchor = known.get(own.anchor or "", other)
        ends = [float(v) for v in (other.start, other.end)]
        if own.showgrid is not False and own.gridcolor:
            for value, _ in marks:
                _line(axes, axis, float(axis.at(value)), ends, own.gridcolor, own.gridwidth or 1, own.griddash, 0.5)
        if own.zeroline and axis.low < 0 < axis.high:
            _line(axes, axis, float(axis.at(0)), ends, own.zerolinecolor or t.soft, own.zerolinewidth or 1, None, 0.6)
        far = own.side in ("right", "top")
        edge = anchor.end if far else anchor.start
        if own.showline:
            spread = [axis.start, axis.end]
            _line(axes, other, edge, spread, own.linecolor or t.text, own.linewidth or 1, None, 3)
        _numbers(axes, axis, marks, edge, far, layout, t)


def _line(
    axes: Axes, axis: Axis, at: float, ends: list[float], colour: str, width: float, dash: Any, zorder: float
) -> None:
    """A line across the panel at a value of `axis`."""
    xs, ys = ([at, at], ends) if axis.name[0] == "x" else (ends, [at, at])
    axes.plot(
        xs, ys, color=rgba(colour), linewidth=width, linestyle=dashes(dash, width), zorder=zorder, solid_capstyle="butt"
    )


def _numbers(
    axes: Axes, axis: Axis, marks: list[tuple[float, str]], edge: float, far: bool, layout: Any, t: Theme
) -> None:
    own, flat = axis.layout, axis.name[0] == "x"
    how = typed(own.tickfont, layout.font.size or 12, layout.font.color or t.soft)
    inward = (own.ticklabelposition or "outside").startswith("inside")
    out = (1 if flat else -1) * (-1 if far else 1)  # which way leads away from the panel: x down, y left
    length = (5.0 if own.ticklen is None else own.ticklen) if own.ticks else 0.0
    along = out * (-1 if own.ticks == "inside" else 1)
    gap = (length if inward == (own.ticks == "inside") else 0.0) + 3 + (own.ticklabelstandoff or 0)
    place = edge + out * (-1 if inward else 1) * gap
    room = 0.0
    for value, label in marks if own.showticklabels is not False else ():
        at = float(axis.at(value))
        if length:
            ends = [edge, edge + along * length]
            _line(axes, axis, at, ends, own.tickcolor or t.soft, own.tickwidth or 1, None, 3)
        if flat:
            write(
                axes,
                label,
                how,
                Block(at, place, "center", "top" if (out > 0) != inward else "bottom", own.tickangle or 0),
            )
        else:
            write(axes, label, how, Block(place, at, "right" if (out < 0) != inward else "left", "middle"))
        room = max(room, size_of(label, how)[0 if not flat else 1])
    if own.title.text:
        font = typed(own.title.font, 14, layout.font.color or t.soft)
        away = (0 if inward else gap + room) + (own.title.standoff if own.title.standoff is not None else 14)
        middle = (axis.start + axis.end) / 2
        if flat:
            write(
                axes, own.title.text, font, Block(middle, edge + out * away, "center", "top" if out > 0 else "bottom")
            )
        else:
            write(
                axes,
                own.title.text,
                font,
                Block(edge + out * away, middle, "center", "bottom" if out < 0 else "top", -90),
            )


def _spot(ref: str | None, value: Any, letter: str, known: Known, paper: Paper, logs: bool) -> float:
    """The px of a place on an axis, along its length ("x domain"), or on the paper. `logs`: it is a logarithm
    already."""
    name = ref or letter
    if name == "paper":
        a, b = paper[:2] if letter == "x" else (paper[3], paper[2])
        return a + float(value) * (b - a)
    axis = known[name.split(" ")[0]]
    if name.endswith("domain"):
        return axis.start + float(value) * (axis.end - axis.start)
    return float(axis.at(value if logs and axis.log else axis.number([value])[0]))


def shape(axes: Axes, drawn: Any, known: Known, paper: Paper, t: Theme, zorder: float) -> None:
    """A line, a rectangle or a circle. Raises ValueError for another shape."""
    x0, x1 = (_spot(drawn.xref, v, "x", known, paper, False) for v in (drawn.x0, drawn.x1))
    y0, y1 = (_spot(drawn.yref, v, "y", known, paper, False) for v in (drawn.y0, drawn.y1))
    width = 2.0 if drawn.line.width is None else drawn.line.width
    edge, opacity = rgba(drawn.line.color or t.text, drawn.opacity), drawn.opacity
    look: dict[str, Any] = {
        "facecolor": rgba(drawn.fillcolor, opacity), "edgecolor": edge if width else "none", "linewidth": width,
        "linestyle": dashes(drawn.line.dash, width), "zorder": zorder,
    }  # fmt: skip
    if drawn.type == "line":
        axes.plot([x0, x1], [y0, y1], color=edge, linewidth=width, linestyle=look["linestyle"], zorder=zorder)
    elif drawn.type == "rect":
        axes.add_patch(Polygon([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], **look))
    elif drawn.type == "circle":
        axes.add_patch(Ellipse(((x0 + x1) / 2, (y0 + y1) / 2), abs(x1 - x0), abs(y1 - y0), **look))
    else:
        raise ValueError(f"A shape of kind {drawn.type!r} cannot be printed; there are line, rect and circle.")


def annotate(axes: Axes, note: Any, known: Known, paper: Paper, t: Theme) -> None:
    """Words at a place, with an arrow to it if the figure has one."""
    if note.visible is False or not note.text:
        return
    x, y = _spot(note.xref, note.x, "x", known, paper, True), _spot(note.yref, note.y, "y", known, paper, True)
    x, y = x + (note.xshift or 0), y - (note.yshift or 0)
    across = _side(note.xanchor, note.xref, note.x, "left center right")
    up = _side(note.yanchor, note.yref, note.y, "bottom middle top")
    how, pad = typed(note.font, 12, t.text), 1.0 if note.borderpad is None else note.borderpad
    if note.showarrow is not False:
        ax, ay = (-10.0 if note.ax is None else note.ax), (-30.0 if note.ay is None else note.ay)
        _arrow(axes, (x + ax, y + ay), (x, y), note, t)
        x = x + ax
        y = y + ay
        across = note.xanchor or "center"
        up = note.yanchor or "middle"
        across, up = ("center" if across == "auto" else across), ("middle" if up == "auto" else up)
    block = Block(x, y, across, up, note.textangle or 0, note.bgcolor, pad, note.align or "center")
    write(axes, note.text, how, block, 6, 1 if note.opacity is None else note.opacity)


def _side(anchor: str | None, ref: str | None, value: Any, sides: str) -> str:
    """Where Plotly's "auto" puts words: beside a place on the paper by its third, else in the middle."""
    if anchor and anchor != "auto":
        return anchor
    low, middle, high = sides.split(" ")
    if ref and (ref == "paper" or ref.endswith("domain")):
        return low if value <= 1 / 3 else high if value >= 2 / 3 else middle
    return middle


def _arrow(axes: Axes, start: tuple[float, float], end: tuple[float, float], note: Any, t: Theme) -> None:
    colour, width = rgba(note.arrowcolor or note.font.color or t.text), note.arrowwidth or 1.0
    axes.plot([start[0], end[0]], [start[1], end[1]], color=colour, linewidth=width, zorder=5)
    if note.arrowhead != 0:
        size, turn = HEAD * width * (note.arrowsize or 1), atan2(start[1] - end[1], start[0] - end[0])
        wings = [(end[0] + size * cos(turn + side), end[1] + size * sin(turn + side)) for side in (OPEN, -OPEN)]
        axes.add_patch(Polygon([end, *wings], facecolor=colour, edgecolor="none", zorder=5))
