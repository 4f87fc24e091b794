"""Grids, ticks and titles of axes; shapes; annotations."""

from math import atan2, cos, sin
from typing import Any

from matplotlib.axes import Axes
from matplotlib.patches import Ellipse, Polygon

from figures.theme import Theme
from player.export.printed.axis import Axis
from player.export.printed.ink import colour, dashes
from player.export.printed.words import Block, size_of, typed, write

Paper = tuple[float, float, float, float]  # left, right, top, bottom of what the margins leave, px
Known = dict[str, Axis]
HEAD, OPEN = 3.0, 0.45  # an arrow's head: px for each px of its line's width, and half its angle


def dress(axes: Axes, x: Axis, y: Axis, known: Known, layout: Any, t: Theme) -> None:
    """Hair lines, then numbers and the titles of both axes."""
    for axis, other in ((x, y), (y, x)):
        said = axis.said
        if said.visible is False:
            continue
        marks = axis.ticks()
        anchor = known.get(said.anchor or "", other)
        ends = [float(v) for v in (other.start, other.end)]
        if said.showgrid is not False and said.gridcolor:
            for value, _ in marks:
                _line(axes, axis, float(axis.at(value)), ends, said.gridcolor, said.gridwidth or 1, said.griddash, 0.5)
        if said.zeroline and axis.low < 0 < axis.high:
            _line(axes, axis, float(axis.at(0)), ends, said.zerolinecolor or t.soft, said.zerolinewidth or 1, None, 0.6)
        far = said.side in ("right", "top")
        edge = anchor.end if far else anchor.start
        if said.showline:
            spread = [axis.start, axis.end]
            _line(axes, other, edge, spread, said.linecolor or t.ink, said.linewidth or 1, None, 3)
        _numbers(axes, axis, marks, edge, far, layout, t)


def _line(
    axes: Axes, axis: Axis, at: float, ends: list[float], ink: str, width: float, dash: Any, zorder: float
) -> None:
    """A line across the panel at a value of `axis`."""
    xs, ys = ([at, at], ends) if axis.name[0] == "x" else (ends, [at, at])
    axes.plot(
        xs, ys, color=colour(ink), linewidth=width, linestyle=dashes(dash, width), zorder=zorder, solid_capstyle="butt"
    )


def _numbers(
    axes: Axes, axis: Axis, marks: list[tuple[float, str]], edge: float, far: bool, layout: Any, t: Theme
) -> None:
    said, flat = axis.said, axis.name[0] == "x"
    how = typed(said.tickfont, layout.font.size or 12, layout.font.color or t.soft)
    inward = (said.ticklabelposition or "outside").startswith("inside")
    out = (1 if flat else -1) * (-1 if far else 1)  # which way leads away from the panel: x down, y left
    length = (5.0 if said.ticklen is None else said.ticklen) if said.ticks else 0.0
    along = out * (-1 if said.ticks == "inside" else 1)
    gap = (length if inward == (said.ticks == "inside") else 0.0) + 3 + (said.ticklabelstandoff or 0)
    place = edge + out * (-1 if inward else 1) * gap
    room = 0.0
    for value, label in marks if said.showticklabels is not False else ():
        at = float(axis.at(value))
        if length:
            ends = [edge, edge + along * length]
            _line(axes, axis, at, ends, said.tickcolor or t.soft, said.tickwidth or 1, None, 3)
        if flat:
            write(
                axes,
                label,
                how,
                Block(at, place, "center", "top" if (out > 0) != inward else "bottom", said.tickangle or 0),
            )
        else:
            write(axes, label, how, Block(place, at, "right" if (out < 0) != inward else "left", "middle"))
        room = max(room, size_of(label, how)[0 if not flat else 1])
    if said.title.text:
        font = typed(said.title.font, 14, layout.font.color or t.soft)
        away = (0 if inward else gap + room) + (said.title.standoff if said.title.standoff is not None else 14)
        middle = (axis.start + axis.end) / 2
        if flat:
            write(
                axes, said.title.text, font, Block(middle, edge + out * away, "center", "top" if out > 0 else "bottom")
            )
        else:
            write(
                axes,
                said.title.text,
                font,
                Block(edge + out * away, middle, "center", "bottom" if out < 0 else "top", -90),
            )


