"""The tokens of the look: inks, papers, the map's ramp and the typefaces, for light and dark."""

from collections.abc import Sequence
from dataclasses import dataclass

from dynamics import Optimizer

SERIF = '"Source Serif", "Source Serif 4", "Source Serif Pro", Charter, Georgia, serif'
SANS = '"Source Sans", "Source Sans 3", "Source Sans Pro", "Helvetica Neue", Arial, sans-serif'

RGB = tuple[int, int, int]


@dataclass(frozen=True)
class Theme:
    """Colours as #rrggbb; `low` and `high` are the two ends of the map, `line` the contours' ink, as RGB."""

    dark: bool
    paper: str
    ink: str
    soft: str
    on_map: str  # soft ink on the map
    hair: str
    low: RGB
    high: RGB
    line: RGB

    def series(self, optimizer: Optimizer) -> str:
        """The ink of an optimizer, fixed for good."""
        return optimizer.series.dark if self.dark else optimizer.series.light

    def band(self, share: float) -> str:
        """The map's colour from low (0) to high (1)."""
        return _hex(_mix(self.low, self.high, share**0.8))

    def contour(self, index: int, share: float) -> tuple[str, float]:
        """Ink (as it looks on the map's colour at `share`) and width in px of a contour: every second is stronger."""
        strength, width = (0.2, 0.7) if index % 2 else (0.36, 0.9)
        return _hex(_mix(_mix(self.low, self.high, share**0.8), self.line, strength)), width


def _mix(a: Sequence[float], b: Sequence[float], share: float) -> list[float]:
    return [u + (v - u) * share for u, v in zip(a, b, strict=True)]


def _hex(colour: Sequence[float]) -> str:
    return "#" + "".join(f"{round(c):02x}" for c in colour)


LIGHT = Theme(False, "#FCFBF8", "#21201D", "#625E56", "#48453F", "#E2DED5", (188, 209, 217), (252, 250, 245), (33, 44, 52))
DARK = Theme(True, "#161514", "#ECE9E3", "#A8A298", "#B9B4AA", "#34312C", (22, 56, 70), (29, 27, 25), (214, 222, 226))


def theme(dark: bool) -> Theme:
    return DARK if dark else LIGHT
