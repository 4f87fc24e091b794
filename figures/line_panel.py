"""A panel: a small figure with its title flat above the axis, hair lines, and names at the ends of its lines."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from textwrap import wrap
from typing import Any

import numpy as np
import numpy.typing as npt
import plotly.graph_objects as go

from figures.frame import base, halo
from figures.hovers import told
from figures.numbers import html, parts, power, ticks
from figures.placing import spread
from figures.theme import SANS, Theme

# px
HEIGHT = 280
LEFT = 46
TOP = 36
BOTTOM = 46
GAP = 14.0  # px between two names


@dataclass(frozen=True)
class Ruler:
    """An axis from low to high in data units, linear or logarithmic, with its name."""

    low: float
    high: float
    title: str = ""
    log: bool = False
    count: int = 5

    @property
    def ends(self) -> tuple[float, float]:
        return (float(np.log10(self.low)), float(np.log10(self.high))) if self.log else (self.low, self.high)

    def share(self, value: float) -> float:
        """0 at the low end, 1 at the high end."""
        a, b = self.ends
        at = np.log10(value) if self.log and value > 0 else a if self.log else value
        return float(np.clip((at - a) / (b - a), 0, 1))

    def words(self) -> dict[str, Any]:
        """Range, ticks and labels in Plotly's words."""
        a, b = self.ends
        if not self.log:
            at = ticks(a, b, self.count)
            return {"type": "linear", "range": (a, b), "tickvals": at, "ticktext": [html(parts(v)) for v in at]}
        if b - a < 1.5:
            at = [
                m * 10.0**e
                for e in range(int(np.floor(a)), int(np.ceil(b)))
                for m in (1, 2, 5)
                if a <= np.log10(m) + e <= b
            ]
            return {"type": "log", "range": (a, b), "tickvals": at, "ticktext": [html(parts(v)) for v in at]}
        every = max(1, round((b - a) / self.count))
        spots = range(int(np.ceil(a / every - 1e-9)) * every, int(np.floor(b + 1e-9)) + 1, every)
        plain = a >= -3.01 and b <= 4.01
        labels = [html(parts(10.0**e)) if plain else html(power(e)) for e in spots]
        return {"type": "log", "range": (a, b), "tickvals": [10.0**e for e in spots], "ticktext": labels}


