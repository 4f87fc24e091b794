"""How far an item is, for whoever runs it: they may end it by raising an exception of theirs when they are told."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Tell = Callable[[float], None]

_listener: ContextVar[Tell] = ContextVar("_listener", default=lambda share: None)


@contextmanager
def told_to(listener: Tell) -> Iterator[None]:
    """Within it, `listener` hears of each share of the work that is done, 0 to 1, in this thread."""
    before = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(before)


def tell(share: float) -> None:
    _listener.get()(share)
