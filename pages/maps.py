"""Maps: what becomes of many starts, or of many settings, in one picture."""

import streamlit as st

from player.address import complete_address, follow_address, write_address
from player.clicks import clicked, clicks
from player.explore_state import explore_state
from player.map_controls import drawer, row
from player.map_view import FIGURES, draw, frame, progress
from player.maps_state import maps_state
from player.page import begin, end, tell, through_app
from scenarios.map_words import LEADS
from scenarios.mapped import behind

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
    progress(a, middle, right)


head()
row(a)
if notice := a.notice or (a.work.error if a.work else ""):
    tell([notice])
if a.picture:
    draw(a, a.picture, dark, boxed)
else:
    frame(a, dark)
clicks("map_picture", "map_click", opened)
end("Maps")
