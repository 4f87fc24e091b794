"""What the Papers page shows in this session: the open item, and the work that runs for it."""

import streamlit as st

from papers.contents import CONTENTS, slug
from papers.finding import items
from papers.record import Item
from player.page_state import PageState, page_state
from player.paper_work import PaperWork, kept
from player.papers_link import PapersLink


class PapersWork:
    """work: what runs, or nothing; stopped: the item that the reader stopped; failed: name -> why it could not be
    run."""

    def __init__(self) -> None:
        self.work: PaperWork | None = None
        self.stopped = ""
        self.failed: dict[str, str] = {}

    def attend(self, item: Item) -> None:
        """The item is open: what runs for another one ends, unless it runs all of this paper; and what takes seconds
        begins. Networks wait to be asked."""
        work = self.work
        if work and (work.over or not ((work.whole and work.first.paper == item.paper) or work.items == (item,))):
            self.end()
        if self.work:
            self.work.first = item
        elif not (item.slow or self.stopped == item.name or item.name in self.failed or kept(item)):
            self.begin(item)
        if self.stopped != item.name:
            self.stopped = ""

    def begin(self, *wanted: Item, whole: bool = False) -> None:
        """Run these; `whole`: all that is left of a paper."""
        self.end()
        self.stopped = ""
        for item in wanted:
            self.failed.pop(item.name, None)
        self.work = PaperWork(wanted, whole)

    def stop(self, item: Item) -> None:
        """As the reader asks."""
        self.end()
        self.stopped = item.name

    def end(self) -> None:
        if self.work:
            self.work.cancel.set()
            self.failed |= self.work.failed
        self.work = None


def opened(state: PageState[PapersLink]) -> Item:
    return items()[state.value.name]


def of_paper(paper: str) -> list[Item]:
    """In reading order."""
    return [items()[f"{paper} {label}"] for label in CONTENTS[paper]]


def papers_state() -> tuple[PageState[PapersLink], PapersWork]:
    """This session's."""
    held: PapersWork = st.session_state.setdefault("papers_work", PapersWork())
    return page_state("papers", PapersLink), held


def show(state: PageState[PapersLink], name: str) -> None:
    """Open an item by its name."""
    state.change({"item": slug(name)})
