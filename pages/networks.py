"""Networks: the same optimizers train real networks, in processes that outlive the page."""

import time
from collections.abc import Sequence

import streamlit as st

from networks import queue, records
from networks.estimate import seconds
from networks.states import QUEUED, RUNNING
from networks.store import RecordError
from networks.summary import Line
from player.bridge_view import bridge_view
from player.page import begin
from player.results_view import results
from player.slice_view import slice_view
from player.slicer import slicing
from player.trainer import trainer
from player.training_controls import drawer, row
from player.training_view import curves, duration, keep, progress, shown_lines

MOST = 300  # newest runs that can be chosen
begin(
    "Networks",
    "The optimizers of the plane, from the same lines of code, train a real network. "
    "Look at the norm of v beside the gradient's: as both fade, the effective rates grow.",
)
if trouble := records.trouble():
    st.caption(f":material/info: {trouble}")
    st.stop()
t = trainer()
with st.sidebar:
    drawer(t)
row(t)
runs = t.runs
updates = sum(e.steps for e, _ in runs)
amount = f"{len(runs):,} run{'s' * (len(runs) > 1)} of {runs[0][0].parameters:,} parameters, {updates:,} update{'s' * (updates > 1)} in all"
began = t.preset.look if t.preset.titled(t.experiments) == t.preset.title else "Composed; it began as:"
st.caption(f"{began} *{t.preset.source}.* {amount}: about {duration(sum(seconds(e) for e, _ in runs))} here.")
if t.notice:
    st.caption(f":material/info: {t.notice}")


def asked() -> None:
    """The launches that the link names, else the newest."""
    named = tuple(int(part) for part in st.query_params.get("runs", "").split(",") if part.isdecimal())
    t.shown = named or tuple(r.launch for r in records.runs(most=1))


def trained(lines: Sequence[Line]) -> None:
    curves(lines)
    results(lines)
    keep(lines)


VIEWS = {"Curves": trained, "Loss slice": slice_view, "Beside the plane": bridge_view}


def live() -> None:
    try:
        queue.start()
        look()
    except RecordError as error:
        st.caption(f":material/info: {error}")


def look() -> None:
    found = records.runs(most=MOST)
    launches = {r.launch: [other for other in found if other.launch == r.launch] for r in found}
    st.session_state.train_shown = [launch for launch in t.shown if launch in launches]
    st.multiselect(
        "Shown", list(launches), key="train_shown", placeholder="Nothing trained yet" if not found else "Choose what to look at",
        format_func=lambda k: f"{launches[k][0].title} ({k}), {time.strftime('%d %b %H:%M', time.localtime(launches[k][0].created))}",
        on_change=lambda: setattr(t, "shown", tuple(st.session_state.train_shown)), label_visibility="collapsed",
    )  # fmt: skip
    for launch in st.session_state.train_shown:
        progress(t, launch, launches[launch])
    lines = shown_lines(st.session_state.train_shown)
    if ",".join(map(str, t.shown)) != link:  # deleted or chosen anew in this fragment: the link and what is said stand outside
        st.rerun()
    if not lines:
        st.caption("Press Train: the first curves come within seconds, and go on if this page is closed.")
        return
    view = st.segmented_control("View", list(VIEWS), default="Curves", required=True, key="train_view", label_visibility="collapsed")
    VIEWS[view](lines)
    if moving() != busy:
        st.rerun()


def moving() -> bool:
    """Whether anything waits, trains or is measured, so that the page has to look again."""
    return slicing() or any(r.state in (QUEUED, RUNNING) for r in records.runs(most=MOST))


try:
    if not t.shown:
        asked()
    link = ",".join(map(str, t.shown))
    if link != st.query_params.get("runs", ""):
        st.query_params.from_dict({"runs": link} if link else {})
    busy = moving()
    st.fragment(live, run_every=0.7 if busy else None)()
except RecordError as error:
    st.caption(f":material/info: {error}")
