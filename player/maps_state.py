"""What the page Maps shows in this session: the maps that are open, and the one being computed in the background."""

from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import Any, ClassVar

import streamlit as st

from dynamics.maps import cluster
from player.explore_state import explore_state
from player.map_work import MapWork
from scenarios.links import link, read
from scenarios.map_links import MapLink, linked
from scenarios.mapped import EXAMPLES, Map, Picture, changed, of_scenario
from scenarios.opening import FIRST, opening
from scenarios.page_links import elsewhere
from scenarios.scenario import Scenario


@dataclass
class MapsState:
    """kind of map on screen; for each kind the maps that were zoomed through, the whole one first; what to tell the
    reader once."""

    kind: str = "Basins"
    open: dict[str, list[Map]] = field(default_factory=lambda: {kind: [job] for kind, job in EXAMPLES.items()})
    last: dict[str, Picture] = field(default_factory=dict)
    work: MapWork | None = None
    notice: str = ""
    cluster_address: str = ""  # of a Dask scheduler; empty: this machine
    settled: dict[str, str] | None = None  # what the address of the page says; None before it was read
    model: ClassVar = MapLink

    @property
    def job(self) -> Map:
        return self.open[self.kind][-1]

    @property
    def zoomed(self) -> bool:
        return len(self.open[self.kind]) > 1

    @property
    def link(self) -> dict[str, str]:
        """Query parameters; none for the example of basins."""
        try:
            return link(linked(self.job))
        except ValueError:  # a map that the page's own controls do not make
            return {}

    def follow(self, query: Mapping[str, str]) -> None:
        """Open the map that the address says. If it was zoomed through, the way back out of it stays."""
        asked, notices = read(MapLink, query, elsewhere(MapLink))
        self.kind, self.notice = asked.map, " ".join(notices)
        through = self.open[self.kind]
        at = through.index(asked.job) + 1 if asked.job in through else 0
        self.open[self.kind] = through[:at] or [asked.job]

    def show(self, kind: str) -> None:
        """Turn to another kind of map."""
        self.kind, self.notice = kind, ""

    def change(self, what: str, value: Any) -> None:
        """Change the map; what cannot be is told, and nothing changes. A zoom can be undone; any other change keeps the
        window."""
        self.notice = ""
        try:
            new = changed(self.job, what, value)
        except ValueError as error:
            self.notice = str(error)
            return
        self.open[self.kind] = [*self.open[self.kind], new] if what == "box" else [new]

    def take(self, scenario: Scenario) -> None:
        """Open the maps of the explorer's scenario, of each kind that it has."""
        self.notice = ""
        for kind in EXAMPLES:
            try:
                self.open[kind] = [of_scenario(kind, scenario)]
            except ValueError as error:
                self.notice = str(error) if kind == self.kind else self.notice

    def compute_on(self, address: str) -> None:
        """Compute the next maps on the cluster of that address, or here if it is empty; one that is not there is said,
        and forgotten."""
        self.notice = ""
        try:
            with cluster(address) if address else nullcontext():
                self.cluster_address = address
        except ValueError as error:
            self.notice = str(error)

    def example(self) -> None:
        """The example of this kind again."""
        self.open[self.kind], self.notice = [EXAMPLES[self.kind]], ""

    def back(self) -> None:
        """Out of the last zoom."""
        if self.zoomed:
            self.open[self.kind].pop()

    def again(self) -> None:
        """Take up a map that was stopped."""
        self.work = None

    def look(self) -> int:
        """Compute what is asked for, if it is not under way or done; stop what no longer is. How far it is: see
        `Work`."""
        if self.work is None or self.work.job != self.job:
            if self.work:
                self.work.cancel.set()
            self.work = MapWork(self.job, self.cluster_address)
        return self.work.look()

    @property
    def picture(self) -> Picture | None:
        """What to show: the map asked for as far as it is, else the last of its kind."""
        if self.work and self.work.picture:
            self.last[self.kind] = self.work.picture
        return self.last.get(self.kind)


def maps_state() -> MapsState:
    """This session's. It opens with maps of the explorer's scenario, if the reader made one."""
    if "maps_state" not in st.session_state:
        st.session_state.maps_state = MapsState()
        if (made := explore_state().scenario) != opening(FIRST):
            st.session_state.maps_state.take(made)
    held: MapsState = st.session_state.maps_state
    return held
