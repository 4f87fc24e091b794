"""A typed text as a Landscape: all that a registered surface has, from its tree."""

from dataclasses import dataclass
from functools import lru_cache, partial

import numpy as np
import numpy.typing as npt

from engines.formula import FormulaError
from engines.typed.interpreter import GRADIENT, HESSIAN, VALUE, on_arrays
from engines.typed.latex import latex
from engines.typed.meaning import meaning
from engines.typed.reading import Typed, read
from engines.typed.tape import HEAD, vector
from landscapes.landscape import Landscape, Parameter, Point, Rates
from landscapes.typed.critical_points import Found, Window, critical_points

Array = npt.NDArray[np.float64]

MARK = "= "  # before a text, where a surface's name is asked for
TITLE = "Your formula"
HALF = 2.0  # of the window's height, where the text says nothing
# where a run may start, from the window's middle, in half its height: the first with a slope
STARTS = ((-0.8, 0.7), (0.8, 0.7), (0.8, -0.7), (-0.8, -0.7), (0.4, 0.35), (-0.4, -0.35), (0.05, 0.05))
PACE = 25  # steps of the usual length across half the map
STEPS = 300
SLOWEST, FASTEST = 1e-9, 1e3  # learning rates
SOURCE = "typed"


@lru_cache(maxsize=64)
def formula(text: str) -> Landscape:
    """The surface f(x, y) that a text describes; `engines.typed.grammar` says what may be typed.

    `formula("x^2 + a*y^2; a = 0.1 in [0, 1]; x in [-3, 3]").with_(a=0.5)`. Raises FormulaError, which says where the
    text goes wrong (`at`, `length`) and what would do instead.
    """
    typed = read(text)
    formulas = meaning(typed.node)
    values = vector(formulas, [constant.value for constant in typed.constants])
    window = window_of(typed)
    found = _found(np.array(values), window)
    x0, x1, y0, y1 = window
    return Landscape(
        name=MARK + text,
        title=TITLE,
        latex=latex(typed.node, tuple(constant.name for constant in typed.constants)),
        source=SOURCE,
        look=sentence(found),
        f=VALUE,
        grad=GRADIENT,
        hess=HESSIAN,
        centre=((x0 + x1) / 2, (y0 + y1) / 2),
        half_height=(y1 - y0) / 2,
        start=start_of(np.array(values), window),
        rates=rates_of(found, (y1 - y0) / 2),
        steps=STEPS,
        parameters=tuple(
            Parameter(c.name, c.name, f"Constant {c.name}", c.value, c.low, c.high, "A constant of your own.")
            for c in typed.constants
        ),
        values=values,
        known_minima=Marks("minima", window),
        known_saddles=Marks("saddles", window),
    )


def find(name: str) -> Landscape | None:
    """The surface of a name that begins with `MARK`; None where its text is no formula."""
    if not name.startswith(MARK):
        return None
    try:
        return formula(name.removeprefix(MARK))
    except FormulaError:
        return None


def window_of(typed: Typed) -> Window:
    """The smallest window, 3 : 2, that shows what the text asks for."""
    (x0, x1), (y0, y1) = (typed.windows.get(name, (0.0, 0.0)) for name in "xy")
    half = max((y1 - y0) / 2, (x1 - x0) / 3) or HALF
    x, y = (x0 + x1) / 2, (y0 + y1) / 2
    return x - 1.5 * half, x + 1.5 * half, y - half, y + half


def start_of(p: Array, window: Window) -> Point:
    x0, x1, y0, y1 = window
    half = (y1 - y0) / 2
    points = [((x0 + x1) / 2 + half * u, (y0 + y1) / 2 + half * v) for u, v in STARTS]
    for x, y in points:
        gx, gy = np.array(on_arrays(GRADIENT)(np.float64(x), np.float64(y), p), np.float64)
        if np.isfinite(gx) and np.isfinite(gy) and (gx or gy):
            return x, y
    return points[0]


def rates_of(found: Found, half: float) -> Rates:
    """Learning rates with which a step is a twenty-fifth of half the map where the slope is middling, and no minimum
    that was found throws a plain descent out."""
    pace = half / PACE
    plain = pace / found.slope if found.slope > 0 else pace
    if found.bend > 0:
        plain = min(plain, 1 / found.bend)
    return Rates(plain=min(max(plain, SLOWEST), FASTEST), normalised=pace)


def sentence(found: Found) -> str:
    """What was found in the window, in words."""
    minima, saddles = len(found.minima), len(found.saddles)
    parts = [_count(minima, "minimum", "minima")] if minima or not (found.line or found.floor) else []
    parts += ["a line of minima"] if found.line else []
    parts += ["a level floor"] if found.floor else []
    parts += [_count(saddles, "saddle", "saddles")] if saddles else []
    return f"Found in this window, not proven: {', '.join(parts)}."


def _count(count: int, one: str, many: str) -> str:
    return f"{count or 'no'} {one if count == 1 else many}"


@dataclass(frozen=True)
class Marks:
    """The points of a kind that are found in the window, by the parameter vector."""

    kind: str
    window: Window

    def __call__(self, p: Array) -> list[Point]:
        return [(float(x), float(y)) for x, y in getattr(_found(p, self.window), self.kind)]


def _found(p: Array, window: Window) -> Found:
    return _kept(p.tobytes(), window)


@lru_cache(maxsize=32)
def _kept(vector: bytes, window: Window) -> Found:
    p = np.frombuffer(vector)
    at = [partial(_with, on_arrays(tape), p) for tape in (VALUE, GRADIENT, HESSIAN)]
    return critical_points(at[0], at[1], at[2], window)


def _with(function: object, p: Array, x: Array, y: Array) -> object:
    return function(x, y, p)  # type: ignore[operator]


__all__ = ["HEAD", "MARK", "find", "formula"]
