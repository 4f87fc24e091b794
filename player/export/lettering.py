"""Type for Matplotlib: which faces there are, how wide words are, numbers with a raised exponent, formulas.

Figures are laid out at 72 dots an inch, so that sizes and places are in px everywhere.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from matplotlib.axes import Axes
from matplotlib.font_manager import FontProperties, fontManager
from matplotlib.mathtext import MathTextParser
from matplotlib.text import Text
from matplotlib.textpath import text_to_path

from figures.numbers import Parts

REGULAR, SEMIBOLD = 400, 700  # few faces that Matplotlib finds have 600


def _installed(*names: str) -> list[str]:
    have = {face.name for face in fontManager.ttflist}
    return [*(n for n in names if n in have), "DejaVu Sans"]  # Matplotlib's own: it has every sign we use


SERIF = _installed("Source Serif 4", "Source Serif Pro", "Source Serif", "STIXGeneral")
SANS = _installed("Source Sans 3", "Source Sans Pro", "Source Sans", "Helvetica Neue", "Arial", "Liberation Sans")


@cache
def face(size: float, weight: int = REGULAR, serif: bool = False, italic: bool = False) -> FontProperties:
    """A typeface at a size in px."""
    return FontProperties(
        family=SERIF if serif else SANS,
        size=size,
        weight=weight,
        style="italic" if italic else "normal",
        math_fontfamily="stix",
    )


@cache
def width(words: str, font: FontProperties, math: bool = False) -> float:
    """In px."""
    return float(text_to_path.get_text_width_height_descent(words, font, math)[0])


def wrap(words: Sequence[str], font: FontProperties, most: float) -> list[str]:
    """The words in lines of at most `most` px."""
    lines: list[str] = []
    for word in words:
        if lines and width(f"{lines[-1]} {word}", font) <= most:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def balanced(words: Sequence[str], font: FontProperties, most: float) -> list[str]:
    """The words in as few lines, of about equal length."""
    lines = wrap(words, font, most)
    for narrower in range(int(most), 0, -10):
        tried = wrap(words, font, narrower)
        if len(tried) > len(lines):
            break
        lines = tried
    return lines


@cache
def formula(latex: str) -> str | None:
    """A formula in Matplotlib's dialect of TeX, or None where it does not know how."""
    text = re.sub(r"\\[td]?frac\s*(\d)\s*(\d)", r"\\frac{\1}{\2}", latex)
    text = "$" + re.sub(r"\\[td]frac", r"\\frac", text).replace(r"\lvert", "|").replace(r"\rvert", "|") + "$"
    try:
        MathTextParser("path").parse(text, 72, face(18))
    except ValueError:
        return None
    return text


class Number:
    """A number whose exponent is raised: two texts that move as one. Cheaper than mathematics, so that films can have
    many."""

    def __init__(self, axes: Axes, size: float, colour: str, **kept: Any) -> None:
        self.base = axes.text(0, 0, "", fontproperties=face(size), color=colour, va="center_baseline", **kept)
        self.raised = axes.text(0, 0, "", fontproperties=face(0.7 * size), color=colour, va="center_baseline", **kept)
        self.size = size

    def put(self, text: Parts, x: float, y: float, align: str = "right") -> None:
        """Show it with its right (left) edge at x, its middle at y; px, y down."""
        base, raised = width(text[0], face(self.size)), width(text[1], face(0.7 * self.size)) if text[1] else 0.0
        left = x - base - raised - 0.5 if align == "right" else x
        self.base.set(text=text[0], position=(left, y))
        self.raised.set(text=text[1], position=(left + base + 0.5, y - 0.36 * self.size))

    @property
    def artists(self) -> list[Text]:
        return [self.base, self.raised] if self.raised.get_text() else [self.base]
