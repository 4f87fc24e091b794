"""Items run behind the page: kept under what made them, ended when their reader leaves, and never a traceback."""

import threading
import time
from dataclasses import replace

import pytest

from dynamics import OPTIMIZERS
from figures.papers import Drawing
from papers.finding import items
from papers.record import Item, Predicate
from papers.underway import tell
from papers.verdict import Run
from player import paper_work
from player.paper_work import PaperWork, kept, made_of
from player.papers_state import PapersWork

CLAIM = (Predicate("a is 1", lambda m: m["a"] == 1),)
PATIENCE = 30.0


def item(label="figure 1", measure=lambda: {"a": 1.0}, **fields):
    return Item("000", label, "1", "claim", "Something.", measure, claims=CLAIM, **fields)


@pytest.fixture(autouse=True)
def forgotten(monkeypatch):
    """Nothing is kept from before."""
    monkeypatch.setattr(paper_work, "_kept", type(paper_work._kept)())


def until(true):
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end
        time.sleep(0.005)


class Waiting:
    """A measure that waits until it is let go, and tells that it is there."""

    def __init__(self):
        self.reached, self.go = threading.Event(), threading.Event()

    def __call__(self):
        self.reached.set()
        while not self.go.wait(0.01):
            tell(0.5)
        return {"a": 1.0}


def test_an_item_is_run_and_kept():
    one = item()
    assert kept(one) is None
    work = PaperWork([one])
    until(lambda: work.over)
    assert kept(one).verdict.run is Run.REPRODUCES
    assert work.look()[0] == 1


def test_what_is_kept_is_found_by_what_made_it(monkeypatch):
    one = items()["000 update"]
    work = PaperWork([one])
    until(lambda: work.over)
    assert kept(one)
    before = made_of(one)

    def rule(g, state, context, hyper):
        return context.lr * g, context.lr, state

    with monkeypatch.context() as broken:
        broken.setitem(OPTIMIZERS, "adam", replace(OPTIMIZERS["adam"], rule=rule))
        assert made_of(one) != before
        assert kept(one) is None
    assert kept(one)
    assert kept(replace(one, claims=CLAIM)) is None
    assert kept(replace(one, measure=lambda scenario: {})) is None


def test_only_so_many_are_kept(monkeypatch):
    monkeypatch.setattr(paper_work, "MOST_KEPT", 2)
    three = [item(f"figure {k}") for k in range(3)]
    work = PaperWork(three)
    until(lambda: work.over)  # and does not begin again with what was let go
    assert len(paper_work._kept) <= 2


def test_a_figure_can_be_drawn_before_the_verdict(monkeypatch):
    waiting = Waiting()
    one = replace(items()["000 bound Lη"], measure=lambda scenario: waiting())
    work = PaperWork([one])
    assert waiting.reached.wait(PATIENCE)
    assert work.arrays is not None
    assert work.look() == (0, True)
    waiting.go.set()
    until(lambda: work.over)


def test_the_time_has_what_the_figure_took(monkeypatch):
    monkeypatch.setattr(
        paper_work, "drawing", lambda figure: Drawing(lambda item: time.sleep(0.05), lambda *_: iter(()))
    )
    work = PaperWork([item()])
    until(lambda: work.over)
    assert kept(work.items[0]).verdict.seconds >= 0.05


def test_who_leaves_ends_it(monkeypatch):
    monkeypatch.setattr(paper_work, "FORGOTTEN", 0.1)
    waiting = Waiting()
    work = PaperWork([item(measure=waiting), item("figure 2")])
    until(lambda: work.over)
    assert waiting.reached.is_set()
    assert work.done == 0


def test_it_can_be_cancelled_while_it_waits_for_its_turn():
    waiting = Waiting()
    first = PaperWork([item(measure=waiting)])
    assert waiting.reached.wait(PATIENCE)
    second = PaperWork([item("figure 2")])
    second.cancel.set()
    until(lambda: second.over)
    assert not first.over
    first.cancel.set()
    until(lambda: first.over)
    third = PaperWork([item("figure 3")])  # the turn was given back
    until(lambda: third.over)
    assert third.done == 1


def test_what_cannot_be_run_is_told_and_the_rest_goes_on():
    def broken():
        raise ValueError("no data here")

    one, other = item(measure=broken), item("figure 2")
    work = PaperWork([one, other])
    until(lambda: work.over)
    assert work.failed == {one.name: "This could not be run: no data here"}
    assert kept(one) is None
    assert kept(other)
    assert work.done == 2


def test_the_item_that_is_open_comes_first():
    order = []
    waiting = Waiting()
    several = [item(f"figure {k}", lambda k=k: order.append(k) or {"a": 1.0}) for k in range(3)]
    work = PaperWork([item("first", waiting), *several])
    work.first = several[2]
    waiting.go.set()
    until(lambda: work.over)
    assert order == [2, 0, 1]


def test_opening_another_item_ends_what_runs_for_the_one_before():
    waiting, held = Waiting(), PapersWork()
    one, two = item(measure=waiting), item("figure 2")
    held.attend(one)
    before = held.work
    held.attend(one)
    assert held.work is before
    held.attend(two)
    until(lambda: before.over)
    until(lambda: kept(two))
    assert kept(one) is None


def test_all_of_a_paper_goes_on_while_its_items_are_looked_at_but_not_another_paper():
    waiting, held = Waiting(), PapersWork()
    one, two = item(measure=waiting), item("figure 2")
    held.begin(one, two, whole=True)
    going = held.work
    held.attend(two)
    assert held.work is going
    assert going.first is two
    held.attend(replace(item("figure 1"), paper="001"))
    until(lambda: going.over)


def test_networks_and_what_was_stopped_wait_to_be_asked():
    held = PapersWork()
    held.attend(item(trains=True))
    assert held.work is None
    waiting = Waiting()
    one = item(measure=waiting)
    held.attend(one)
    held.stop(one)
    held.attend(one)
    assert held.work is None
    held.attend(item("figure 2"))
    held.attend(one)  # opened anew
    assert held.work
    held.end()


def test_what_failed_is_not_tried_again_until_it_is_asked_for():
    def broken():
        raise ValueError("no data here")

    held, one = PapersWork(), item(measure=broken)
    held.attend(one)
    until(lambda: held.work.over)
    held.attend(one)
    assert held.work is None
    assert "no data here" in held.failed[one.name]
    held.begin(one)
    assert held.work
    assert held.failed == {}
    held.end()


def test_who_trains_networks_keeps_nobody_waiting_who_does_not():
    waiting = Waiting()
    training = PaperWork([item(measure=waiting, trains=True)])
    assert waiting.reached.wait(PATIENCE)
    quick, other = PaperWork([item("figure 2")]), PaperWork([item("figure 3", trains=True)])
    until(lambda: quick.over)
    until(lambda: other.waits)
    assert not training.over
    waiting.go.set()
    until(lambda: other.over)
    assert other.done == 1
