"""Words in the HTML that Plotly knows (b, i, sup, sub, span with a style, br), set by Matplotlib."""

import re
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from math import cos, radians, sin
from typing import Any

from matplotlib.axes import Axes
from matplotlib.patches import Polygon
from matplotlib.patheffects import withStroke

from figures.theme import SERIF
from player.export.lettering import REGULAR, SEMIBOLD, face, width
from player.export.printed.colours import rgba

LINE, BASE = 1.26, 0.98  # height of a line and of its baseline, in sizes
ALIGN = {"left": 0.0, "center": 0.5, "right": 1.0, "top": 0.0, "middle": 0.5, "bottom": 1.0}


@dataclass(frozen=True)
class Type:
    """How letters are set: size in px, colour, face; `lift` px above the baseline; a halo's colour or none."""

    size: float
    colour: str
    serif: bool = False
    bold: bool = False
    italic: bool = False
    lift: float = 0.0
    halo: str | None = None

    @property
    def face(self) -> Any:
        return face(self.size, SEMIBOLD if self.bold else REGULAR, self.serif, self.italic)


def typed(font: Any, size: float, colour: str) -> Type:
    """A Plotly font, with what to use where it is silent."""
    paper = re.search(r"#\w{6}", font.shadow or "")
    bold = font.weight in ("bold", *range(600, 1000))
    return Type(
        font.size or size,
        font.color or colour,
        font.family == SERIF,
        bold,
        font.style == "italic",
        halo=paper[0] if paper else None,
    )


class _Reader(HTMLParser):
    def __init__(self, plain: Type) -> None:
        super().__init__()
        self.open: list[tuple[str, Type]] = [("", plain)]
        self.lines: list[list[tuple[str, Type]]] = [[]]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        now = self.open[-1][1]
        if tag == "br":
            self.lines.append([])
            return
        changed = {
            "b": lambda: replace(now, bold=True),
            "i": lambda: replace(now, italic=True),
            "sup": lambda: replace(now, size=0.7 * now.size, lift=now.lift + 0.4 * now.size),
            "sub": lambda: replace(now, size=0.7 * now.size, lift=now.lift - 0.2 * now.size),
            "span": lambda: _styled(now, dict(attrs).get("style") or ""),
        }
        self.open.append((tag, changed[tag]() if tag in changed else now))

    def handle_endtag(self, tag: str) -> None:
        if len(self.open) > 1 and self.open[-1][0] == tag:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        self.lines[-1].append((data, self.open[-1][1]))


def _styled(now: Type, style: str) -> Type:
    css = dict(part.split(":", 1) for part in style.split(";") if ":" in part)
    css = {key.strip(): value.strip() for key, value in css.items()}
    size = float(css["font-size"].removesuffix("px")) if "font-size" in css else now.size
    serif = css["font-family"] == SERIF if "font-family" in css else now.serif
    return replace(now, size=size, colour=css.get("color", now.colour), serif=serif)


def lines_of(html: str, plain: Type) -> list[list[tuple[str, Type]]]:
    """Lines of runs of letters that are set alike."""
    reader = _Reader(plain)
    reader.feed(re.sub(r"<(?![/a-zA-Z])", "&lt;", html))
    reader.close()
    return reader.lines


def size_of(html: str, plain: Type) -> tuple[float, float]:
    """Width and height of a block of words, in px."""
    lines = lines_of(html, plain)
    return max(_wide(line) for line in lines), LINE * plain.size * len(lines)


def _wide(line: list[tuple[str, Type]]) -> float:
    return sum(width(text, how.face) for text, how in line)


@dataclass(frozen=True)
class Block:
    """Where a block of words stands: the point (x, y) px, y down, that its left, centre or right and top, middle or
    bottom lies on."""

    x: float
    y: float
    across: str = "center"
    up: str = "middle"
    angle: float = 0.0  # degrees, clockwise
    ground: str | None = None
    pad: float = 0.0
    align: str | None = None


def write(axes: Axes, html: str, plain: Type, at: Block, zorder: float = 5.0, alpha: float = 1.0) -> None:
    """Set the words on axes in px with y down."""
    lines = lines_of(html, plain)
    wide, high = size_of(html, plain)
    left, top = -ALIGN[at.across] * (wide + 2 * at.pad) + at.pad, -ALIGN[at.up] * (high + 2 * at.pad) + at.pad
    c, s = cos(radians(at.angle)), sin(radians(at.angle))

    def turned(x: float, y: float) -> tuple[float, float]:
        return at.x + c * x - s * y, at.y + s * x + c * y

    if at.ground:
        p = at.pad
        corners = [
            (left - p, top - p),
            (left + wide + p, top - p),
            (left + wide + p, top + high + p),
            (left - p, top + high + p),
        ]
        axes.add_patch(
            Polygon([turned(*q) for q in corners], facecolor=rgba(at.ground), edgecolor="none", zorder=zorder)
        )
    for k, line in enumerate(lines):
        x = left + ALIGN[at.align or at.across] * (wide - _wide(line))
        for text, how in line:
            spot = turned(x, top + k * LINE * plain.size + BASE * plain.size - how.lift)
            around = [withStroke(linewidth=3, foreground=how.halo)] if how.halo else []
            axes.text(
                *spot,
                text,
                fontproperties=how.face,
                color=rgba(how.colour, alpha),
                va="baseline",
                ha="left",
                rotation=-at.angle,
                rotation_mode="anchor",
                path_effects=around,
                zorder=zorder,
                parse_math=False,
            )
            x += width(text, how.face)
