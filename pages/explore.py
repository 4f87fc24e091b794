"""Explore: pick a surface and optimizers, click a start, watch."""

import streamlit as st

from player.address import follow_address, write_address
from player.component import player
from player.drawer import drawer
from player.explore_state import explore_state
from player.page import through_app
from player.rules import rules

ASK_AGAIN = 0.4  # seconds

through_app()
state = explore_state()
follow_address(state)  # the figure completes it
write_address(state)
judged = state.judged()
player(state.message(judged), "player", state.hear)


@st.fragment(run_every=ASK_AGAIN)
def wait_for_the_book() -> None:
    if state.judged(wait=0) is not None:
        st.rerun()


if judged is None:
    wait_for_the_book()
with st.sidebar:
    drawer(state)
rules(state.scenario)