def _spot(ref: str | None, value: Any, letter: str, known: Known, paper: Paper, logs: bool) -> float:
    """The px of a place on an axis, along its length ("x domain"), or on the paper. `logs`: it is a logarithm
    already."""
    said = ref or letter
    if said == "paper":
        a, b = paper[:2] if letter == "x" else (paper[3], paper[2])
        return a + float(value) * (b - a)
    axis = known[said.split(" ")[0]]
    if said.endswith("domain"):
        return axis.start + float(value) * (axis.end - axis.start)
    return float(axis.at(value if logs and axis.log else axis.number([value])[0]))


def shape(axes: Axes, said: Any, known: Known, paper: Paper, t: Theme, zorder: float) -> None:
    """A line, a rectangle or a circle. Raises ValueError for another shape."""
    x0, x1 = (_spot(said.xref, v, "x", known, paper, False) for v in (said.x0, said.x1))
    y0, y1 = (_spot(said.yref, v, "y", known, paper, False) for v in (said.y0, said.y1))
    width = 2.0 if said.line.width is None else said.line.width
    edge, opacity = colour(said.line.color or t.ink, said.opacity), said.opacity
    look: dict[str, Any] = {
        "facecolor": colour(said.fillcolor, opacity), "edgecolor": edge if width else "none", "linewidth": width,
        "linestyle": dashes(said.line.dash, width), "zorder": zorder,
    }  # fmt: skip
    if said.type == "line":
        axes.plot([x0, x1], [y0, y1], color=edge, linewidth=width, linestyle=look["linestyle"], zorder=zorder)
    elif said.type == "rect":
        axes.add_patch(Polygon([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], **look))
    elif said.type == "circle":
        axes.add_patch(Ellipse(((x0 + x1) / 2, (y0 + y1) / 2), abs(x1 - x0), abs(y1 - y0), **look))
    else:
        raise ValueError(f"A shape of kind {said.type!r} cannot be printed; there are line, rect and circle.")


def annotate(axes: Axes, said: Any, known: Known, paper: Paper, t: Theme) -> None:
    """Words at a place, with an arrow to it if the figure has one."""
    if said.visible is False or not said.text:
        return
    x, y = _spot(said.xref, said.x, "x", known, paper, True), _spot(said.yref, said.y, "y", known, paper, True)
    x, y = x + (said.xshift or 0), y - (said.yshift or 0)
    across = _side(said.xanchor, said.xref, said.x, "left center right")
    up = _side(said.yanchor, said.yref, said.y, "bottom middle top")
    how, pad = typed(said.font, 12, t.ink), 1.0 if said.borderpad is None else said.borderpad
    if said.showarrow is not False:
        ax, ay = (-10.0 if said.ax is None else said.ax), (-30.0 if said.ay is None else said.ay)
        _arrow(axes, (x + ax, y + ay), (x, y), said, t)
        x = x + ax
        y = y + ay
        across = said.xanchor or "center"
        up = said.yanchor or "middle"
        across, up = ("center" if across == "auto" else across), ("middle" if up == "auto" else up)
    block = Block(x, y, across, up, said.textangle or 0, said.bgcolor, pad, said.align or "center")
    write(axes, said.text, how, block, 6, 1 if said.opacity is None else said.opacity)


def _side(anchor: str | None, ref: str | None, value: Any, sides: str) -> str:
    """Where Plotly's "auto" puts words: beside a place on the paper by its third, else in the middle."""
    if anchor and anchor != "auto":
        return anchor
    low, middle, high = sides.split(" ")
    if ref and (ref == "paper" or ref.endswith("domain")):
        return low if value <= 1 / 3 else high if value >= 2 / 3 else middle
    return middle


def _arrow(axes: Axes, start: tuple[float, float], end: tuple[float, float], said: Any, t: Theme) -> None:
    ink, width = colour(said.arrowcolor or said.font.color or t.ink), said.arrowwidth or 1.0
    axes.plot([start[0], end[0]], [start[1], end[1]], color=ink, linewidth=width, zorder=5)
    if said.arrowhead != 0:
        size, turn = HEAD * width * (said.arrowsize or 1), atan2(start[1] - end[1], start[0] - end[0])
        wings = [(end[0] + size * cos(turn + side), end[1] + size * sin(turn + side)) for side in (OPEN, -OPEN)]
        axes.add_patch(Polygon([end, *wings], facecolor=ink, edgecolor="none", zorder=5))
