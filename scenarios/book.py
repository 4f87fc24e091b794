"""What the server says of a scenario: the sentence under the title, and what each run came to.

Nobody waits for it. Where kernels must be compiled first, or the runs are long, it is made in the background and asked
for again. Sessions that show one scenario share it.
"""

import time
from collections import OrderedDict
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from threading import Lock

from scenarios.arrivals import by_rounding
from scenarios.forking import told
from scenarios.running import SHORT, run
from scenarios.scenario import Scenario
from scenarios.summary import sentence
from scenarios.warm import ready, warm

WAIT = 0.3  # seconds that a page waits for the runs of kernels that are there
FORGOTTEN = 10.0  # seconds without a question after which a scenario that still waits for its turn is given up
MOST = 512


@dataclass(frozen=True)
class Book:
    """look: the sentence under the title. outcomes: one for each contender, in order. rounded: whether rounding decides
    when each is first within 0.001 of a minimum."""

    look: str
    outcomes: tuple[str, ...]
    rounded: tuple[bool, ...]


_books: OrderedDict[str, Future[Book | None]] = OrderedDict()
_asked: dict[str, float] = {}  # when each was last asked for
_lock = Lock()
# Long runs have a queue of their own: what can be said at once does not stand behind them.
_short = ThreadPoolExecutor(2, thread_name_prefix="book")
_long = ThreadPoolExecutor(2, thread_name_prefix="long-book")


def book(scenario: Scenario, wait: float = WAIT) -> Book | None:
    """None while it is being made: ask again. `wait`: for so many seconds at most, and not at all for a compiler."""
    rev, now = scenario.to_json(), ready(scenario)
    short = now and scenario.steps * len(scenario.contenders) <= SHORT
    with _lock:
        _asked[rev] = time.monotonic()
        future = _books.get(rev)
        if future is None:
            future = _books[rev] = (_short if short else _long).submit(_made, scenario, rev)
            while len(_books) > MOST:
                old, _ = _books.popitem(last=False)
                _asked.pop(old, None)
        _books.move_to_end(rev)
    try:
        return future.result(wait if now else 0.0)
    except TimeoutError:
        return None


def _made(scenario: Scenario, rev: str) -> Book | None:
    """The book; None, and it is as if nobody had asked, where nobody waits any more."""
    with _lock:
        if time.monotonic() - _asked.get(rev, 0.0) > FORGOTTEN:
            _books.pop(rev, None)
            _asked.pop(rev, None)
            return None
    try:
        return whole_book(scenario)
    except Exception as error:  # said once, or the page would ask for ever
        n = len(scenario.contenders)
        return Book(f"This could not be judged: {error}", ("",) * n, (False,) * n)


def whole_book(scenario: Scenario) -> Book:
    """At once, for who waits."""
    warm(scenario)
    runs = run(scenario)
    decided = [by_rounding(each) for each in runs]
    left = [told(scenario, runs, k) for k in range(len(runs))]
    outcomes = (
        "; ".join(filter(None, [each.outcome.sentence, by, forked]))
        for each, by, forked in zip(runs, decided, left, strict=True)
    )
    return Book(sentence(scenario, runs), tuple(outcomes), tuple(by is not None for by in decided))
