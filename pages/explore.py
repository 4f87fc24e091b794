"""Explore: pick a surface and optimizers, click a start, watch."""

import streamlit as st

from player.address import follow_address, returned, write_address
from player.component import event, player
from player.drawer import drawer
from player.explore_state import explore_state
from player.page import through_app
from player.rules import rules

through_app()
state = explore_state()
if returned():  # from another page, to a figure built anew
    state.held = state.shown = None
follow_address(state)  # the player completes it


def heard() -> None:
    happened = event("player")
    if happened is None:
        return
    st.session_state.gesture_ended = state.hear(happened)
    if st.session_state.gesture_ended:
        write_address(state)


@st.fragment
def picture() -> None:
    if st.session_state.pop("gesture_ended", False):
        st.rerun()  # the drawer and the rules below follow once a gesture is over
    player(state.blob(), "player", heard)


write_address(state)
picture()
with st.sidebar:
    drawer(state)
rules(state.scenario)
