"""Explore: pick a surface and optimizers, click a start, watch."""

import streamlit as st

from player.component import event, player
from player.drawer import drawer
from player.explore_state import explore_state
from player.page import by_history, through_app
from player.rules import rules

through_app()
d = explore_state()
returned = st.session_state.get("returned", False)
if returned:  # from another page, to a figure built anew
    d.held = d.shown = None
if by_history() or (d.address is None and not returned):
    d.follow(st.query_params.get("s"))
elif returned:  # the state is as it was left; the player completes the address, which Streamlit would do in two steps
    d.address = d.link


def write_address() -> None:
    if d.link != d.address:
        d.address = d.link
        st.query_params.from_dict({"s": d.link} if d.link else {})


def heard() -> None:
    happened = event("player")
    if happened is None:
        return
    st.session_state.gesture_ended = d.hear(happened)
    if st.session_state.gesture_ended:
        write_address()


@st.fragment
def picture() -> None:
    if st.session_state.pop("gesture_ended", False):
        st.rerun()  # the drawer and the rules below follow once a gesture is over
    player(d.blob(), "player", heard)


write_address()
picture()
with st.sidebar:
    drawer(d)
rules(d.scenario)
