"""Networks: the same optimizers train real networks, in processes that outlive the page."""

from collections.abc import Sequence

import streamlit as st

from networks import queue, records
from networks.states import QUEUED, RUNNING
from networks.store import RecordError
from networks.summary import Line
from player.bridge_view import bridge_view
from player.page import begin, by_history
from player.results_view import results
from player.shown import MOST, before_the_first, choose, looking, write_address
from player.slice_view import slice_view
from player.slicer import slicing
from player.trainer import VIEWS, trainer
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
t = trainer()
try:
    if by_history() or t.settled is None:
        t.follow(st.query_params.to_dict())
except RecordError as error:
    t.notice = str(error)
with st.sidebar:
    drawer(t)
row(t)
promise(t)
if t.notice:
    st.caption(f":material/info: {plain(t.notice)}")


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
    if not (launches := choose(t)):
        before_the_first(t)
        return
    for launch in t.shown:
        progress(t, launch, launches[launch])
        looking(launches[launch][0].title)
    if t.shown != shown or t.notice != notice:  # deleted or chosen anew in this fragment: what is said stands outside
        st.rerun()
    write_address(t)
    if not (lines := shown_lines(t.shown)):
        return
    st.session_state.train_view = t.view
    st.segmented_control(
        "View",
        list(VIEWS),
        format_func=VIEWS.__getitem__,
        required=True,
        key="train_view",
        label_visibility="collapsed",
        on_change=lambda: setattr(t, "view", st.session_state.train_view),
    )
    SHOW[t.view](lines)
    if moving() != busy:
        st.rerun()


def moving() -> bool:
    """Whether anything waits, trains or is measured, so that the page has to look again."""
    return slicing() or any(r.state in (QUEUED, RUNNING) for r in records.runs(most=MOST))


try:
    shown = t.shown
    notice = t.notice
    busy = moving()
    if by_history():
        t.settled = t.link
    elif st.session_state.get("returned"):  # Streamlit cleared the address on the way
        t.settled = {}
    write_address(t)
    st.fragment(live, run_every=0.7 if busy else None)()
except RecordError as error:
    st.caption(f":material/info: {error}")
