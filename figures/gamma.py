"""Gamma over the last rounds of an online problem: below zero, the optimizer's next steps grow."""

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go

from dynamics.online import Play
from figures.frame import base
from figures.hovers import told
from figures.marks import dash
from figures.numbers import html, parts, power
from figures.scales import linear
from figures.step_curves import BOTTOM, LEFT, SMALL, TOP, ends, head
from figures.theme import theme

SYMBOL = "√v<sub>t</sub> ∕ η<sub>t</sub> − √v<sub>t−1</sub> ∕ η<sub>t−1</sub>"
# rare rounds that are shown, and rounds
RARE = 5
FEWEST = 24
MOST = 400
ROOM = 0.09  # between two ticks, as a share of the height


def gamma_figure(plays: Sequence[Play], dark: bool = False) -> go.Figure:
    """Of the first seed, linear around zero and logarithmic beyond."""
    t, figure = theme(dark), base(theme(dark), SMALL.height)
    figure.update_layout(margin={"l": LEFT, "r": SMALL.right, "t": TOP, "b": BOTTOM}, hovermode="closest")
    rows = slice(-int(min(max(FEWEST, RARE / max(plays[0].problem.share, 1e-9)), MOST, len(plays[0].round) - 1)), None)
    values = [np.where(np.isfinite(p.gamma[rows, 0]), p.gamma[rows, 0], np.nan) for p in plays]
    known = np.concatenate(values)
    known = known[np.isfinite(known) & (known != 0)]
    unit = 10.0 ** np.floor(np.log10(np.quantile(np.abs(known), 0.1))) if len(known) else 1.0
    reach = float(np.arcsinh(np.abs(known).max(initial=unit) / unit))
    ruler = linear(-reach if (known < 0).any() else 0.0, reach)
    figure.add_traces(
        [
            go.Scatter(
                x=p.round[rows],
                y=np.arcsinh(value / unit),
                customdata=np.column_stack([p.round[rows], value]),
                mode="lines",
                name=p.optimizer.title,
                **told(f"{p.optimizer.title}<br>round {{x:,}}: {{y}}", x=p.round[rows], y=value),
                line={
                    "color": t.series(p.optimizer),
                    "width": 1.4,
                    "dash": dash(p.optimizer.series.dash),
                    "simplify": False,
                },
            )
            for p, value in zip(plays, values, strict=True)
        ]
    )
    places = [float(ruler.place(np.arcsinh(v[-1] / unit))) for v in values]
    names = ends([t.series(p.optimizer) for p in plays], [f"<b>{p.optimizer.title}</b>" for p in plays], places)
    figure.update_layout(annotations=[head("Γ over the last rounds", t, SYMBOL), *names])
    shown: list[float] = []
    for size in (0.0, *(unit * 10.0**e for e in range(16))):
        at = float(np.arcsinh(size / unit))
        if at <= reach and (not shown or at - float(np.arcsinh(shown[-1] / unit)) >= ROOM * (ruler.high - ruler.low)):
            shown.append(size)
    marks = [*(-size for size in shown[:0:-1]), *shown]
    plain = {"zeroline": False, "showline": False, "ticks": "", "tickfont": {"size": 12, "color": t.soft}}
    figure.update_xaxes(showgrid=False, nticks=6, tickformat=",d", ticklabelstandoff=6, **plain)
    figure.update_yaxes(
        range=(ruler.low, ruler.high),
        tickvals=[float(np.arcsinh(v / unit)) for v in marks],
        fixedrange=True,
        ticktext=[_signed(v) for v in marks],
        gridcolor=t.hair,
        **plain,
    )
    figure.add_hline(y=0, line={"color": t.soft, "width": 1})
    return figure


def _signed(value: float) -> str:
    size = abs(value)
    plain = size == 0 or 1e-2 <= size < 1e4
    return ("−" if value < 0 else "") + html(parts(size) if plain else power(round(np.log10(size))))
