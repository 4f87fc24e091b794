"""A figure that stands alone, in a paper or on a slide: what the page says around it is written on it."""

import base64
import gzip
from collections.abc import Sequence
from functools import cache
from html import escape
from textwrap import wrap
from typing import Any

import plotly.graph_objects as go
from plotly.offline import get_plotlyjs

from figures.theme import SANS, SERIF, theme

WIDTH = 760  # px, of a figure that has the column's width on the page
EDGE = 16  # px of paper around it
LINE = 21  # px from line to line beneath it
LETTER = 6.1  # px of a letter beneath it
SQUARE = "<span style='color:{};font-size:17px'>■</span> {}"

# Plotly has 4.8 MB, a map of basins 2: packed, and unpacked by the browser.
SCRIPT = """
const unpacked = id => {
  const bytes = Uint8Array.from(atob(document.getElementById(id).text), letter => letter.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")));
};
const plotly = document.createElement("script");
plotly.onload = async () => {
  const { data, layout } = await unpacked("figure").json();
  Plotly.newPlot(document.querySelector("main"), data, layout, { displayModeBar: false });
};
unpacked("plotly").blob().then(script => {
  plotly.src = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  document.head.append(plotly);
});
"""


def alone(
    figure: go.Figure,
    dark: bool = False,
    title: str = "",
    about: str = "",
    key: Sequence[tuple[str, str]] = (),
    width: int = WIDTH,
) -> go.Figure:
    """The figure on paper, with a title above; beneath it a square of colour and a name for each of `key`, and what it
    is about. Its size is fixed: words stand at px."""
    t, old = theme(dark), figure.layout.margin
    left, right, top, bottom = (getattr(old, side) or 0 for side in "lrtb")
    room = int((width - left - right) / LETTER)
    lines = [(text, t.text) for text in _key_lines(key, room)] + [(escape(text), t.soft) for text in wrap(about, room)]
    over = 38 if title else 0
    words = [_words(text, colour, 13, -left, -(bottom + 10 + LINE * k)) for k, (text, colour) in enumerate(lines)]
    if title:
        words.append(_words(f"<b>{escape(title)}</b>", t.text, 18, -left, top + over - 30, SERIF, "bottom"))
    margin = {"l": left + EDGE, "r": right + EDGE, "t": top + over + EDGE, "b": bottom + 10 + LINE * len(lines) + EDGE}
    height = (figure.layout.height or 450) + sum(margin[s] for s in "tb") - top - bottom
    size = {"width": width + 2 * EDGE, "height": height, "autosize": False, "margin": margin}
    here = go.Figure(figure)
    return here.update_layout(
        annotations=[*figure.layout.annotations, *words],
        paper_bgcolor=t.paper,
        plot_bgcolor=t.paper,
        dragmode=False,
        **size,
    )


def as_page(figure: go.Figure, title: str, dark: bool = False) -> str:
    """The figure as an HTML file of its own, which needs no network."""
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>\n'
        f"<style>body {{ background: {theme(dark).paper}; margin: 32px auto; max-width: {figure.layout.width}px }}"
        f"</style></head>\n<body><main></main>\n"
        f'<script type="text/plain" id="figure">{packed(figure.to_json())}</script>\n'
        f'<script type="text/plain" id="plotly">{packed_plotly()}</script>\n'
        f"<script>{SCRIPT}</script></body></html>\n"
    )


@cache
def packed_plotly() -> str:
    return packed(get_plotlyjs())


def packed(text: str) -> str:
    return base64.b64encode(gzip.compress(text.encode(), mtime=0)).decode()


def _key_lines(key: Sequence[tuple[str, str]], room: int) -> list[str]:
    """As many of the key in a line as there is room for."""
    lines: list[list[str]] = []
    used = room
    for colour, words in key:
        long = len(words) + 7
        if used + long > room:
            lines.append([])
            used = 0
        lines[-1].append(SQUARE.format(colour, escape(words)))
        used += long
    return ["    ".join(line) for line in lines]


def _words(
    text: str, colour: str, size: int, x: int, y: int, family: str = SANS, anchor: str = "top"
) -> dict[str, Any]:
    """Words at px from the picture's upper left corner, or beneath its lower left one."""
    corner = {"x": 0, "y": 1 if anchor == "bottom" else 0, "xref": "paper", "yref": "paper"}
    place = {"xanchor": "left", "yanchor": anchor, "xshift": x, "yshift": y, "align": "left"}
    font = {"size": size, "color": colour, "family": family}
    return {"text": text, "showarrow": False, "borderpad": 0, "font": font, **corner, **place}
