"""What a page without the player lets its reader take away: the figure and the numbers behind it."""

from collections.abc import Callable

import plotly.graph_objects as go
import streamlit as st

from figures.map_figures import as_page
from player.export.printed import printable, printed


def downloads(figure: go.Figure, name: str, table: Callable[[], str]) -> None:
    """A row of buttons. `name` is the title of the figure and of its files; `table` makes the CSV, when it is asked
    for."""
    dark, file = st.context.theme.type == "dark", name.lower().replace(" ", "-")
    place = st.container(horizontal=True, key=f"downloads_{file}")

    def offer(label: str, suffix: str, mime: str, make: Callable[[], str | bytes]) -> None:
        place.download_button(label, make, f"{file}.{suffix}", mime, on_click="ignore", key=f"{suffix}_{file}")

    offer("Data (CSV)", "csv", "text/csv", table)
    offer("Figure (HTML)", "html", "text/html", lambda: as_page(figure, name, dark))
    if printable(figure):
        offer("Picture (PNG)", "png", "image/png", lambda: printed(figure, name, dark))
        offer("Drawing (SVG)", "svg", "image/svg+xml", lambda: printed(figure, name, dark, "svg"))
