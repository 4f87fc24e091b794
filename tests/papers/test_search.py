"""What was tried for settings that a paper does not print."""

import numpy as np
import pytest

from papers.adafix.receding import search as search_conventions
from papers.exploring import saddle, valleys
from papers.finding import items
from papers.search import Search

INF = np.inf
# each search once, by an item that rests on it
SEARCHED = ("000 figure 1", "002 figure 2a", "002 figure 3", "002 figure 4", "003 table 1")


def found(off, **grid):
    return Search("a count of 7", grid, np.array(off))


def test_hits_trials_and_the_nearest_miss():
    search = found([[0.5, INF, 0.0], [0.25, 1.0, INF]], start=("a", "b"), lr=(0.1, 0.2, 0.3))
    assert search.trials == 6
    assert search.hits == [{"start": "a", "lr": 0.3}]
    assert search.nearest == ({"start": "b", "lr": 0.1}, 0.25)
    text = "\n".join(search.lines)
    assert "6 trials, 1 of them hits:" in text
    assert "start a, lr 0.3" in text
    assert "25 % off: start b, lr 0.1" in text


def test_without_hits_or_anything_like_one():
    search = found([INF, INF], start=("a", "b"))
    assert (search.hits, search.nearest) == ([], None)
    assert list(search.lines) == ["Sought: a count of 7.", "Grid: start a / b.", "2 trials, 0 of them hits."]


def test_what_all_hits_share_is_said_once_and_many_are_counted():
    few = "\n".join(found([[0.0, 0.0], [1.0, 1.0]], start=("a", "b"), lr=(1.0, 2.0)).lines)
    assert "lr 1; lr 2" in few
    assert "All of them: start a." in few
    many = found(np.zeros((2, 40)), start=("a", "b"), x=tuple(map(float, range(40))))
    assert "By start: a 40, b 40." in list(many.lines)
    assert "x 0 to 39 (40 values)" in "\n".join(many.lines)


def test_the_grid_singles_out_one_size_and_one_pair_of_conventions():
    """Within 1e-3 of the smooth valley's origin after 3,113 and 1,086 steps, of the sharp one's after 900."""
    search = valleys.search_starts()
    assert search.trials == 20 * 20 * 3 * 3 * 3
    others = {(0.9, round(0.05 * k, 2)) for k in range(1, 15)}  # either way round
    assert {(hit["x"], hit["y"]) for hit in search.hits} == others | {(y, x) for x, y in others}
    conventions = {(hit["Adam's averages"], hit["RMSProp's averages"], hit["its β₂"]) for hit in search.hits}
    assert conventions == {("gradient-init", "none", 0.999)}


def test_one_x_of_two_thousand_gives_all_four_counts():
    assert valleys.search_finely().hits == [{"x": 0.6135, "y": 0.9}]


def test_who_leaves_the_saddle_first_is_a_matter_of_conventions():
    search = saddle.search()
    assert 0 < len(search.hits) < search.trials
    alike = [
        hit for hit in search.hits if hit["its β₂"] == 0.999 and hit["Adam's averages"] == hit["RMSProp's averages"]
    ]
    assert not alike  # started alike and with one memory Adam is never first


def test_a_tie_at_the_saddle_is_no_hit():
    search = saddle.search()
    for hit in (hit for hit in search.hits if (hit["x"], hit["y"], hit["η"]) in ((0.01, 1, 0.1), (0.1, 1, 0.01))):
        rmsprop = {"bias_correction": hit["RMSProp's averages"], "beta2": hit["its β₂"]}
        adam = {"bias_correction": hit["Adam's averages"]}
        found = saddle.race(saddle.settings(hit["η"], (hit["x"], hit["y"]), rmsprop=rmsprop, adam=adam))
        assert found["adam"] < min(found["sgd"], found["adagrad"], found["rmsprop"])


def test_no_convention_of_000_lets_adam_come_close_and_leave():
    search = search_conventions()
    assert (search.trials, search.hits) == (6 * 4 * 4, [])


def test_every_search_is_among_those_printed_here():
    every = {each.search for item in items().values() for each in item.chosen if each.search}
    assert every == {each.search for name in SEARCHED for each in items()[name].chosen if each.search}


@pytest.mark.parametrize("name", [
    pytest.param(name, marks=pytest.mark.slow if item.slow else ())
    for name, item in items().items() if name in SEARCHED
])  # fmt: skip
def test_a_search_can_be_printed(name):
    for each in items()[name].chosen:
        if each.search:
            text = "\n".join(each.search().lines)
            assert "Grid: " in text
            assert "trials" in text
