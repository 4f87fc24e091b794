"""What the page Explore shows in this session: its scenario, and how events and links change it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

import streamlit as st

from player.figure_message import figure_message
from scenarios.book import WAIT, Book, book
from scenarios.fair import fair
from scenarios.link_parts import parts_message
from scenarios.links import link, read
from scenarios.opening import FIRST, opening
from scenarios.page_links import ExploreLink, elsewhere
from scenarios.repair import changed, read_json, repair
from scenarios.scenario import Scenario
from scenarios.shelved import shelved


@dataclass
class ExploreState:
    """scenario; why it last changed; n: the number of the last event heard; what to tell the reader once; what the link
    that was opened hides and keeps as it is."""

    scenario: Scenario = field(default_factory=lambda: opening(FIRST))
    why: str = "open"
    n: int = 0
    notices: list[str] = field(default_factory=list)
    hide: tuple[str, ...] = ()
    lock: tuple[str, ...] = ()
    settled: dict[str, str] | None = None  # what the address says; None before it was read
    model: ClassVar = ExploreLink

    @property
    def link(self) -> dict[str, str]:
        """The scenario as a query parameter; none for the opening one, whose address stays bare."""
        return link(ExploreLink(s=self.scenario, hide=self.hide, lock=self.lock))

    def follow(self, query: Mapping[str, str]) -> None:
        """Open what the address says. Where something was repaired, the figure corrects the address."""
        read_link, notices = read(ExploreLink, query, elsewhere(ExploreLink))
        self.hide, self.lock = read_link.hide, read_link.lock
        self.take(read_link.s, notices)

    def take(self, scenario: Scenario, notices: list[str], why: str = "link") -> None:
        """Show another scenario."""
        self.scenario, self.notices, self.why = scenario, notices, why

    def open(self, text: bytes) -> None:
        """Show a saved scenario. A broken one changes nothing: only what is wrong is told."""
        scenario, notices = read_json(text, otherwise=self.scenario)
        self.take(scenario, notices, "set" if scenario is self.scenario else "link")

    def open_shelved(self, kind: str, holds: Any) -> None:
        """Show what was kept on the shelf. A broken one changes nothing: only what is wrong is told."""
        before = self.scenario
        scenario, notices = shelved(kind, holds, before)
        self.take(scenario, notices, "set" if scenario is before else "link")

    def set(self, **fields: Any) -> None:
        """Change some fields of the scenario."""
        self.take(*repair(self.scenario.model_dump() | fields), "set")

    def tune(self) -> None:
        """Every learning rate tuned alike."""
        self.take(*fair(self.scenario), "fair")

    def hear(self, event: Mapping[str, Any]) -> None:
        """Take an event of the figure. One that was sent twice, since its answer was late, changes nothing more."""
        if event.get("n") == self.n:
            return
        self.n = int(event.get("n") or 0)
        self.take(*changed(event.get("value"), self.scenario), str(event.get("why", ""))[:20])

    def message(self, judged: Book | None) -> dict[str, Any]:
        """What the figure is sent."""
        return {**figure_message(self, self.scenario, judged), **parts_message(self.hide, self.lock)}

    def judged(self, wait: float = WAIT) -> Book | None:
        """The book of the scenario on screen; None if it is not made within `wait` seconds."""
        return book(self.scenario, wait)


def explore_state() -> ExploreState:
    """This session's."""
    if "explore_state" not in st.session_state:
        st.session_state.explore_state = ExploreState()
    held: ExploreState = st.session_state.explore_state
    return held
