"""An online problem's plays over the rounds: where they stand, what they regret, and what they divide by."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import plotly.graph_objects as go

from dynamics.online import Play
from figures.frame import base
from figures.lines import BOTTOM, LEFT, PAPER, RIGHT, TOP, Line, even, head, level, lines_figure
from figures.marks import dash
from figures.numbers import html, parts, power
from figures.placing import spread
from figures.scales import scale
from figures.theme import SANS, theme

Array = npt.NDArray[np.float64]
BAND = (0.1, 0.9)  # of the seeds
TALL = 270  # px


def position_figure(plays: Sequence[Play], dark: bool = False) -> go.Figure:
    """x over the rounds: the median of the seeds, and from the low tenth of their least to the high tenth of their greatest."""
    problem, ruler = plays[0].problem, even(plays[0].problem.low, plays[0].problem.high)
    lines = [
        Line(p.optimizer.title, p.optimizer, p.round, np.median(p.position, axis=1), _part(p.least, BAND[0]), _part(p.most, BAND[1]))
        for p in plays
    ]
    figure = lines_figure("Position", lines, ruler, dark, "x")
    if problem.best is not None:
        level(figure, ruler, problem.best, "best fixed point", theme(dark))
    return figure


def average_figure(plays: Sequence[Play], dark: bool = False) -> go.Figure:
    """The mean of all x so far."""
    problem, ruler = plays[0].problem, even(plays[0].problem.low, plays[0].problem.high)
    figure = lines_figure("Average iterate", [_line(p, p.average) for p in plays], ruler, dark, "x̄")
    if problem.best is not None:
        level(figure, ruler, problem.best, "best fixed point", theme(dark))
    return figure


def regret_figure(plays: Sequence[Play], dark: bool = False) -> go.Figure:
    """Regret over rounds played."""
    lines = [_line(p, p.regret[1:] / p.round[1:, None], p.round[1:]) for p in plays]
    later = [line.value[line.step > line.step[-1] ** 0.25] for line in lines]  # the first few rounds are chance
    low, high = min(0.0, *(float(np.nanmin(v)) for v in later)), max(float(np.nanmax(v)) for v in later)
    return lines_figure("Regret a round", lines, even(low, high), dark, "R ∕ t")


def budget_figure(plays: Sequence[Play], dark: bool = False) -> go.Figure:
    """What each optimizer divides by, of the first seed; in a long game with its range left out."""
    lines = [Line(p.optimizer.title, p.optimizer, p.round[1:], np.where(np.isfinite(p.divisor[1:, 0]), p.divisor[1:, 0], np.nan)) for p in plays]
    return lines_figure("Regularization budget", lines, scale([line.value for line in lines]), dark, "B = √v")


def gamma_figure(plays: Sequence[Play], dark: bool = False) -> go.Figure:
    """Gamma over the last rounds of the first seed, linear around zero and logarithmic beyond."""
    t, figure = theme(dark), base(theme(dark), TALL)
    figure.update_layout(margin={"l": LEFT, "r": RIGHT, "t": TOP, "b": BOTTOM}, hovermode="closest")
    head(figure, "Γ over the last rounds", t, "√v<sub>t</sub> ∕ η<sub>t</sub> − √v<sub>t−1</sub> ∕ η<sub>t−1</sub>")
    rows = slice(-_window(plays[0]), None)
    values = [p.gamma[rows, 0] for p in plays]
    sizes = [float(np.median(np.abs(v[np.isfinite(v)]))) for v in values if np.isfinite(v).any()]
    unit = 10.0 ** np.floor(np.log10(min([s for s in sizes if s > 0], default=1.0)))
    places = [np.arcsinh(v / unit) for v in values]
    known = np.concatenate([p[np.isfinite(p)] for p in places] or [np.zeros(1)])
    low, high = (float(known.min()), float(known.max())) if len(known) else (-1.0, 1.0)
    ruler = even(min(low, -1.0), max(high, 1.0))
    for p, value, place in zip(plays, values, places, strict=True):
        look = {"color": t.series(p.optimizer), "width": 1.4, "dash": dash(p.optimizer.series.dash), "simplify": False}
        hover = "%{fullData.name}<br>%{x:,}: %{customdata:.3g}<extra></extra>"
        figure.add_trace(
            go.Scatter(x=p.round[rows], y=place, customdata=value, mode="lines", line=look, name=p.optimizer.title, hovertemplate=hover)
        )
    tall = TALL - TOP - BOTTOM
    wanted = [tall * (1 - float(ruler.place(place[-1]))) for place in places]
    for p, y in zip(plays, spread(wanted, 13.5, 0, tall), strict=True):
        if y is not None:
            text, font = f"<b>{p.optimizer.title}</b>", {"size": 11.5, "family": SANS, "color": t.series(p.optimizer)}
            figure.add_annotation(text=text, font=font, x=1, y=1, xanchor="left", yanchor="middle", xshift=7, yshift=-y, **PAPER)
    top = int(np.log10(unit) + max(abs(low), abs(high), 1.0) / np.log(10)) + 1
    marks = [0.0, *(sign * 10.0**e for e in range(int(np.log10(unit)), top, max(1, (top - int(np.log10(unit))) // 3)) for sign in (-1, 1))]
    plain = {"zeroline": False, "showline": False, "ticks": "", "tickfont": {"size": 11, "color": t.soft}}
    figure.update_xaxes(showgrid=False, nticks=6, tickformat=",d", ticklabelstandoff=6, **plain)
    figure.update_yaxes(range=(ruler.low, ruler.high), tickvals=[float(np.arcsinh(v / unit)) for v in marks], fixedrange=True,
                        ticktext=[_signed(v) for v in marks], gridcolor=t.hair, **plain)  # fmt: skip
    figure.add_hline(y=0, line={"color": t.soft, "width": 1})
    return figure


def _signed(value: float) -> str:
    if value == 0:
        return "0"
    return ("−" if value < 0 else "") + html(power(round(np.log10(abs(value)))) if abs(value) >= 1e4 else parts(abs(value)))


def _window(play: Play) -> int:
    """Marks at the end that show some five rare rounds."""
    return int(min(max(24, 5 / max(play.problem.share, 1e-9)), 400, len(play.round) - 1))


def _line(play: Play, values: Array, rounds: npt.NDArray[np.int64] | None = None) -> Line:
    """The median of the seeds within the band of all but their extreme tenths."""
    low, high = (_part(values, BAND[0]), _part(values, BAND[1])) if values.shape[1] > 1 else (None, None)
    at = play.round if rounds is None else rounds
    return Line(play.optimizer.title, play.optimizer, at, np.median(values, axis=1), low, high)


def _part(values: Array, share: float) -> Array:
    return np.asarray(np.quantile(values, share, axis=1))
