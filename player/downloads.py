"""What a page without the player lets its reader take away: the figure and the numbers behind it."""

import json
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from browser.served import built
from figures.alone import WIDTH, alone, as_page
from player.source import source, with_source

SCALE = 3  # px of a PNG for one on the page
KINDS = {"png": "Picture (PNG)", "svg": "Drawing (SVG)"}  # which the browser draws
HTML = "".join(f'<button data-format="{kind}">{words}</button>' for kind, words in KINDS.items())
# Sizes and colours as those of Streamlit's buttons, which stand beside these.
CSS = """
:host { display: block }
div { display: flex; gap: 20px }
button { all: unset; font: 400 14px/1.6 var(--st-font); color: var(--st-text-color); cursor: pointer;
  text-decoration: underline 1px color-mix(in srgb, currentColor 35%, transparent); text-underline-offset: 4px }
button:hover { text-decoration-color: currentColor }
button:focus-visible { outline: 2px solid currentColor; outline-offset: 3px }
"""
SCRIPT = """
export default async function ({ data, parentElement }) {
  const { saveChart } = await import(new URL("./app/static/plotly_export.js?%s", document.baseURI));
  for (const button of parentElement.querySelectorAll("button")) {
    const { format } = button.dataset;
    const scale = format === "png" ? data.scale : 1;
    button.onclick = () => saveChart(data.chart, JSON.parse(data.layout), { format, scale, filename: data.file });
  }
}
"""


@lru_cache(maxsize=1)
def _component() -> Any:
    return st.components.v2.component("pictures", html=f"<div>{HTML}</div>", css=CSS, js=SCRIPT % built()[1])


def downloads(
    figure: go.Figure,
    name: str,
    table: Callable[[], str],
    chart: str = "",
    *,
    title: str = "",
    about: str = "",
    key: Sequence[tuple[str, str]] = (),
    width: int = WIDTH,
) -> None:
    """A row of words to press. `name`: of the files; `table` makes the CSV, when it is asked for; `chart`: the key
    under which the page shows the figure, or nothing if it does not; the rest: what the figure says once it stands
    alone (see figures.alone)."""
    dark, file = st.context.theme.type == "dark", name.lower().replace(" ", "-")
    origin = source()
    own = alone(figure, dark, title, about, key, width, origin)
    place = st.container(horizontal=True, key=f"downloads_{file}", vertical_alignment="center")
    if chart:
        layout = go.Figure(layout=own.layout).to_json()
        with place:
            told = {"chart": chart, "layout": json.dumps(json.loads(layout)["layout"]), "file": file, "scale": SCALE}
            _component()(data=told, key=f"pictures_{file}", width="content")

    def offer(label: str, suffix: str, mime: str, make: Callable[[], str]) -> None:
        place.download_button(
            label, make, f"{file}.{suffix}", mime, on_click="ignore", key=f"{suffix}_{file}", type="tertiary"
        )

    offer("Figure (HTML)", "html", "text/html", lambda: as_page(own, title or name, dark))
    offer("Data (CSV)", "csv", "text/csv", lambda: with_source(table(), origin))
