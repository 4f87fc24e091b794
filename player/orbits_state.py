"""What the page Orbits shows in this session: what was asked for, what is shown, and what to say once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar
from urllib.parse import urlencode

import streamlit as st

from player.found_orbit import Found, described, look_for
from player.lands import lands
from scenarios.cycles import CYCLES, Cycle
from scenarios.links import link, read
from scenarios.page_links import OrbitsLink, elsewhere
from scenarios.repair import changed
from scenarios.scenario import Scenario

FIRST = next(iter(CYCLES))
STAYS = "The picture stays with the last orbit."


@dataclass
class OrbitsState:
    """cycle: the orbit on screen, always one that exists. why: how it came (the browser plays from the start, or keeps
    its step). n: the number of the last event heard."""

    cycle: Cycle = field(default_factory=lambda: CYCLES[FIRST])
    why: str = "open"
    n: int = 0
    notices: list[str] = field(default_factory=list)
    settled: dict[str, str] | None = None  # what the address says; None before it was read
    model: ClassVar = OrbitsLink

    @property
    def found(self) -> Found:
        found = _found(self.cycle.scenario.to_json(), self.cycle.period)
        assert isinstance(found, Found)
        return found

    @property
    def example(self) -> str | None:
        """The name of the example on screen, if it is one."""
        return next((name for name, cycle in CYCLES.items() if cycle == self.cycle), None)

    @property
    def link(self) -> dict[str, str]:
        """Query parameters; none for the opening example."""
        return link(OrbitsLink(s=self.cycle.scenario, period=self.cycle.period))

    def follow(self, query: Mapping[str, str]) -> None:
        """Open what the address says; where there is no such orbit, the one on screen stays."""
        asked, notices = read(OrbitsLink, query, elsewhere(OrbitsLink))
        self.take(asked.s, asked.period, "link")
        self.notices = notices + self.notices

    def take(self, scenario: Scenario, period: int, why: str) -> None:
        """Show that orbit of the first contender; what cannot be is told, and nothing changes."""
        self.why, self.notices = why, []
        if not scenario.contenders:
            self.notices = [f"There is no optimizer in this link. {STAYS}"]
            return
        first = scenario.contenders[0].model_copy(update={"fork": None})
        try:
            cycle = Cycle(scenario.model_copy(update={"contenders": (first,)}), period)
        except ValueError as error:
            self.notices = [f"{error} {STAYS}"]
            return
        found = _found(cycle.scenario.to_json(), cycle.period, self.found)
        if isinstance(found, str):
            self.notices = [f"{found} {STAYS}"]
        else:
            self.cycle = cycle
            if scenario.contenders[0].fork:
                whom = scenario.titles[0]
                self.notices = [f"{whom}: what it leaves is not on this page, so it runs from the start."]

    def hear(self, event: Mapping[str, Any]) -> None:
        """Take an event of the figure, once."""
        if event.get("n") == self.n:
            return
        self.n = int(event.get("n") or 0)
        scenario, notices = changed(event.get("value"), self.cycle.scenario)
        self.take(scenario, self.cycle.period, str(event.get("why", ""))[:20])
        self.notices = notices + self.notices

    def message(self) -> dict[str, Any]:
        """What the figure is sent."""
        scenario = self.cycle.scenario
        return {
            "layout": "orbit",
            "n": self.n,
            "why": self.why,
            "scenario": scenario.model_dump(mode="json"),
            "rev": scenario.to_json(),
            "orbit": described(self.found),
            "book": {"look": "", "outcomes": [self.found.run.outcome.sentence]},
            "notices": self.notices,
            "link": urlencode(self.link),
            "lands": lands(scenario),
        }


@st.cache_resource(max_entries=64, show_spinner=False)
def _found(scenario: str, period: int, _before: Found | None = None) -> Found | str:
    """The orbit, or the sentence that says why there is none. A fixed point is no cycle."""
    try:
        found = look_for(Cycle(Scenario.model_validate_json(scenario), period), _before)
    except ValueError as error:
        return str(error)
    if found.orbit.period < min(period, 2):
        return f"What closes here is a fixed point, not a cycle of {period} steps."
    return found


def orbits_state() -> OrbitsState:
    """This session's."""
    if "orbits_state" not in st.session_state:
        st.session_state.orbits_state = OrbitsState()
    held: OrbitsState = st.session_state.orbits_state
    return held
