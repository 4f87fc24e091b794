"""What the page Explore shows in this session: its scenario, and how events, links and exports change it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar
from urllib.parse import urlencode

import streamlit as st

from player.export import EXPORTS
from player.pack import blob, figure, gallery, land_under
from scenarios.editing import edit
from scenarios.fair import fair
from scenarios.links import link, read
from scenarios.opening import FIRST, opening
from scenarios.page_links import ExploreLink, elsewhere
from scenarios.presets import PRESETS
from scenarios.repair import read_json
from scenarios.running import run
from scenarios.scenario import Scenario


@dataclass
class ExploreState:
    """scenario; why it last changed (the browser plays from the start or keeps its step); what to tell the reader
    once."""

    scenario: Scenario = field(default_factory=lambda: opening(FIRST))
    why: str = "open"
    notices: list[str] = field(default_factory=list)
    window: tuple[float, ...] | None = None
    # the ground that the browser holds for certain; "" once another was sent, None if it has nothing
    held: str | None = None
    shown: str | None = None  # the scenario whose runs it holds for certain
    answer: int = 0
    file: tuple[str, str, bytes] | None = None  # name, mime type, content: waits for its delivery
    settled: dict[str, str] | None = None  # what the address says; None before it was read
    model: ClassVar = ExploreLink

    @property
    def link(self) -> dict[str, str]:
        """The scenario as a query parameter; none for the opening one, whose address stays bare."""
        return link(ExploreLink(s=self.scenario))

    def follow(self, query: Mapping[str, str]) -> None:
        """Open what the address says. Where something was repaired, the player corrects the address."""
        read_link, notices = read(ExploreLink, query, elsewhere(ExploreLink))
        self.take(read_link.s, notices)

    def take(self, scenario: Scenario, notices: list[str]) -> None:
        """Show another scenario."""
        self.scenario = scenario
        self.notices = notices
        self.why = "link"
        self.window = None

    def open(self, text: bytes) -> None:
        """Show a saved scenario. A broken one changes nothing: only what is wrong is told."""
        scenario, notices = read_json(text, otherwise=self.scenario)
        if scenario is self.scenario:
            self.why, self.notices = "set", notices
        else:
            self.take(scenario, notices)

    def change(self, kind: str, value: Any) -> None:
        """Edit the scenario; a change that cannot be taken as given is said."""
        before = self.scenario
        self.scenario, self.notices = fair(before) if kind == "fair" else edit(before, kind, value)
        self.why = kind
        if (self.scenario.surface, self.scenario.parameters) != (before.surface, before.parameters):
            self.window = None if self.scenario.surface != before.surface else self.window

    def hear(self, event: dict[str, Any]) -> bool:
        """Take an event from the player. True if it ends a gesture, so that the rest of the page should follow."""
        self.answer = int(event.get("n") or 0)
        self.held = event.get("have")
        self.shown = event.get("rev")
        self.file, self.notices = None, []
        kind, value = str(event.get("kind")), event.get("value")
        if kind == "view":
            self.why, self.window = "view", _window(value)
            return False
        if kind == "export":
            self.why = "export"
            self._export(str(value))
            return False
        self.change(kind, value)
        return bool(event.get("done", True))

    def _export(self, kind: str) -> None:
        if kind not in EXPORTS:
            self.notices = ["There is no such export."]
            return
        export = EXPORTS[kind]
        try:
            content = export.render(self.scenario, run(self.scenario))
        except Exception as error:  # a failed export must not take the picture with it
            self.notices = [f"The {export.noun.lower()} could not be made: {error}"]
            return
        self.file = (export.filename(self.scenario), export.mime, content)

    def blob(self) -> bytes:
        """What the player shows now. Runs and ground travel only when the browser does not hold them."""
        header, arrays = _packed(self.scenario.to_json())
        if self.shown == header["rev"]:
            header, arrays = {k: v for k, v in header.items() if k not in ("series", "others")}, {}
        else:
            self.shown = ""  # these may or may not arrive: the browser's next word tells
        ground_key = _ground_key(self.scenario, self.window)
        extra: dict[str, Any] = {
            "why": self.why,
            "notices": self.notices,
            "answer": self.answer,
            "link": urlencode(self.link),
            "groundKey": ground_key,
            "presets": [{"name": p.name, "title": p.title, "source": p.source} for p in PRESETS.values()],
        }
        if self.held is None:
            extra["gallery"] = gallery()
        if self.held != ground_key:
            ground, land = land_under(self.scenario.landscape, self.window)
            extra, arrays = extra | ground, arrays | land
            self.held = None if self.held is None else ""
        tail = b""
        if self.file:
            name, mime, tail = self.file
            extra |= {"file": {"name": name, "mime": mime}, "bytes": [["file", len(tail)]]}
        return blob(header | extra, arrays) + tail


@st.cache_data(max_entries=128, show_spinner=False)
def _packed(scenario: str) -> tuple[dict[str, Any], dict[str, Any]]:
    described = Scenario.model_validate_json(scenario)
    return figure(described, run(described))


def _ground_key(scenario: Scenario, window: tuple[float, ...] | None) -> str:
    return f"{scenario.surface} {hash(scenario.landscape.values)} {window}"  # a sampled surface has thousands of values


def _window(value: Any) -> tuple[float, ...] | None:
    """x0, x1, y0, y1 if that is what was sent, else the whole surface."""
    try:
        x0, x1, y0, y1 = (float(v) for v in value)
    except (TypeError, ValueError):
        return None
    return (x0, x1, y0, y1) if x0 < x1 and y0 < y1 and max(map(abs, (x0, x1, y0, y1))) < 1e7 else None


def explore_state() -> ExploreState:
    """This session's."""
    if "explore_state" not in st.session_state:
        st.session_state.explore_state = ExploreState()
    held: ExploreState = st.session_state.explore_state
    return held
