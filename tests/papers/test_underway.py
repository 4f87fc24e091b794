"""Who runs an item hears how far it is, and may end it."""

import pytest

from networks.experiment.training_presets import TRAINING_PRESETS
from networks.here import train_here
from papers.record import Item, Predicate
from papers.reduced import reduced
from papers.underway import tell, told_to
from papers.verdict import judge
from scenarios.opening import opening


class LeftError(Exception):
    pass


def item(**fields):
    claims = (Predicate("a is 1", lambda m: m["a"] == 1),)
    return Item("000", "figure 1", "1", "figure", "Something.", lambda *_: {"a": 1.0}, claims=claims, **fields)


def test_nobody_has_to_listen():
    tell(0.5)


def test_a_listener_hears_within_its_block_alone():
    heard = []
    with told_to(heard.append):
        tell(0.1)
        with told_to(lambda share: heard.append(-share)):
            tell(0.2)
        tell(0.3)
    tell(0.4)
    assert heard == [0.1, -0.2, 0.3]


def test_a_verdict_tells_each_convention():
    heard = []
    others = {words: opening("bowl") for words in ("one", "two", "three")}
    with told_to(heard.append):
        judge(item(conventions=others))
    assert heard == [0.25, 0.5, 0.75]


def test_it_ends_where_its_listener_raises():
    def leave(share):
        raise LeftError

    with told_to(leave), pytest.raises(LeftError):
        judge(item(conventions={"one": opening("bowl")}))
    tell(1.0)  # nobody listens any more


def test_a_training_tells_how_far_it_is():
    heard = []
    two = reduced(TRAINING_PRESETS["mnist-table"], **{"model.hidden": (4,), "epochs": 1, "every": 10_000})[:2]
    train_here(two, [0], heard.append)
    assert heard == sorted(heard)
    assert heard[0] > 0
    assert heard[-1] == 1.0
    assert any(share == 0.5 for share in heard)
