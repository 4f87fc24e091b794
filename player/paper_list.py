"""The papers' contents in reading order, each item with its two verdicts, as far as they have been run."""

import streamlit as st

from papers.citing import SUBJECTS, paper_words
from papers.contents import CONTENTS
from papers.record import Item
from papers.wording import titled, verdict_words
from player.page_state import PageState
from player.paper_progress import progress
from player.paper_work import kept
from player.papers_link import PapersLink, leading, slug
from player.papers_state import PapersWork, of_paper, opened, show

OPEN = "not yet run"


def badges(item: Item) -> str:
    """Its verdicts in words."""
    found = kept(item)
    return verdict_words(found.verdict) if found else OPEN


def papers_row(state: PageState[PapersLink], work: PapersWork) -> None:
    """Which paper, and all of it run."""
    item = opened(state)
    st.session_state.papers_paper = item.paper
    left, right = st.columns([3, 2], vertical_alignment="center")
    left.segmented_control(
        "Paper", list(CONTENTS), key="papers_paper", label_visibility="collapsed", required=True,
        on_change=lambda: show(state, leading(st.session_state.papers_paper)),
        format_func=lambda paper: f"{paper} {SUBJECTS[paper]}",
    )  # fmt: skip
    with right:
        progress(work, item)
    st.caption(paper_words(item.paper))


def contents(state: PageState[PapersLink]) -> None:
    """The list."""
    item = opened(state)
    listed = {slug(each.name): each for each in of_paper(item.paper)}
    st.session_state.papers_item = slug(item.name)
    st.radio(
        "Items",
        list(listed),
        key="papers_item",
        format_func=lambda name: titled(listed[name]),
        captions=[badges(each) for each in listed.values()],
        on_change=lambda: state.change({"item": st.session_state.papers_item}),
        label_visibility="collapsed",
    )
