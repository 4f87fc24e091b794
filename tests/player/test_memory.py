"""What sessions leave in memory."""

import gc
import weakref
from collections.abc import Iterator

import pytest

from player.memory import OFTEN, SELDOM, rerun_ended


class Cycle:
    def __init__(self) -> None:
        self.own = self


@pytest.fixture(autouse=True)
def thawed() -> Iterator[None]:
    yield
    gc.unfreeze()


def test_what_is_held_is_frozen_now_and_then() -> None:
    gc.unfreeze()
    for _ in range(OFTEN):
        rerun_ended()
    assert gc.get_freeze_count() > 0


def test_a_cycle_that_was_frozen_while_it_was_held_is_freed_in_the_end() -> None:
    session = Cycle()
    gone = weakref.ref(session)
    gc.collect()
    gc.freeze()
    del session
    gc.collect()
    assert gone() is not None
    for _ in range(SELDOM):
        rerun_ended()
    assert gone() is None
