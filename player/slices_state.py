"""Loss slices on the page: which one is asked for in this session, and the one that is computed in the background."""

import threading
import time
from collections import OrderedDict
from dataclasses import dataclass, field

import streamlit as st

from networks.slices.slice import Request, Slice

FORGOTTEN = 20.0  # seconds without anybody asking, after which a slice is given up: its reader has left
MOST_KEPT = 24

# and when each run was launched and how far it is: one that trains on gives another
Key = tuple[Request, tuple[tuple[float, int], ...]]

_kept: OrderedDict[Key, Slice] = OrderedDict()  # for all sessions
_lock = threading.Lock()
_one = threading.Lock()  # slices are computed one after the other: two at once slow each other down


class GivenUp(Exception):  # noqa: N818 -- not an error
    """The work was given up."""


class Work:
    """One slice, computed on a thread of its own."""

    def __init__(self, key: Key) -> None:
        self.key = key
        self.error = ""
        self.share = 0.0
        self.cancel, self.asked = threading.Event(), time.monotonic()
        with _lock:
            self.found = _kept.get(key)
        self.done = self.found is not None
        if not self.done:
            threading.Thread(target=self._run, name="slice", daemon=True).start()

    def _run(self) -> None:
        try:
            with _one:
                self._tell(0.0)
                from networks.slices.slicing import sliced  # here: JAX takes a second to load

                self.found = sliced(self.key[0], self._tell)
            with _lock:
                _kept[self.key] = self.found
                while len(_kept) > MOST_KEPT:
                    _kept.popitem(last=False)
        except GivenUp:
            self.error = "Stopped."
        except ValueError as error:
            self.error = str(error)
        except Exception as error:  # the page says it
            self.error = f"This slice could not be computed: {error}"
        self.done = True

    def _tell(self, share: float) -> None:
        self.share = share
        if self.cancel.is_set() or time.monotonic() - self.asked > FORGOTTEN:
            raise GivenUp


@dataclass
class SlicesState:
    """`allowed`: runs that may train again though it takes long."""

    work: Work | None = None
    allowed: set[int] = field(default_factory=set)

    def follow(self, key: Key) -> Work:
        """Compute what is asked for, if it is not under way or done; stop what no longer is."""
        if self.work is None or self.work.key != key:
            if self.work:
                self.work.cancel.set()
            self.work = Work(key)
        self.work.asked = time.monotonic()
        return self.work

    def stop(self) -> None:
        if self.work:
            self.work.cancel.set()

    def again(self) -> None:
        self.work = None


def slices_state() -> SlicesState:
    """This session's."""
    if "slices" not in st.session_state:
        st.session_state.slices = SlicesState()
    known: SlicesState = st.session_state.slices
    return known


def slicing() -> bool:
    """Whether a slice is being computed, so that the page has to look again."""
    work = slices_state().work
    return work is not None and not work.done
