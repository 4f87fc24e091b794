"""Lines over steps, each with a band and its name at its end: a panel for whatever is neither a run nor a surface."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import plotly.graph_objects as go

from dynamics import Optimizer
from figures import clock
from figures.curves import axes
from figures.frame import base
from figures.marks import dash
from figures.numbers import html, parts, ticks
from figures.placing import spread
from figures.scales import Scale
from figures.theme import SANS, SERIF, Theme, theme

Array = npt.NDArray[np.float64]
HEIGHT, LEFT, RIGHT, TOP, BOTTOM, GAP = 270, 48, 116, 34, 28, 13.5  # px
PAPER: dict[str, Any] = {"xref": "paper", "yref": "paper", "showarrow": False, "borderpad": 0}


@dataclass(frozen=True, eq=False)
class Line:
    """name at the end; optimizer whose ink and dash it wears; step, value, and the band's edges if it has one, (K,) each."""

    name: str
    optimizer: Optimizer
    step: npt.NDArray[np.int64]
    value: Array
    low: Array | None = None
    high: Array | None = None


def lines_figure(
    title: str, lines: Sequence[Line], ruler: Scale | None, dark: bool = False, sign: str = "", unit: str = "step"
) -> go.Figure:
    """`ruler`: the vertical scale; None if there is nothing to show. Steps (or rounds: `unit`) are on the clock that all figures share."""
    t, steps = theme(dark), max([1, *(int(line.step[-1]) for line in lines)])
    figure = base(t, HEIGHT)
    figure.update_layout(margin={"l": LEFT, "r": RIGHT, "t": TOP, "b": BOTTOM}, hovermode="closest")
    axes(figure, ruler, steps, t)
    figure.update_xaxes(ticktext=[text.replace("step", unit) for text in figure.layout.xaxis.ticktext])
    words = [head(title, t, sign)]
    if ruler is not None:
        bands = [_band(line, line.low, line.high, ruler, steps, t) for line in lines if line.low is not None and line.high is not None]
        figure.add_traces([*bands, *(_curve(line, ruler, steps, unit, t) for line in lines)])
        said = [f"<b>{line.name}</b>  <span style='color:{t.soft}'>{html(parts(_last(line), 2))}</span>" for line in lines]
        words += ends([line.optimizer for line in lines], said, [float(ruler.place(_last(line))) for line in lines], t)
    figure.update_layout(annotations=words)  # all at once: one by one each takes some milliseconds
    return figure


def ends(optimizers: Sequence[Optimizer], said: Sequence[str], places: Sequence[float], t: Theme) -> list[dict[str, Any]]:
    """Words in the optimizers' inks at the right ends of their lines, pushed apart. places: 0 at the floor, 1 at the top."""
    tall, out = HEIGHT - TOP - BOTTOM, []
    for optimizer, text, y in zip(optimizers, said, spread([tall * (1 - p) for p in places], GAP, 0, tall), strict=True):
        if y is not None:
            font = {"size": 11.5, "family": SANS, "color": t.series(optimizer)}
            out.append(
                {"text": text, "font": font, "x": 1, "y": 1, "xanchor": "left", "yanchor": "middle", "xshift": 7, "yshift": -y, **PAPER}
            )
    return out


def head(title: str, t: Theme, sign: str = "") -> dict[str, Any]:
    """The title, flat above the vertical axis, and the symbol of what is shown."""
    words = f"<b>{title}</b>  <span style='font-family:{SERIF}'><i>{sign}</i></span>"
    corner = {"x": 0, "y": 1, "xanchor": "left", "yanchor": "bottom", "xshift": 1 - LEFT, "yshift": 10}
    return {"text": words, "font": {"size": 12.5, "color": t.ink}, **corner, **PAPER}


def level(figure: go.Figure, ruler: Scale, value: float, words: str, t: Theme) -> None:
    """A dotted line at a value, said at its left end."""
    figure.add_hline(y=value, line={"color": t.ink, "width": 1, "dash": "2px,3px"})
    low = float(ruler.place(value)) < 0.5
    corner = {"x": 0, "y": float(ruler.place(value)), "xanchor": "left", "yanchor": "bottom" if low else "top", "xshift": 4}
    figure.add_annotation(text=words, font={"size": 11, "color": t.soft}, **corner, **PAPER)


def even(low: float, high: float, count: int = 4) -> Scale:
    """A linear scale from low to high, with a little room."""
    pad = 0.06 * (high - low) or 0.5
    return Scale(False, low - pad, high + pad, tuple((v, parts(v)) for v in ticks(low - pad, high + pad, count)))


def _last(line: Line) -> float:
    known = line.value[np.isfinite(line.value)]
    return float(known[-1]) if len(known) else float("nan")


def _curve(line: Line, ruler: Scale, steps: int, unit: str, t: Theme) -> go.Scatter:
    look = {"color": t.series(line.optimizer), "width": 1.5, "dash": dash(line.optimizer.series.dash), "simplify": False}
    hover = f"%{{fullData.name}}<br>{unit} %{{customdata[0]:,}}: %{{customdata[1]:.3g}}<extra></extra>"
    seen = np.column_stack([line.step, line.value])
    x = clock.share(line.step, steps)
    return go.Scatter(x=x, y=ruler.kept(line.value), mode="lines", line=look, name=line.name, customdata=seen, hovertemplate=hover)


def _band(line: Line, low: Array, high: Array, ruler: Scale, steps: int, t: Theme) -> go.Scatter:
    x, known = clock.share(line.step, steps), np.isfinite(low) & np.isfinite(high)
    r, g, b = (int(t.series(line.optimizer)[k : k + 2], 16) for k in (1, 3, 5))
    there, back = np.flatnonzero(known), np.flatnonzero(known)[::-1]
    around = np.concatenate([ruler.kept(high[there]), ruler.kept(low[back])])
    shape = {"mode": "lines", "line": {"width": 0}, "hoverinfo": "skip", "fill": "toself", "fillcolor": f"rgba({r},{g},{b},0.16)"}
    return go.Scatter(x=x[np.concatenate([there, back])], y=around, name=f"{line.name}, band", **shape)
