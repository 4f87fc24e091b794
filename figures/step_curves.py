"""Curves against the step, each with a band if it stands for several and its name at its right end: a panel for
whatever is counted."""

from collections.abc import Sequence
from html import escape
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import plotly.graph_objects as go

from dynamics import Optimizer
from figures import clock
from figures.frame import base
from figures.hovers import literal, told
from figures.marks import dash, symbol
from figures.numbers import html, parts
from figures.placing import spread
from figures.scales import Scale
from figures.theme import SANS, SERIF, Theme, theme

Array = npt.NDArray[np.float64]
LEFT, TOP, BOTTOM, GAP = 48, 34, 28, 14.0  # px; the last between two names
TINT = 0.16  # opacity of a band
# px of a letter of a name, and of the number behind it
LETTER = 6.5
FIGURE = 52
MOST_LETTERS = 26
PAPER: dict[str, Any] = {"xref": "paper", "yref": "paper", "showarrow": False, "borderpad": 0}


class Size(NamedTuple):
    """Height, and the room for names at the right, in px."""

    height: int
    right: int


LEAD, WIDE, SMALL = Size(380, 150), Size(320, 150), Size(270, 116)


class StepCurve(NamedTuple):
    """`value` (K,) at `step` (K,), in the colour and dash of an optimizer. `low` and `high` (K,): the edges of its
    band, if it has one. `tone`: from pale (0) to strong (1), its place among several of the same optimizer."""

    name: str
    optimizer: Optimizer
    step: npt.NDArray[np.int64]
    value: Array
    low: Array | None = None
    high: Array | None = None
    tone: float | None = None

    def colour(self, t: Theme) -> str:
        return t.series(self.optimizer, self.tone)


def curve_figure(
    curves: Sequence[StepCurve],
    title: str,
    sign: str,
    steps: int,
    ruler: Scale | None,
    dark: bool = False,
    empty: str = "",
    edge: tuple[float, str] | None = None,
    unit: str = "step",
    size: Size = WIDE,
) -> go.Figure:
    """All curves on one scale from step (or round: `unit`) 0 to `steps`; the sentence `empty` where there is no scale.
    `edge`: a value to be measured by, drawn beside its name."""
    t = theme(dark)
    figure = base(t, size.height)
    longest = max((len(_short(c.name)) for c in curves), default=0)
    figure.update_layout(
        margin={"l": LEFT, "r": max(size.right, 10 + round(LETTER * longest) + FIGURE), "t": TOP, "b": BOTTOM},
        hovermode="closest",
    )
    axes(figure, ruler, steps, t)
    figure.update_xaxes(ticktext=[text.replace("step", unit) for text in figure.layout.xaxis.ticktext])
    words = [head(title, t, sign)]
    if ruler is None:
        words.append({"text": empty, "x": 0.5, "y": 0.5, **PAPER})
    else:
        if edge:
            level(figure, ruler, *edge, t)
        tint = min(TINT, 3 * TINT / len(curves))  # many bands lie over one another
        figure.add_traces(
            [trace for c in curves for trace in (*_band(c, ruler, steps, tint, t), *_line(c, ruler, steps, unit, t))]
        )
        labels = [
            f"<b>{escape(_short(c.name))}</b>  <span style='color:{t.soft}'>{html(parts(_last(c), 2))}</span>"
            for c in curves
        ]
        words += ends(
            [t.readable(c.colour(t)) for c in curves], labels, [float(ruler.place(_last(c))) for c in curves], size
        )
    # all at once: one by one each takes some milliseconds
    figure.update_layout(annotations=[*figure.layout.annotations, *words])
    return figure


def axes(figure: go.Figure, ruler: Scale | None, steps: int, t: Theme) -> None:
    """Hair lines and few numbers; no lines along the axes."""
    plain = {"zeroline": False, "showline": False, "ticks": "", "tickfont": {"size": 12, "color": t.soft}}
    marks = clock.step_ticks(steps, 8)
    at, labels = [float(clock.share(step, steps)) for step, _ in marks], [html(label) for _, label in marks]
    figure.update_xaxes(range=(0, 1), tickvals=at, ticktext=labels, showgrid=False, ticklabelstandoff=6, **plain)
    if ruler is None:
        figure.update_yaxes(visible=False, range=(0, 1))
        return
    limits = (np.log10(ruler.low), np.log10(ruler.high)) if ruler.log else (ruler.low, ruler.high)
    at, labels = [v for v, _ in ruler.ticks], [html(label) for _, label in ruler.ticks]
    figure.update_yaxes(
        type="log" if ruler.log else "linear",
        range=limits,
        tickvals=at,
        ticktext=labels,
        fixedrange=True,
        showgrid=True,
        gridcolor=t.hair,
        gridwidth=1,
        **plain,
    )


