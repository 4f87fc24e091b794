"""The plane beside a network, in a figure of its own: the run's optimizer, of which the reader moves the start."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from networks.results import bridge
from networks.results.records import Record
from player.figure_message import figure_message
from scenarios.book import WAIT, Book, book
from scenarios.link_parts import LOCKED, parts_message
from scenarios.repair import changed
from scenarios.scenario import Scenario

PANELS = ("gradient_norm", "effective_lr_x", "effective_lr_y", "sharpness", "second_moment_x", "second_moment_y")
HIDES = ("head", "share")
KEPT = tuple(name for name in LOCKED if name != "start")  # else the settings would no longer be the network's


@dataclass
class BridgeState:
    """scenario: what the plane shows; of: the run's own, on the plane that was chosen; n: the last event heard."""

    scenario: Scenario
    of: Scenario
    why: str = "open"
    n: int = 0
    notices: list[str] = field(default_factory=list)
    link: None = None  # the address is the page's

    def follow(self, of: Scenario) -> None:
        """Another run, or another plane: from the plane's own start."""
        if of != self.of:
            self.scenario, self.of, self.why, self.notices = of, of, "surface", []

    def hear(self, event: Mapping[str, Any]) -> None:
        """Take an event of the figure, once: where the start is."""
        if event.get("n") == self.n:
            return
        self.n = int(event.get("n") or 0)
        given, self.notices = changed(event.get("value"), self.scenario)
        self.scenario, self.why = self.scenario.model_copy(update={"start": given.start}), "start"

    def message(self, judged: Book | None) -> dict[str, Any]:
        """What the figure is sent."""
        return {**figure_message(self, self.scenario, judged), **parts_message(HIDES, KEPT), "panels": PANELS}

    def judged(self, wait: float = WAIT) -> Book | None:
        return book(self.scenario, wait)


def bridge_state(record: Record, surface: str) -> BridgeState:
    """This session's."""
    of = bridge.in_the_plane(record, surface)
    held: BridgeState = st.session_state.setdefault("bridge_state", BridgeState(of, of))
    held.follow(of)
    return held
