"""Panels of a page: one leads, the others follow as small multiples; under each, what to look for and the way to the
same setting in the explorer."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go
import streamlit as st

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
    same, if there is one."""

    name: str
    figure: go.Figure
    look: str
    scenario: Scenario | None = None


def panel_grid(page: str, panels: Iterable[PagePanel], settings: str, table: Callable[[], str] | None = None) -> None:
    """The panels in their order, each made when the one before is on its way to the reader: what is seen first is drawn
    first. In the place after them, what is taken away (see `takeaway`)."""
    made = iter(panels)
    shown = [_panel(page, next(made))]
    with st.container(key=f"small_{page}"):
        for panel in made:
            with st.container():
                shown.append(_panel(page, panel))
        with st.container():
            takeaway(page, shown, settings, table)


def _panel(page: str, panel: PagePanel) -> PagePanel:
    chart(panel.figure, f"{page}_{panel.name}")
    st.markdown(panel.look)
    if panel.scenario:
        open_in_explorer(panel.scenario, f"{page}_{panel.name}_open")
    return panel


def takeaway(page: str, shown: Sequence[PagePanel], settings: str, table: Callable[[], str] | None = None) -> None:
    """The figure of one's choice and the numbers behind it, or all numbers of `table`. `settings` stand under the
    picture."""
    by_name = {panel.name: panel.figure for panel in shown}
    name = st.selectbox("Figure", list(by_name), format_func=lambda name: title_of(by_name[name]), key=f"{page}_figure")
    figure, file = by_name[name], f"{page.capitalize()} {name}"
    downloads(figure, file, table or (lambda: tabulated(figure)), f"{page}_{name}", about=settings)


def captioned(figure: go.Figure, caption: str, key: str, place: Any = st) -> None:
    """A figure, and under it one sentence on what to look for."""
    chart(figure, key, place)
    place.caption(caption)


def claims(page: str, listed: Sequence[Claim]) -> None:
    """An expander: each formula as printed, as it has to read, and the code that runs it."""
    sheet = st.expander(
        "The formulas, printed and corrected, and the code that runs", key=f"{page}_claims", on_change="rerun"
    )
    if not sheet.open:
        return
    with sheet:
        for claim in listed:
            st.header(claim.title, anchor=False)
            for label, formula in (("Printed", claim.printed), ("Corrected", claim.corrected)):
                st.caption(label)
                st.latex(formula)
            st.markdown(claim.difference)
            st.caption(f"Source: {claim.source}")
            st.code(code(*claim.code), language="python")
