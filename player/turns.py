"""How many pages run at once. A class that opens a link together is a hundred threads, and the one thread that sends
would have its turn among them; a few keep the cores as busy."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Semaphore

AT_ONCE = 4
PATIENCE = 3.0  # seconds: a page that computes for long does not keep others from their turn

_turns = Semaphore(AT_ONCE)


@contextmanager
def turn() -> Iterator[None]:
    """Waits for one."""
    mine = _turns.acquire(timeout=PATIENCE)
    try:
        yield
    finally:
        if mine:
            _turns.release()
