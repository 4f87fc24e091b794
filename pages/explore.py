"""Explore: pick a surface and optimizers, click a start, watch."""

import streamlit as st

from player.component import player
from player.opening import begins_bare, hear, opening_message
from player.page import end, through_app

through_app()
if bare := begins_bare():  # the picture is not to wait for what the imports below load
    player(opening_message(), "player", hear)

from player.address import follow_address, write_address  # noqa: E402
from player.drawer import drawer  # noqa: E402
from player.explore_state import explore_state  # noqa: E402
from player.figure_message import wait_for_the_book  # noqa: E402
from player.link_view import hide  # noqa: E402
from player.own_surface import own_surface  # noqa: E402
from player.rules import rules  # noqa: E402
from player.shelf import shelf  # noqa: E402

state = explore_state()
follow_address(state)  # the figure completes it
write_address(state)
judged = None if bare else state.judged()
if not bare:
    player(state.message(judged), "player", state.hear)

if judged is None:
    wait_for_the_book(state.judged)
hide(state.hide)
with st.sidebar:
    drawer(state)
    shelf(state)
    own_surface(state)
rules(state.scenario)
end("Explore")
