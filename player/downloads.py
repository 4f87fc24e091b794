"""What a page without the player lets its reader take away: the figure and the numbers behind it."""

from collections.abc import Callable

import plotly.graph_objects as go
import streamlit as st

from figures.maps import as_page


def downloads(figure: go.Figure, name: str, table: Callable[[], str]) -> None:
    """A row of buttons. `name` is the title of the figure and of its files; `table` makes the CSV, when it is asked for."""
    dark, file = st.context.theme.type == "dark", name.lower().replace(" ", "-")
    place = st.container(horizontal=True, key=f"downloads_{file}")
    place.download_button("Data (CSV)", table, f"{file}.csv", "text/csv", on_click="ignore", key=f"csv_{file}")
    place.download_button(
        "Figure (HTML)", lambda: as_page(figure, name, dark), f"{file}.html", "text/html", on_click="ignore", key=f"html_{file}"
    )