def head(title: str, t: Theme, sign: str = "") -> dict[str, Any]:
    """The title, flat above the vertical axis, and the symbol of what is shown."""
    words = f"<b>{title}</b>  <span style='font-family:{SERIF}'><i>{sign}</i></span>"
    corner = {"x": 0, "y": 1, "xanchor": "left", "yanchor": "bottom", "xshift": 1 - LEFT, "yshift": 10}
    return {"text": words, "font": {"size": 14, "color": t.text}, **corner, **PAPER}


def level(figure: go.Figure, ruler: Scale, value: float, words: str, t: Theme) -> None:
    """A dotted line at a value, said at its left end."""
    figure.add_hline(y=value, line={"color": t.text, "width": 1, "dash": "2px,3px"})
    low = float(ruler.place(value)) < 0.5
    corner = {
        "x": 0,
        "y": float(ruler.place(value)),
        "xanchor": "left",
        "yanchor": "bottom" if low else "top",
        "xshift": 4,
    }
    figure.add_annotation(text=words, font={"size": 12, "color": t.soft}, **corner, **PAPER)


def ends(
    colours: Sequence[str], texts: Sequence[str], places: Sequence[float], size: Size = SMALL
) -> list[dict[str, Any]]:
    """Words in the curves' colours at the right ends of their curves, pushed apart. places: 0 at the floor, 1 at the
    top."""
    tall, out = size.height - TOP - BOTTOM, []
    for colour, text, y in zip(colours, texts, spread([tall * (1 - p) for p in places], GAP, 0, tall), strict=True):
        if y is not None:
            font = {"size": 12, "family": SANS, "color": colour}
            place = {"x": 1, "y": 1, "xanchor": "left", "yanchor": "middle", "xshift": 10, "yshift": -y}
            out.append({"text": text, "font": font, **place, **PAPER})
    return out


def _short(name: str) -> str:
    return name if len(name) <= MOST_LETTERS else f"{name[: MOST_LETTERS - 1]}…"


def _last(curve: StepCurve) -> float:
    known = curve.value[np.isfinite(curve.value)]
    return float(known[-1]) if len(known) else float("nan")


def _line(curve: StepCurve, ruler: Scale, steps: int, unit: str, t: Theme) -> list[go.Scatter]:
    """The line, and the mark at its last point."""
    colour = curve.colour(t)
    style = curve.optimizer.series
    drawn = ruler.kept(curve.value)
    x = clock.share(curve.step, steps)
    marker = {"symbol": symbol(style.mark), "size": 8, "color": colour, "line": {"width": 1, "color": t.paper}}
    line = {"color": colour, "width": 1.5, "dash": dash(style.dash), "simplify": False}
    words = told(f"{literal(curve.name)}<br>{unit} {{x:,}}<br>{{y}}", x=curve.step, y=curve.value)
    real = np.column_stack([curve.step, curve.value])
    return [
        go.Scatter(
            x=x,
            y=drawn,
            mode="lines",
            line=line,
            name=curve.name,
            customdata=real,
            **words,
            hoverlabel={"font": {"color": colour}},
        ),
        go.Scatter(
            x=x[-1:],
            y=drawn[-1:],
            mode="markers",
            marker=marker,
            name=f"{curve.name}, head",
            cliponaxis=False,
            hoverinfo="skip",
        ),
    ]


def _band(curve: StepCurve, ruler: Scale, steps: int, tint: float, t: Theme) -> list[go.Scatter]:
    if curve.low is None or curve.high is None:
        return []
    r, g, b = (int(curve.colour(t)[k : k + 2], 16) for k in (1, 3, 5))
    there = np.flatnonzero(np.isfinite(curve.low) & np.isfinite(curve.high))
    x = clock.share(curve.step, steps)[np.concatenate([there, there[::-1]])]
    around = np.concatenate([ruler.kept(curve.high[there]), ruler.kept(curve.low[there[::-1]])])
    shape = {
        "mode": "lines",
        "line": {"width": 0},
        "hoverinfo": "skip",
        "fill": "toself",
        "fillcolor": f"rgba({r},{g},{b},{tint:.2g})",
    }
    return [go.Scatter(x=x, y=around, name=f"{curve.name}, band", **shape)]
