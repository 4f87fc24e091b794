"""Explore: pick a surface and optimizers, click a start, watch."""

import streamlit as st

from player.component import event, player
from player.desk import desk
from player.drawer import drawer
from player.page import through_app
from player.rules import rules

through_app()
d = desk()
if st.session_state.get("returned"):  # from another page: the desk is as it was left, in a figure built anew
    d.held = d.shown = None
else:
    d.follow(st.query_params.get("s"))


def write_address() -> None:
    d.address = d.link
    if d.link != (st.query_params.get("s") or ""):
        st.query_params.from_dict({"s": d.link} if d.link else {})


def heard() -> None:
    said = event("player")
    if said is None:
        return
    st.session_state.gesture_ended = d.hear(said)
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
