"""A grid of starts on the ripple: where those lie that leave the region around the optimum, and how many there are."""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import plotly.graph_objects as go

from dynamics.bounds import CLOSE, Fate, region
from dynamics.words import number
from figures.fields import Tint, steps_of, tinted
from figures.line_panel import LinePanel, Ruler
from figures.theme import Theme, theme
from landscapes.landscape import Point

TINTS: Mapping[Fate, Tint] = {
    Fate.STAYS: ("rmsprop", 0.42, 0.42),
    Fate.LEAVES_FAR: ("heavy-ball", 0.6, 0.62),
    Fate.LEAVES_AFTER: ("adam", 0.9, 0.9),
}
WORDS = {Fate.STAYS: "stays", Fate.LEAVES_FAR: "leaves, never close", Fate.LEAVES_AFTER: "comes close, then leaves"}
MARGIN = 1.04


def grid_figure(
    codes: npt.NDArray[np.int8],
    start: Point,
    name: str,
    dark: bool = False,
    close: float = CLOSE,
    delta: float = 0.0,
) -> go.Figure:
    """The fate of each start of the grid, in equal units, and the start above as a ring."""
    t, side = theme(dark), len(codes)
    least, edge = (float(np.sqrt(square)) for square in region(delta))
    ruler = Ruler(-edge * MARGIN, edge * MARGIN)
    panel = LinePanel(t, f"What becomes of each start: {name}", ruler, ruler, 8, 380)
    cell = 2 * edge / side
    place = {"x0": -edge + cell / 2, "dx": cell, "y0": -edge + cell / 2, "dy": cell}
    fates = np.array(["", *WORDS.values()])[codes + 1]
    colours = steps_of([tinted(t, tint) for tint in TINTS.values()])
    hover = "%{text} from (%{x}, %{y})<extra></extra>"
    look = {
        "zmin": 0,
        "zmax": len(TINTS),
        "colorscale": colours,
        "showscale": False,
        "hoverongaps": False,
        "hovertemplate": hover,
    }
    panel.traces.append(go.Heatmap(z=np.where(codes < 0, np.nan, codes), text=fates, **look, **place))
    turn = np.linspace(0, 2 * np.pi, 181)
    for radius, width, dash in ((edge, 1.2, "solid"), (least, 1.2, "6px,3px"), (close**0.5, 0.8, "solid")):
        if radius:
            panel.line(radius * np.cos(turn), radius * np.sin(turn), t.text, width=width, dash=dash)
    panel.mark(start[0], start[1], t.text, "circle-open", 13, "the start: ({x}, {y})")
    panel.xaxis |= {"constrain": "domain", "constraintoward": "left"}
    panel.yaxis |= {"scaleanchor": "x", "showgrid": False}
    panel.mark(0, 0, t.text, "cross-thin-open", 10, f"the optimum; close: r² up to {number(close)}")
    panel.paper(_key(t), 0, 0, "left", "top", 12, t.soft, xshift=1 - panel.left, yshift=-24)
    return panel.done()


def shares_figure(divided: Mapping[str, Mapping[Fate, float]], chosen: str, dark: bool = False) -> go.Figure:
    """One bar a convention: the share of the starts that stay, leave, or leave after having come close."""
    t, names = theme(dark), list(divided)
    panel = LinePanel(
        t, "What becomes of all these starts, in %", Ruler(0, 100, ""), Ruler(-0.7, len(names) - 0.3), 16, left=150
    )
    rows = np.arange(len(names))[::-1]
    labels = [f"<b><span style='color:{t.text}'>{name}</span></b>" if name == chosen else name for name in names]
    panel.yaxis |= {
        "tickvals": rows,
        "ticktext": labels,
        "tickfont": {"size": 12, "color": t.soft},
        "showgrid": False,
    }
    base = np.zeros(len(names))
    for fate, word in WORDS.items():
        shares, colour = np.array([100 * divided[name][fate] for name in names]), tinted(t, TINTS[fate])
        bar = {
            "x": shares,
            "base": base,
            "y": rows,
            "orientation": "h",
            "width": 0.66,
            "marker": {"color": colour, "line": {"width": 0}},
        }
        said_of = {"name": word, "customdata": list(zip(shares.tolist(), names, strict=True))}
        panel.traces.append(
            {"type": "bar", "hovertemplate": f"{word}: %{{customdata[0]:.3~r}} %<extra></extra>", **bar, **said_of}
        )
        base = base + shares
    for name, row in zip(names, rows, strict=True):
        left, after = (100 * divided[name][fate] for fate in (Fate.LEAVES_FAR, Fate.LEAVES_AFTER))
        text = f"{left + after:.3g} leave, {after:.2g} after coming close" if left + after else "none leaves"
        panel.note(text, 1, float(row), xanchor="left", xshift=2, font={"size": 12, "color": t.text})
    panel.paper(_key(t), 0, 0, "left", "top", 12, t.soft, xshift=1 - panel.left, yshift=-24)
    return panel.done().update_layout(barmode="overlay")


def _key(t: Theme) -> str:
    """The colours by name, under the field."""
    return "   ".join(
        f"<span style='color:{tinted(t, TINTS[fate])};font-size:16px'>■</span> {word}" for fate, word in WORDS.items()
    )
