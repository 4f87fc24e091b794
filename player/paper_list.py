"""The papers' contents in reading order, each item with its two verdicts, as far as they have been run."""

from functools import lru_cache
from typing import Any

import streamlit as st

from papers.citing import SUBJECTS, paper_words
from papers.contents import CONTENTS, slug
from papers.record import Item
from papers.wording import titled, verdict_words
from player.page_state import PageState
from player.paper_progress import progress
from player.paper_work import kept
from player.papers_link import PapersLink, leading
from player.papers_state import PapersWork, of_paper, opened, show

OPEN = "not yet run"


# the item that is open comes into sight within the contents, which scroll by themselves
SCRIPT = """
export default function ({ data }) {
  requestAnimationFrame(() => {
    const box = document.querySelector(".st-key-papers_contents");
    const row = box?.querySelector(":checked")?.closest('[data-testid="stRadioGroup"] > div');
    if (!row) return;
    const [inner, outer] = [row.getBoundingClientRect(), box.getBoundingClientRect()];
    if (inner.top < outer.top || inner.bottom > outer.bottom) {
      box.scrollTop += inner.top - outer.top - (outer.height - inner.height) / 2;
    }
  });
}
"""


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


@lru_cache(maxsize=1)
def _into_sight() -> Any:
    return st.components.v2.component("papers_into_sight", js=SCRIPT)


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
    with st.container(key="papers_into_sight"):
        _into_sight()(data={"item": slug(item.name)}, key="papers_seen")
