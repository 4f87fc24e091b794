"""Maps: what becomes of many starts, or of many settings, in one picture."""

from collections.abc import Callable
from hashlib import sha256

import plotly.graph_objects as go
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from figures import basin_figure, bifurcation_figure, regime_figure
from player.address import complete_address, follow_address, write_address
from player.clicks import clicked, clicks
from player.downloads import downloads
from player.explore_state import explore_state
from player.map_controls import drawer, row
from player.maps_state import maps_state
from player.page import begin, tell, through_app
from scenarios.map_words import LEADS, about, rows, slice_of
from scenarios.mapped import Picture, behind, table

FIGURES: dict[str, Callable[..., go.Figure]] = {
    "Basins": basin_figure,
    "Regimes": regime_figure,
    "Bifurcation": bifurcation_figure,
}
QUIET = {"displayModeBar": False, "doubleClick": False}
a, dark = maps_state(), st.context.theme.type == "dark"


def chosen() -> None:
    a.show(st.session_state.map_kind)


def boxed(key: str) -> None:
    """A box on the picture, unless it is a box that led to the map now asked for: the chart may tell of it again."""
    for box in st.session_state[key].selection.box[:1] if a.picture and a.picture.job == a.job else ():
        a.change("box", (*sorted(map(float, box["x"])), *sorted(map(float, box["y"]))))


def opened() -> None:
    """A click on the picture: its run goes to the explorer."""
    if (point := clicked("map_click")) and a.picture:
        try:
            explore_state().take(behind(a.picture.job, *point), [])
            st.session_state.map_open = True
        except ValueError:
            a.notice = "This run starts too far out for the explorer."


def draw(picture: Picture) -> None:
    """The picture and its table; faint while it is not yet of what is asked for."""
    figure = FIGURES[a.kind](picture, dark)
    key = "map_chart_" + sha256(f"{picture.job!r} {dark}".encode()).hexdigest()[:12]
    if before := picture.job != a.job:
        st.caption("Still the map before: the new one takes its place as soon as there is something to see.")
    place = st.container(key="wide_maps_before" if before else "wide_maps")
    left, right = place.columns([2, 1], gap="large") if a.kind == "Basins" else (place, place)
    with left.container(key="map_picture"):
        st.plotly_chart(figure, theme=None, key=key, on_select=lambda: boxed(key), selection_mode="box", config=QUIET)
    with right:
        st.table(rows(picture), border="horizontal")
        st.caption(slice_of(picture.job))
        downloads(figure, f"{a.kind} map", lambda: table(picture))


def status(place: DeltaGenerator, end: DeltaGenerator) -> None:
    """How far the map is and a way to stop it, or what can be done with it."""
    work, amount = a.work, about(a.job)
    if work and drawn < 3:
        place.progress(
            work.share, f"{work.share:.0%} of {amount}" if work.share else "Starting; the first time this compiles"
        )
        end.button("Cancel", on_click=work.cancel.set, width="stretch", key="map_cancel")
    elif work and work.share < 1:
        place.caption(f"Stopped at {work.share:.0%} of {amount}.")
        end.button("Finish", on_click=a.again, width="stretch", key="map_again")
    else:
        place.caption(f"{amount}. Drag a box to look closer, click to watch a run.")
        if a.zoomed:
            end.button("Back", on_click=a.back, width="stretch", key="map_back")


through_app()
follow_address(a)
complete_address(a)
write_address(a)
begin("Maps", LEADS[a.kind])
if st.session_state.pop("map_open", False):
    st.switch_page("pages/explore.py")
with st.sidebar:
    drawer(a)
job, drawn = a.job, a.look()


@st.fragment(run_every=0.3 if drawn < 3 else None)
def head() -> None:
    """Looks after the work; the page follows whenever there is a better picture."""
    if (a.job, a.look()) != (job, drawn):
        st.rerun()
    left, middle, right = st.columns([8, 13, 3], vertical_alignment="center")
    st.session_state.map_kind = a.kind
    left.segmented_control(
        "Map", list(FIGURES), key="map_kind", on_change=chosen, required=True, label_visibility="collapsed"
    )
    status(middle, right)


head()
row(a)
if notice := a.notice or (a.work.error if a.work else ""):
    tell([notice])
if a.picture:
    draw(a.picture)
clicks("map_picture", "map_click", opened)
