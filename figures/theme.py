"""The tokens of the look: colours, papers, the map's ramp and the typefaces, for light and dark."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from dynamics import Optimizer

SERIF = '"Source Serif", "Source Serif 4", "Source Serif Pro", Charter, Georgia, serif'
SANS = '"Source Sans", "Source Sans 3", "Source Sans Pro", "Helvetica Neue", Arial, sans-serif'

RGB = tuple[int, int, int]
RAMP = 0.8  # the map's colour at a share of the way up is mixed at this power of it
CONTOURS = ((0.36, 0.9), (0.2, 0.7))  # strength and width in px of every second contour, and of those between
# contrast to the paper: of a sweep's palest line, of its palest name, of its strongest
PALE = 3.0
WORDS = 4.6
STRONG = 12.0
# optimizers whose colours the parts of a step have, one after the other; the step itself is in the text's
PARTS = ("heavy-ball", "rmsprop", "adagrad", "adabelief", "nadam", "nesterov", "amsgrad")


@dataclass(frozen=True)
class Theme:
    """Colours as #rrggbb; `low` and `high` are the two ends of the map, `line` the contours' colour, as RGB."""

    dark: bool
    paper: str
    text: str
    soft: str
    on_map: str  # soft text on the map
    hair: str
    low: RGB
    high: RGB
    line: RGB

    def series(self, optimizer: Optimizer, tone: float | None = None) -> str:
        """The colour of an optimizer, fixed for good. `tone`: its hue, from pale (0) to strong (1), in equal ratios of
        contrast."""
        colour = optimizer.series.dark if self.dark else optimizer.series.light
        return colour if tone is None else _toned(colour, self.paper, PALE * (STRONG / PALE) ** tone)

    def readable(self, colour: str) -> str:
        """The colour, stronger if words in it would be too pale."""
        return _toned(colour, self.paper, WORDS) if contrast(colour, self.paper) < WORDS else colour

    def band(self, share: float) -> str:
        """The map's colour from low (0) to high (1)."""
        return _hex(_mix(self.low, self.high, share**RAMP))

    def contour(self, index: int, share: float) -> tuple[str, float]:
        """Colour (as it looks on the map at `share`) and width in px of a contour: every second is stronger."""
        strength, width = CONTOURS[index % 2]
        return _hex(_mix(_mix(self.low, self.high, share**RAMP), self.line, strength)), width


def _mix(a: Sequence[float], b: Sequence[float], share: float) -> list[float]:
    return [u + (v - u) * share for u, v in zip(a, b, strict=True)]


def _hex(colour: Sequence[float]) -> str:
    return "#" + "".join(f"{round(c):02x}" for c in colour)


def contrast(colour: str, paper: str) -> float:
    """1 for the same colour, 21 for black on white (WCAG 2)."""
    low, high = sorted((_luminance(colour), _luminance(paper)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (p / 255 for p in _parts(colour))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _parts(colour: str) -> list[float]:
    return [float(int(colour[k : k + 2], 16)) for k in (1, 3, 5)]


@cache
def _toned(colour: str, paper: str, wanted: float) -> str:
    """The colour mixed with its paper, or with what is farthest from it, until it has this contrast."""
    pole = [0.0] * 3 if _luminance(paper) > 0.5 else [255.0] * 3
    weak, strong = (paper, colour) if contrast(colour, paper) > wanted else (colour, _hex(pole))
    mixed = [_hex(_mix(_parts(weak), _parts(strong), share / 255)) for share in range(256)]
    return min(mixed, key=lambda colour: abs(contrast(colour, paper) - wanted))


LIGHT = Theme(
    False, "#FCFBF8", "#21201D", "#625E56", "#48453F", "#E2DED5", (188, 209, 217), (252, 250, 245), (33, 44, 52)
)
DARK = Theme(True, "#161514", "#ECE9E3", "#A8A298", "#B9B4AA", "#34312C", (22, 56, 70), (29, 27, 25), (214, 222, 226))


def theme(dark: bool) -> Theme:
    return DARK if dark else LIGHT