@dataclass
class LinePanel:
    """A figure under construction: `x` and `y` are its axes, `right` px are kept for names. Plotly checks whatever it
    is handed all over again, so everything is gathered here and handed over once."""

    t: Theme
    title: str
    x: Ruler
    y: Ruler
    right: int = 112
    height: int = HEIGHT
    left: int = LEFT
    traces: list[Any] = field(init=False, default_factory=list)
    notes: list[dict[str, Any]] = field(init=False, default_factory=list)
    shapes: list[dict[str, Any]] = field(init=False, default_factory=list)
    names: list[tuple[str, str, float]] = field(init=False, default_factory=list)
    xaxis: dict[str, Any] = field(init=False)
    yaxis: dict[str, Any] = field(init=False)

    def __post_init__(self) -> None:
        axis: dict[str, Any] = {
            "zeroline": False,
            "showline": False,
            "ticks": "",
            "tickfont": {"size": 12, "color": self.t.soft},
        }
        title = {"text": self.x.title, "font": {"size": 12, "color": self.t.soft}, "standoff": 8}
        self.xaxis = {"showgrid": False, "ticklabelstandoff": 6, "title": title, **axis, **self.x.words()}
        self.yaxis = {"gridcolor": self.t.hair, "gridwidth": 1, "ticklabelstandoff": 4, **axis, **self.y.words()}
        self.paper(f"<b>{self.title}</b>", 0, 1, "left", "bottom", 14, self.t.text, xshift=1 - self.left, yshift=10)

    def note(self, text: str, x: float, y: float, size: float = 12, colour: str = "", **more: Any) -> None:
        """Words at a place in data units (on a logarithmic axis its logarithm), on a halo of paper."""
        font = {"size": size, "color": colour or self.t.text, "family": SANS, "shadow": halo(self.t)}
        self.notes.append(
            {"text": text, "x": x, "y": y, "showarrow": False, "borderpad": 0, "align": "left", "font": font} | more
        )

    def paper(
        self, text: str, x: float, y: float, xanchor: str, yanchor: str, size: float, colour: str, **more: Any
    ) -> None:
        """Words at a place of the plot: 0 to 1 from left to right and from bottom to top."""
        self.note(text, x, y, size, colour, xref="paper", yref="paper", xanchor=xanchor, yanchor=yanchor, **more)

    def upright(self, x: float, colour: str, width: float = 1, dash: str = "solid") -> None:
        """A line from the bottom to the top at x."""
        line = {"color": colour, "width": width, "dash": dash}
        self.shapes.append({"type": "line", "x0": x, "x1": x, "y0": 0, "y1": 1, "yref": "paper", "line": line})

    def line(
        self, x: npt.ArrayLike, y: npt.ArrayLike, colour: str, name: str = "", hover: str = "", **look: Any
    ) -> None:
        """A line, and its name at its right end if it has one. `hover`: of {x} and {y}, see figures.hovers."""
        x, y = np.asarray(x, np.float64), np.asarray(y, np.float64)
        style = {"color": colour, "width": 1.6, "simplify": False} | look
        self.traces.append(
            {"type": "scatter", "x": x, "y": y, "mode": "lines", "line": style, "name": name, **_hover(hover, x, y)}
        )
        seen = y[np.isfinite(y)]
        if name and len(seen):
            self.names.append((name, colour, self.y.share(float(seen[-1]))))

    def level(self, y: float, text: str, colour: str = "") -> None:
        """A dashed line across at y, named at its right end."""
        if self.y.low <= y <= self.y.high:
            self.line([self.x.low, self.x.high], [y, y], colour or self.t.text, text, width=1, dash="2px,3px")

    def mark(
        self, x: npt.ArrayLike, y: npt.ArrayLike, colour: Any, symbol: Any = "circle", size: float = 9, hover: str = ""
    ) -> None:
        """Marks; colour and symbol may be one for each."""
        marker = {"symbol": symbol, "size": size, "color": colour, "line": {"color": self.t.paper, "width": 1.5}}
        x, y = np.atleast_1d(x), np.atleast_1d(y)
        look = {"mode": "markers", "marker": marker, "cliponaxis": False}
        self.traces.append({"type": "scatter", "x": x, "y": y, **look, **_hover(hover, x, y)})

    def done(self) -> go.Figure:
        """The figure, with the names at the right ends pushed apart."""
        height = self.height - TOP - BOTTOM
        places = spread([height * (1 - share) for _, _, share in self.names], GAP, 0, height)
        for (name, colour, _), y in zip(self.names, places, strict=True):
            if y is not None:
                self.paper(name, 1, 1, "left", "middle", 12, colour, xshift=8, yshift=-y)
        figure = base(self.t, self.height)
        figure.add_traces(self.traces)
        margin = {"l": self.left, "r": self.right, "t": TOP, "b": BOTTOM}
        drawn = {"annotations": self.notes, "shapes": self.shapes, "xaxis": self.xaxis, "yaxis": self.yaxis}
        figure.update_layout(margin=margin, dragmode=False, hovermode="closest", **drawn)
        return figure


def blank(title: str, sentence: str, t: Theme, height: int = HEIGHT) -> go.Figure:
    """A panel that says why there is nothing to draw."""
    panel = LinePanel(t, title, Ruler(0, 1), Ruler(0, 1), height=height)
    panel.xaxis["visible"] = panel.yaxis["visible"] = False
    lines = "<br>".join(wrap(sentence, 52))  # Plotly cuts what is longer than a width, it does not break it
    panel.paper(lines, 0.5, 0.5, "center", "middle", 13, t.soft, align="center")
    return panel.done()


def _hover(sentence: str, x: npt.ArrayLike, y: npt.ArrayLike) -> dict[str, Any]:
    return told(sentence, x=x, y=y) if sentence else {"hoverinfo": "skip"}


def reach(columns: Sequence[npt.ArrayLike], decades: float = 10, pad: float = 0.06) -> tuple[float, float]:
    """Low and high of a logarithmic axis for all positive numbers in the columns: at most so many decades, from the
    top."""
    values = np.concatenate([np.ravel(np.asarray(c, np.float64)) for c in columns])
    values = values[np.isfinite(values) & (values > 0)]
    if not len(values):
        return 0.1, 10.0
    high = np.log10(values.max())
    low = max(np.log10(values.min()), high - decades)
    if high - low < 1:
        low, high = (low + high) / 2 - 0.5, (low + high) / 2 + 0.5
    slack = pad * (high - low)
    return float(10 ** (low - slack)), float(10 ** (high + slack))
