"""What the page Maps shows in this session: the maps that are open, and the one being computed in the background."""

import gc
import threading
import time
from collections import OrderedDict
from contextlib import nullcontext
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import streamlit as st

from dynamics.maps import cluster, run
from scenarios.mapped import EXAMPLES, Map, Picture, changed, of_scenario
from scenarios.opening import FIRST, opening
from scenarios.scenario import Scenario

FORGOTTEN = 20.0  # seconds without anybody asking, after which a map is given up: its reader has left
MOST_KEPT = 24

_kept: OrderedDict[str, Picture] = OrderedDict()  # finished maps, for all sessions
_lock = threading.Lock()


class Work:
    """One map, computed on a thread of its own that mostly waits for the pool. Nothing of it runs in the page's
    thread."""

    def __init__(self, job: Map, address: str = "") -> None:
        self.job = job
        self.address = address
        self.picture = _recall(job)
        self.error = ""
        self.share = 1.0 if self.picture else 0.0
        self.stage = 3 if self.picture else 0  # 1: every 8th cell is known, 2: every 2nd, 3: all, or given up
        self.cancel, self.asked = threading.Event(), time.monotonic()
        if not self.picture:
            threading.Thread(target=self._run, name="map", daemon=True).start()

    def _run(self) -> None:
        half = 0.5 if len(self.job.cells) == 1 else 0.25
        try:
            with cluster(self.address) if self.address else nullcontext() as executor:
                for share, picture in run(self.job, executor, self.cancel):
                    self.share, self.picture = share, picture or self.picture
                    self.stage = max(self.stage, (picture is not None) + (share >= half))
                    if time.monotonic() - self.asked > FORGOTTEN:
                        self.cancel.set()
            if self.share >= 1 and self.picture:
                _keep(self.job, self.picture)
        except Exception as error:  # the page says it; the last picture stays
            self.error = f"This map could not be computed: {error or type(error).__name__}"
        self.stage = 3
        if self.job in EXAMPLES.values() and not self.error:
            _prepare()

    def look(self) -> int:
        """How far it is, 0 to 3; keeps it alive."""
        self.asked = time.monotonic()
        return self.stage


@dataclass
class MapsState:
    """kind of map on screen; for each kind the maps that were zoomed through, the whole one first; what to tell the
    reader once."""

    kind: str = "Basins"
    open: dict[str, list[Map]] = field(default_factory=lambda: {kind: [job] for kind, job in EXAMPLES.items()})
    last: dict[str, Picture] = field(default_factory=dict)
    work: Work | None = None
    notice: str = ""
    address: str = ""  # of a Dask cluster; empty: this machine

    @property
    def job(self) -> Map:
        return self.open[self.kind][-1]

    @property
    def zoomed(self) -> bool:
        return len(self.open[self.kind]) > 1

    def show(self, kind: str) -> None:
        """Turn to another kind of map."""
        self.kind, self.notice = kind, ""

    def change(self, what: str, value: Any) -> None:
        """Change the map; what cannot be is said, and nothing changes. A zoom can be undone; any other change keeps the
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
                self.address = address
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

    def follow(self) -> int:
        """Compute what is asked for, if it is not under way or done; stop what no longer is. How far it is: see
        `Work`."""
        if self.work is None or self.work.job != self.job:
            if self.work:
                self.work.cancel.set()
            self.work = Work(self.job, self.address)
        return self.work.look()

    @property
    def picture(self) -> Picture | None:
        """What to show: the map asked for as far as it is, else the last of its kind."""
        if self.work and self.work.picture:
            self.last[self.kind] = self.work.picture
        return self.last.get(self.kind)


@lru_cache(maxsize=1)
def steady() -> None:
    """Once the first map is drawn: Streamlit collects garbage after every rerun, 40 ms with what this page loads, 0 ms
    once frozen."""
    gc.collect()
    gc.freeze()


def maps_state(scenario: Scenario) -> MapsState:
    """This session's. A new one opens with maps of the explorer's scenario if the reader made one, else with the
    examples."""
    if "maps_state" not in st.session_state:
        st.session_state.maps_state = held = MapsState()
        if scenario != opening(FIRST):
            held.take(scenario)
    known: MapsState = st.session_state.maps_state
    return known


def _prepare() -> None:
    """Compute the examples, so that each kind of map opens with a finished one."""
    for example in EXAMPLES.values():
        if not _recall(example):
            for _, picture in run(example):  # noqa: B007
                pass
            _keep(example, picture)


def _recall(job: Map) -> Picture | None:
    with _lock:
        found = _kept.get(repr(job))
        if found is not None:
            _kept.move_to_end(repr(job))
        return found


def _keep(job: Map, picture: Picture) -> None:
    with _lock:
        _kept[repr(job)] = picture
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
