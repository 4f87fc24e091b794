"""The marks and dashes that tell optimizers apart where colour does not: as Plotly names and as outlines."""

from collections.abc import Sequence
from math import cos, pi, sin

Point = tuple[float, float]


def _polygon(corners: int, turn: float = 0.0, inner: float = 1.0) -> list[Point]:
    """A regular polygon in the unit circle, first corner up, turned clockwise; with `inner` < 1 a star."""
    n = corners if inner == 1 else 2 * corners
    radius = [1.0 if i % 2 == 0 else inner for i in range(n)]
    return [(r * sin(turn + 2 * pi * i / n), r * cos(turn + 2 * pi * i / n)) for i, r in enumerate(radius)]


def _cross(turn: float = 0.0, arm: float = 0.33) -> list[Point]:
    quarter = [(-arm, 1.0), (arm, 1.0), (arm, arm)]
    turns = [turn + k * pi / 2 for k in range(4)]
    return [(x * cos(t) + y * sin(t), y * cos(t) - x * sin(t)) for t in turns for x, y in quarter]


# mark -> (Plotly's symbol, Plotly's symbol in 3-D, outline in the unit circle with y up)
_MARKS: dict[str, tuple[str, str, list[Point]]] = {
    "disc": ("circle", "circle", _polygon(24)),
    "square": ("square", "square", _polygon(4, pi / 4)),
    "triangle": ("triangle-up", "circle", _polygon(3)),
    "diamond": ("diamond", "diamond", _polygon(4)),
    "triangle down": ("triangle-down", "circle", _polygon(3, pi)),
    "pentagon": ("pentagon", "circle", _polygon(5)),
    "plus": ("cross", "cross", _cross()),
    "star": ("star", "circle", _polygon(5, inner=0.45)),
    "cross": ("x", "x", _cross(pi / 4)),
    "hexagon": ("hexagon", "circle", _polygon(6)),
    "triangle right": ("triangle-right", "circle", _polygon(3, pi / 2)),
    "four-point star": ("star-diamond", "circle", _polygon(4, inner=0.4)),
}


def symbol(mark: str, solid: bool = False) -> str:
    """Plotly's name of a mark; in 3-D (`solid`) only some exist."""
    flat, deep, _ = _MARKS.get(mark, _MARKS["disc"])
    return deep if solid else flat


def outline(mark: str) -> list[Point]:
    """The mark's corners in the unit circle, y up."""
    return _MARKS.get(mark, _MARKS["disc"])[2]


def dash(pattern: Sequence[float]) -> str:
    """A dash pattern in Plotly's words."""
    return ",".join(f"{length:g}px" for length in pattern) or "solid"


def dash_3d(pattern: Sequence[float]) -> str:
    """The nearest of the six dashes that Plotly knows in 3-D."""
    if not pattern:
        return "solid"
    if len(pattern) > 2:
        return "longdashdot" if pattern[0] > 8 else "dashdot"
    return "dot" if pattern[0] <= 3 else "dash" if pattern[0] <= 8 else "longdash"
