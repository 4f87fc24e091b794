"""A map on its page: how far it is, the picture and its table."""

from collections.abc import Callable
from hashlib import sha256

import plotly.graph_objects as go
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dynamics.maps import BasinMap
from figures import basin_figure, bifurcation_figure, regime_figure
from figures.map_figures import basin_key
from figures.map_frames import WIDTH as COLUMN
from figures.map_frames import waiting
from player.charts import chart
from player.downloads import downloads
from player.maps_state import MapsState
from scenarios.map_words import about, rows, settings, slice_of, titled
from scenarios.mapped import Picture, table

FIGURES: dict[str, Callable[..., go.Figure]] = {
    "Basins": basin_figure,
    "Regimes": regime_figure,
    "Bifurcation": bifurcation_figure,
}
WIDTHS = {"Basins": 750}  # px, where the figure keeps equal units; the others have the whole column


def draw(state: MapsState, picture: Picture, dark: bool, boxed: Callable[[str], None]) -> None:
    """The picture and its table; faint while it is not yet of what is asked for."""
    figure = FIGURES[state.kind](picture, dark)
    key = "map_chart_" + sha256(f"{picture.job!r} {dark}".encode()).hexdigest()[:12]
    if before := picture.job != state.job:
        st.caption("Still the map before: the new one takes its place as soon as there is something to see.")
    place = st.container(key="wide_maps_before" if before else "wide_maps")
    left, right = place.columns([2, 1], gap="large") if state.kind == "Basins" else (place, place)
    with left.container(key=f"shaped_{state.kind}" if state.kind == "Basins" else None).container(key="map_picture"):
        chart(figure, key, alt=titled(picture.job), on_select=lambda: boxed(key), selection_mode="box")
    with right:
        st.table(rows(picture), border="horizontal")
        st.caption(slice_of(picture.job))
        downloads(
            figure,
            f"{state.kind} {picture.job.surface} {picture.job.optimizer}",
            lambda: table(picture),
            key,
            title=titled(picture.job),
            about=f"{settings(picture.job)} {slice_of(picture.job)}",
            key=basin_key(picture, dark) if isinstance(picture, BasinMap) else (),
            width=WIDTHS.get(state.kind, COLUMN),
        )


def frame(state: MapsState, dark: bool) -> None:
    """Where the map will be, before there is anything of it."""
    place = st.container(key="wide_maps")
    left = place.columns([2, 1], gap="large")[0].container(key="shaped_frame") if state.kind == "Basins" else place
    chart(waiting(state.job, dark), "map_frame", left, alt=titled(state.job))


def progress(state: MapsState, place: DeltaGenerator, end: DeltaGenerator) -> None:
    """How far the map is and a way to stop it, or what can be done with it."""
    work, amount = state.work, about(state.job)
    if work and work.stage < 3:
        place.progress(
            work.share, f"{work.share:.0%} of {amount}" if work.share else "Starting; the first time this compiles"
        )
        end.button("Cancel", on_click=work.cancel.set, width="stretch", key="map_cancel")
    elif work and work.share < 1:
        place.caption(f"Stopped at {work.share:.0%} of {amount}.")
        end.button("Finish", on_click=state.again, width="stretch", key="map_again")
    else:
        place.caption(f"{amount}. Drag a box to look closer, click to watch a run.")
        if state.zoomed:
            end.button("Back", on_click=state.back, width="stretch", key="map_back")
