"""Panels in two columns: under each, what to look for, and the way to the same setting in the explorer."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dynamics.bounds import Claim
from figures.tabulated import tabulated, title_of
from player.charts import chart
from player.downloads import downloads
from player.page import open_in_explorer
from player.rules import code
from scenarios.scenario import Scenario


@dataclass(frozen=True)
class PagePanel:
    """A panel of the page: its name, its figure, one sentence on what to look for, and the scenario that shows the
    same."""

    name: str
    figure: go.Figure
    look: str
    scenario: Scenario


def panel_grid(page: str, shown: Sequence[PagePanel]) -> None:
    """Two a row; one below the other on phones."""
    for k in range(0, len(shown), 2):
        for place, panel in zip(st.columns(2, gap="large"), shown[k : k + 2], strict=False):
            with place:
                chart(panel.figure, f"{page}_{panel.name}_chart")
                st.markdown(panel.look)
                open_in_explorer(panel.scenario, f"{page}_{panel.name}_open", kind="tertiary")


def takeaway(page: str, shown: Sequence[PagePanel], settings: str) -> None:
    """The figure of one's choice and the numbers behind it. `settings` stand under the picture."""
    by_name = {panel.name: panel.figure for panel in shown}
    left, right = st.columns([1, 2], vertical_alignment="bottom")
    name = left.selectbox(
        "Figure", list(by_name), format_func=lambda name: title_of(by_name[name]), key=f"{page}_figure"
    )
    figure = by_name[name]
    with right:
        file = f"{page.capitalize()} {name}"
        downloads(figure, file, lambda: tabulated(figure), f"{page}_{name}_chart", about=settings)


def claims(page: str, listed: Sequence[Claim]) -> None:
    """An expander: each formula as printed, as it has to read, and the code that runs it."""
    sheet = st.expander(
        "The formulas, printed and corrected, and the code that runs", key=f"{page}_claims", on_change="rerun"
    )
    if not sheet.open:
        return
    with sheet:
        for claim in listed:
            st.markdown(f"#### {claim.title}")
            for label, formula in (("Printed", claim.printed), ("Corrected", claim.corrected)):
                st.caption(label)
                st.latex(formula)
            st.markdown(claim.difference)
            st.caption(f"Source: {claim.source}")
            st.code(code(*claim.code), language="python")


def captioned(place: DeltaGenerator, figure: go.Figure, caption: str, key: str) -> None:
    """A figure, and under it one sentence on what to look for."""
    chart(figure, key, place)
    place.caption(caption)
