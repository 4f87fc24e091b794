"""How far the papers' work is, a way to stop it, and a way to run all of a paper."""

from functools import partial

import streamlit as st

from figures.paper_report import Entry, report
from papers.record import Item
from papers.wording import WHERE
from player.paper_work import PaperWork, kept
from player.papers_state import PapersWork, of_paper
from player.words import plain


def progress(work: PapersWork, item: Item) -> None:
    """Looks after the work; the page follows whenever an item more is done."""
    going, before = work.work, work.work.look() if work.work else None

    def look() -> None:
        if work.work is not going:
            st.rerun()
        if going is None:
            _offer(work, item)
        elif going.look() != before or going.over:
            if going.over:
                work.end()
            st.rerun()
        else:
            _going(work, going, item)

    st.fragment(look, run_every=0.4 if going else None)()


def _offer(work: PapersWork, item: Item) -> None:
    left = [each for each in of_paper(item.paper) if kept(each) is None]
    with st.container(horizontal=True, horizontal_alignment="right", vertical_alignment="center"):
        st.download_button(
            "Report", partial(_report, item.paper), f"paper-{item.paper}.html", "text/html",
            help="What has been run of this paper, with its figures: prints well on A4.",
            on_click="ignore", key="papers_report", type="tertiary",
        )  # fmt: skip
        if left:
            st.button("Run all of this paper", on_click=work.begin, args=left, kwargs={"whole": True}, key="papers_all")


def _report(paper: str) -> str:
    found = [(item, kept(item)) for item in of_paper(paper)]
    entries = [Entry(i, r.verdict, r.arrays, r.searches) if r else Entry(i, None, None, {}) for i, r in found]
    return report(entries, WHERE)


def _going(work: PapersWork, going: PaperWork, item: Item) -> None:
    bar, stop = st.columns([5, 1], vertical_alignment="center")
    count = len(going.items)
    verb = "After another reader's run:" if going.waits else "Running"
    words = f"{verb} {plain(going.now.label)}" + (f", {going.done + 1} of {count}" if going.whole else "")
    bar.progress(min(1.0, (going.done + going.share) / count), words)
    stop.button("Stop", on_click=work.stop, args=(item,), key="papers_stop", type="tertiary")
