"""Plotly's charts, shown alike on every page."""

from typing import Any

import plotly.graph_objects as go
import streamlit as st

from figures.tabulated import title_of

# The bar has the one button that draws a picture. page.css hides the bar: words beneath the figure press its button.
PLAIN: dict[str, Any] = {"displayModeBar": True, "modeBarButtons": [["toImage"]], "doubleClick": False}


def chart(figure: go.Figure, key: str, place: Any = st, **more: Any) -> None:
    """The figure under that key; its title is what a screen reader says of it."""
    place.plotly_chart(figure, theme=None, config=PLAIN, key=key, **{"alt": title_of(figure), **more})
