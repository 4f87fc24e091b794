"""The Landscape record: everything the product knows about one surface.

To add a surface, write one file in `landscapes/surfaces/` that ends in `SURFACE = Landscape(...)`. It gives one formula
of (x, y, p), where p is the vector of parameters, written with `engines.ops` and calling nothing else:

    value(x, y, p) -> f

Its derivatives are made from it. Where they can be written so that they keep more digits or cost less, it gives these
too:

    gradient(x, y, p) -> (fx, fy)        hessian(x, y, p) -> (fxx, fxy, fyy)

The kernels compile the gradient with Numba, arrays run through NumPy, and the tests differentiate the value with JAX.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, reduce
from typing import Any

import numpy as np
import numpy.typing as npt

from engines.arrays import elementwise
from engines.derivatives import gradient_of, hessian_of
from engines.fingerprint import fingerprint
from engines.formula import Formula
from engines.parsing import parse
from engines.typed.interpreter import Tape

Array = npt.NDArray[np.float64]
Point = tuple[float, float]
Source = Callable[..., Any] | Formula | Tape

FARTHEST = 1e6  # of a coordinate that a reader may ask for
AT_ONCE = 1 << 16  # numbers in one temporary array


@dataclass(frozen=True)
class Parameter:
    """One number a surface depends on. `low` and `high` bound what is accepted and the slider alike."""

    name: str
    symbol: str
    title: str
    default: float
    low: float
    high: float
    hint: str
    log: bool = False


@dataclass(frozen=True)
class Rates:
    """Learning rates the explorer opens with: steps proportional to the gradient, and steps that normalise it."""

    plain: float
    normalised: float


@dataclass(frozen=True)
class Landscape:
    """A surface f(x, y) with its derivatives, its known points and how to show it.

    Lengths are in the units of x and y. `minima` and `saddles` are functions of the parameter vector;
    where they move with it they are formulas, which the browser gets too.
    """

    name: str
    title: str
    latex: str
    source: str
    look: str  # one sentence: what to watch from the opening start
    f: Source
    centre: Point
    half_height: float  # the map shows centre +- half_height in y, and 1.5 times that in x
    start: Point
    rates: Rates
    steps: int = 300
    grad: Source = None  # type: ignore[assignment]  # made from f where it is not given
    hess: Source = None  # type: ignore[assignment]
    order: int = 100  # place in menus: the lower, the earlier
    parameters: tuple[Parameter, ...] = ()
    values: tuple[float, ...] = ()
    known_minima: Callable[[Array], Sequence[Point]] = lambda p: []
    known_saddles: Callable[[Array], Sequence[Point]] = lambda p: []
    valley: Callable[[float, float], str] | None = None  # names the line of minima at (x, y): "on the ring r² = 2π"
    starts: Mapping[str, Point] = field(default_factory=dict, hash=False)  # further good starts, by what they show

    def __post_init__(self) -> None:
        if not self.values:
            object.__setattr__(self, "values", tuple(q.default for q in self.parameters))
        if self.grad is None:
            object.__setattr__(self, "grad", gradient_of(parse(self.f)))
        if self.hess is None:
            object.__setattr__(self, "hess", hessian_of(parse(self.grad)))

    def __reduce_ex__(self, protocol: Any) -> Any:
        """A registered surface is pickled by name and values, for its functions may have no name of their own."""
        from landscapes import LANDSCAPES  # the registry, which imports this file

        known = LANDSCAPES.get(self.name)
        if known and self == replace(known, values=self.values):
            return _registered, (self.name, self.values)
        return super().__reduce_ex__(protocol)

    @property
    def p(self) -> Array:
        """The parameter vector, in the order of `parameters`."""
        return np.array(self.values, dtype=np.float64)

    @property
    def settings(self) -> dict[str, float]:
        """The value of each parameter. A surface without parameters may have values all the same: a sampled one's are
        its grid."""
        return {q.name: value for q, value in zip(self.parameters, self.values, strict=False)}

    @cached_property
    def fingerprint(self) -> str:
        """Changes with anything that could change a number."""
        texts = [f.name if isinstance(f, Tape) else parse(f).text for f in (self.f, self.grad, self.hess)]
        return fingerprint(*texts, self.values)

    def with_(self, /, **parameters: float) -> "Landscape":
        """The same surface with other parameters. Raises ValueError on an unknown name or a value out of range."""
        if not parameters:
            return self
        known = {q.name: q for q in self.parameters}
        for name, value in parameters.items():
            if name not in known:
                offer = f"It has {', '.join(known)}." if known else "It has no parameters."
                raise ValueError(f"{self.title} has no parameter {name!r}. {offer}")
            if not (isinstance(value, int | float) and known[name].low <= value <= known[name].high):
                raise ValueError(
                    f"{known[name].title} of {self.title} must lie between {known[name].low:g} and"
                    f" {known[name].high:g}; got {value!r}."
                )
        merged = self.settings | parameters
        return replace(self, values=(*(float(merged[name]) for name in known), *self.values[len(known) :]))

    def value(self, x: npt.ArrayLike, y: npt.ArrayLike) -> Any:
        """f at (x, y). Broadcasts; a float for scalars, else an array of the broadcast shape."""
        return self._on_arrays(self.f, x, y)[0][()]

    def gradient(self, x: npt.ArrayLike, y: npt.ArrayLike) -> Array:
        """(df/dx, df/dy), shape (2, *broadcast shape): `gx, gy = surface.gradient(x, y)`."""
        return np.stack(self._on_arrays(self.grad, x, y))

    def hessian(self, x: npt.ArrayLike, y: npt.ArrayLike) -> Array:
        """Second derivatives, shape (2, 2, *broadcast shape)."""
        xx, xy, yy = self._on_arrays(self.hess, x, y)
        return np.stack([np.stack([xx, xy]), np.stack([xy, yy])])

    def _on_arrays(self, formula: Source, x: npt.ArrayLike, y: npt.ArrayLike) -> list[Array]:
        x, y = np.broadcast_arrays(np.asarray(x, np.float64), np.asarray(y, np.float64))
        with np.errstate(over="ignore", invalid="ignore"):  # a path on its way to infinity: the outcome says so
            out = elementwise(formula)(x, y, self.p)
        return [
            np.array(np.broadcast_to(part, x.shape), np.float64) for part in (out if isinstance(out, tuple) else (out,))
        ]

    @property
    def minima(self) -> Array:
        """Known minima, shape (M, 2), the deepest first."""
        return self._minima.copy()

    @property
    def saddles(self) -> Array:
        """Known saddle points, shape (S, 2)."""
        return self._saddles.copy()

    @cached_property
    def _minima(self) -> Array:
        points = np.array(self.known_minima(self.p), np.float64).reshape(-1, 2)
        return points[np.argsort(self.value(points[:, 0], points[:, 1]), kind="stable")]

    @cached_property
    def _saddles(self) -> Array:
        return np.array(self.known_saddles(self.p), np.float64).reshape(-1, 2)

    @property
    def _marks(self) -> Array:
        return self._minima if len(self._minima) else self._saddles if len(self._saddles) else np.zeros((1, 2))

    @property
    def lowest(self) -> float | None:
        """f at the deepest known minimum; None where the surface has none."""
        return float(self.value(*self.minima[0])) if len(self.minima) else None

    @property
    def window(self) -> tuple[float, float, float, float]:
        """What the map shows: x0, x1, y0, y1."""
        (cx, cy), h = self.centre, self.half_height
        return cx - 1.5 * h, cx + 1.5 * h, cy - h, cy + h

    def outside(self, x: npt.ArrayLike, y: npt.ArrayLike, margin: float = 0.0) -> Any:
        """Whether (x, y) lies outside the window, widened by `margin`. Broadcasts."""
        x0, x1, y0, y1 = self.window
        x, y = np.asarray(x), np.asarray(y)
        return (x < x0 - margin) | (x > x1 + margin) | (y < y0 - margin) | (y > y1 + margin)

    def distance(self, x: npt.ArrayLike, y: npt.ArrayLike) -> Any:
        """Distance to the nearest known minimum (without one: to the nearest saddle, else to the origin).
        Broadcasts."""
        return reduce(np.minimum, (np.hypot(u, v).min(axis=0) for u, v in self._from_marks(x, y)))

    def within(self, radius: float, x: npt.ArrayLike, y: npt.ArrayLike) -> Any:
        """Whether (x, y) is within `radius` of what `distance` measures from: squares are compared, as the kernels do,
        since a rounded root may say otherwise. Broadcasts."""
        with np.errstate(over="ignore", invalid="ignore"):
            near = ((u * u + v * v <= radius * radius).any(axis=0) for u, v in self._from_marks(x, y))
            return reduce(np.logical_or, near)

    def _from_marks(self, x: npt.ArrayLike, y: npt.ArrayLike) -> Iterator[tuple[Array, Array]]:
        """(x, y) as seen from the marks, (marks, *broadcast shape) each, some of the marks at a time: a long run times
        all the dents of Rastrigin would fill the memory."""
        x, y = np.broadcast_arrays(np.asarray(x, np.float64), np.asarray(y, np.float64))
        marks = self._marks.reshape(-1, 2, *(1 for _ in x.shape))
        some = max(1, AT_ONCE // max(x.size, 1))
        for k in range(0, len(marks), some):
            yield x - marks[k : k + some, 0], y - marks[k : k + some, 1]


def _registered(name: str, values: tuple[float, ...]) -> Landscape:
    from landscapes import LANDSCAPES

    return replace(LANDSCAPES[name], values=values)
