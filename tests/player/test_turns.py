"""Turns of pages."""

from threading import Event, Thread

import pytest

from player import turns


def held_open(n: int, until: Event) -> list[Event]:
    """n pages that run until then, each as an event set once it runs."""
    running = [Event() for _ in range(n)]

    def run(mine: Event) -> None:
        with turns.turn():
            mine.set()
            until.wait(30)

    for mine in running:
        Thread(target=run, args=(mine,), daemon=True).start()
    return running


def test_so_many_run_at_once_and_the_next_once_one_has_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "PATIENCE", 30)
    first, later = Event(), Event()
    one = held_open(1, first)
    others = held_open(turns.AT_ONCE - 1, later)
    assert all(each.wait(30) for each in (*one, *others))
    (waiting,) = held_open(1, later)
    assert not waiting.wait(0.05)
    first.set()
    assert waiting.wait(30)
    later.set()


def test_who_computes_for_long_keeps_nobody_waiting_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "PATIENCE", 0.01)
    end = Event()
    assert all(each.wait(30) for each in held_open(turns.AT_ONCE + 2, end))
    end.set()


def test_a_page_that_fails_gives_its_turn_back() -> None:
    for _ in range(turns.AT_ONCE + 1):
        with pytest.raises(ZeroDivisionError), turns.turn():
            _ = 1 / 0
    end = Event()
    assert all(each.wait(1) for each in held_open(turns.AT_ONCE, end))
    end.set()
