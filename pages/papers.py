"""Papers: every claim of five papers, run again, with a verdict on what is printed and on what a run makes of it."""

import streamlit as st

from player.address import write_address
from player.page import begin, end, tell
from player.paper_item import item_view
from player.paper_list import contents, papers_row
from player.papers_state import opened, papers_state

begin(
    "Papers",
    "Five papers on Adam, claim by claim, each run again. Look at the two verdicts: whether the formula stands as"
    " printed, and whether a run bears out the words.",
)
state, work = papers_state()
tell(state.notices)
write_address(state)
work.attend(opened(state))
papers_row(state, work)
left, right = st.container(key="wide_papers").columns([2, 5], gap="large")
with left.container(key="papers_contents"):
    contents(state)
with right.container(key="papers_open_item"):
    item_view(opened(state), work)
end("Papers")
