"""Items of the papers, run behind the page, one at a time on this server, and beside it one that trains networks; what
they came to is kept for all sessions.

Kept under the fingerprint of what made it: the record with the functions it measures by, every rule, every surface.
"""

import threading
import time
import warnings
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from dynamics import OPTIMIZERS
from engines.fingerprint import fingerprint
from figures.papers import drawing
from landscapes import LANDSCAPES
from papers.record import Item
from papers.search import Search
from papers.underway import told_to
from papers.verdict import Verdict, judge
from player.memory import settle

FORGOTTEN = 20.0  # seconds without anybody asking, after which work is given up: its reader has left
MOST_KEPT = 256

_kept: OrderedDict[tuple[str, str], "Result"] = OrderedDict()
_records: dict[int, tuple[Item, str]] = {}
_lock = threading.Lock()
_turns = {slow: threading.Lock() for slow in (False, True)}  # whose it is to run, and whose to train networks


@dataclass(frozen=True, eq=False)
class Result:
    """arrays: what its figure draws; searches: by what was chosen after them."""

    verdict: Verdict
    arrays: Any
    searches: Mapping[str, Search]


class StoppedError(Exception):
    """The reader has left, or asked for something else."""


class PaperWork:
    """Items in their order, on a thread that mostly waits for its turn. whole: whether they are all of a paper; first:
    who comes before the others; now: who runs, and `share` of it is done, or it waits for its turn; arrays: what its
    figure draws, known before the verdict; failed: name -> why."""

    def __init__(self, items: Sequence[Item], whole: bool = False) -> None:
        self.items, self.whole = tuple(items), whole
        self.first = self.now = self.items[0]
        self.share = 0.0
        self.arrays: Any = None
        self.failed: dict[str, str] = {}
        self._tried: set[str] = set()
        self.over = self.waits = False
        self.cancel, self._asked = threading.Event(), time.monotonic()
        threading.Thread(target=self._run, name="papers", daemon=True).start()

    @property
    def done(self) -> int:
        """How many are measured, or cannot be."""
        return sum(item.name in self._tried or kept(item) is not None for item in self.items)

    def look(self) -> tuple[int, bool]:
        """How many are done, and whether a figure more can be drawn; keeps it alive."""
        self._asked = time.monotonic()
        return self.done, self.arrays is not None

    def _run(self) -> None:
        try:
            with told_to(self._hear):
                while item := self._next():
                    self.now, self.share, self.arrays = item, 0.0, None
                    self._wait(_turns[item.slow])
                    try:
                        if kept(item) is None:
                            self._measure(item)
                        self._tried.add(item.name)
                    finally:
                        _turns[item.slow].release()
        except StoppedError:
            pass
        self.over = True
        settle("the first of the papers")

    def _next(self) -> Item | None:
        left = [item for item in self.items if item.name not in self._tried and kept(item) is None]
        return next((item for item in left if item is self.first), left[0] if left else None)

    def _wait(self, turn: threading.Lock) -> None:
        while not turn.acquire(timeout=0.1):
            self.waits = True
            self._hear(0.0)
        self.waits = False

    def _measure(self, item: Item) -> None:
        made, began = made_of(item), time.perf_counter()
        try:
            if figure := drawing(item.figure):
                self.arrays = figure.arrays(item)
            searches = {each.what: each.search() for each in item.chosen if each.search}
            verdict = replace(judge(item), seconds=time.perf_counter() - began)  # with what its figure took
            found = Result(verdict, self.arrays, searches)
        except StoppedError:
            raise
        except Exception as error:  # the page says it
            self.failed[item.name] = f"This could not be run: {error or type(error).__name__}"
            return
        with _lock:
            _kept[item.name, made] = found
            while len(_kept) > MOST_KEPT:
                _kept.popitem(last=False)

    def _hear(self, share: float) -> None:
        self.share = share
        if self.cancel.is_set() or time.monotonic() - self._asked > FORGOTTEN:
            raise StoppedError


def kept(item: Item) -> Result | None:
    """What it came to, if it has been run as it stands now."""
    key = item.name, made_of(item)
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
        return _kept.get(key)


def made_of(item: Item) -> str:
    """The fingerprint of all that makes its result."""
    return f"{_record(item)} {_ground(_formulas())}"


def _formulas() -> tuple[Any, ...]:
    surfaces = (part for land in LANDSCAPES.values() for part in (land.f, land.grad, land.hess))
    return (*(optimizer.rule for optimizer in OPTIMIZERS.values()), *surfaces)


@lru_cache(maxsize=4)
def _ground(formulas: tuple[Any, ...]) -> str:
    return fingerprint(*formulas)


def _record(item: Item) -> str:
    """Of what is written for it: an item never changes, and is found by what it is, as it has no hash."""
    if id(item) not in _records:
        figure = drawing(item.figure)
        predicates = (each.holds for each in (*item.claims, *item.printed, *item.corrected))
        searches = (each.search for each in item.chosen)
        settings = (each and each.model_dump_json() for each in (item.setting, *item.conventions.values()))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)  # names of NumPy's that are to change
            made = fingerprint(item.measure, figure and figure.arrays, *predicates, *searches, *settings, item.expected)
        _records[id(item)] = item, made
    return _records[id(item)][1]
