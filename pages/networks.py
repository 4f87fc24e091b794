"""Networks: the same optimizers train real networks, in processes that outlive the page."""

from collections.abc import Sequence

import streamlit as st

from jobs import queue
from jobs.states import QUEUED, RUNNING
from jobs.store import RecordError
from networks.results import records
from networks.results.summary import Line
from player.address import complete_address, follow_address, write_address
from player.bridge_view import bridge_view
from player.networks_link import VIEWS
from player.networks_state import networks_state
from player.page import begin, end
from player.results_view import results
from player.shown import MOST, before_the_first, choose, looking
from player.slice_view import slice_view
from player.slices_state import slicing
from player.training_controls import drawer, promise, row
from player.training_view import curves, keep, progress, shown_lines
from player.words import plain

begin(
    "Networks",
    "The optimizers of the plane, from the same lines of code, train a real network. "
    "Look at the norm of v beside the gradient's: as both fade, the effective rates grow.",
)
if trouble := records.trouble():
    st.caption(f":material/info: {trouble}")
    st.stop()
state = networks_state()
try:
    state.open()
    follow_address(state)
except RecordError as error:
    state.notice = str(error)
complete_address(state)
with st.sidebar:
    drawer(state)
row(state)
promise(state.composed)
if state.notice:
    st.caption(f":material/info: {plain(state.notice)}")


def trained(lines: Sequence[Line]) -> None:
    curves(lines)
    results(lines)
    keep(lines)


SHOW = {"curves": trained, "slice": slice_view, "bridge": bridge_view}


def live() -> None:
    try:
        queue.start()
        look()
    except RecordError as error:
        st.caption(f":material/info: {error}")


def look() -> None:
    if not (launches := choose(state)):
        before_the_first(state)
        return
    for launch in state.shown:
        progress(state, launch, launches[launch])
        looking(launches[launch][0].title)
    if (state.shown, state.notice) != before:  # deleted or chosen anew in this fragment: what is said stands outside
        st.rerun()
    write_address(state)
    if not (lines := shown_lines(state.shown)):
        return
    st.session_state.train_view = state.value.view
    st.segmented_control(
        "View", list(VIEWS), format_func=VIEWS.__getitem__, required=True, key="train_view",
        label_visibility="collapsed", on_change=lambda: state.look(view=st.session_state.train_view),
    )  # fmt: skip
    SHOW[state.value.view](lines)
    if moving() != busy:
        st.rerun()


def moving() -> bool:
    """Whether anything waits, trains or is measured, so that the page has to look again."""
    return slicing() or any(r.state in (QUEUED, RUNNING) for r in records.runs(most=MOST))


try:
    before, busy = (state.shown, state.notice), moving()
    write_address(state)
    st.fragment(live, run_every=0.7 if busy else None)()
except RecordError as error:
    st.caption(f":material/info: {error}")
end("Networks")
