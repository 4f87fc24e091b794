"""Laws over the papers' figures: each item that names one has it, and none is made for nobody."""

from pathlib import Path

import numpy as np
import pytest

import figures.papers
from dynamics import OPTIMIZERS
from figures.papers import drawing, oscillations
from figures.tabulated import tabulated, title_of
from papers.finding import items

ITEMS = {name: item for name, item in items().items() if item.figure}
TRAINED = {name for name, item in ITEMS.items() if item.slow}
LONG = {"002 figure 3", "002 figure 4", "002 figure 5a", "002 figure 5b"}  # a million steps
MODULES = {path.stem for path in Path(figures.papers.__file__).parent.glob("*.py")} - {"__init__"}


def test_every_figure_has_a_module_and_every_module_a_figure():
    assert {item.figure.replace(" ", "_") for item in ITEMS.values()} == MODULES


def test_an_item_without_a_figure_draws_nothing():
    assert drawing("") is None


def drawn(name):
    item = ITEMS[name]
    arrays = drawing(item.figure).arrays(item)
    return {dark: list(drawing(item.figure).panels(item, arrays, dark)) for dark in (False, True)}


@pytest.mark.parametrize("name", sorted(ITEMS.keys() - TRAINED - LONG))
def test_it_is_drawn_with_a_title_a_word_on_what_to_look_for_and_numbers(name):
    light, dark = drawn(name).values()
    assert [panel.name for panel in light] == [panel.name for panel in dark]
    assert len({panel.name for panel in light}) == len(light)
    for panel, other in zip(light, dark, strict=True):
        assert title_of(panel.figure)
        assert panel.look.endswith(".")
        assert panel.figure.to_json() != other.figure.to_json()
        assert len(tabulated(panel.figure).splitlines()) > 2


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(TRAINED | LONG))
def test_what_takes_longer_is_drawn_too(name):
    test_it_is_drawn_with_a_title_a_word_on_what_to_look_for_and_numbers(name)


def test_the_race_on_the_saddle_shows_the_runs_of_its_record():
    """Ends, marks and counts of figure 2a are the record's own."""
    item = ITEMS["002 figure 2a"]
    measured = item.measured()
    (race, steps), _ = drawn("002 figure 2a").values()
    for title, name in zip(item.scenario.titles, item.scenario.keys, strict=True):
        path = next(trace for trace in race.figure.data if trace.name == title)
        assert (path.x[0], path.y[0]) == item.scenario.start
        assert (abs(path.x[-1]) > 1) == (measured[name] < float("inf"))
    told = {trace.name: trace.x[0] for trace in steps.figure.data if trace.name and trace.mode == "markers"}
    assert told == {
        title: measured[name]
        for title, name in zip(item.scenario.titles, item.scenario.keys, strict=True)
        if measured[name] < float("inf")
    }


def test_the_bounds_are_those_that_the_verdict_counts():
    """Steps below the printed bound that do not recede: as many as the record measures."""
    measured = ITEMS["000 theorem 3.1"].measured()
    light, _ = drawn("000 theorem 3.1").values()
    traces = {trace.name: trace for trace in light[0].figure.data}
    away = set(traces["recedes"].x.tolist())
    rule = next(trace for name, trace in traces.items() if "√" in name)
    pairs = list(zip(traces["<b>printed</b>"].y, rule.y, strict=True))[:-1]  # no step is taken from the last
    assert sum(v <= b and k not in away for k, (b, v) in enumerate(pairs)) == measured["printed_false"]


@pytest.mark.parametrize(("x", "still"), [([7e-322, 0.0] * 3, True), ([0.0] * 6, True), ([1e-9, -1e-9] * 3, False)])
def test_what_swings_by_less_than_a_browser_can_draw_is_drawn_at_rest(x, still):
    swing = oscillations.Swing("Adam", OPTIMIZERS["adam"], np.arange(len(x)), np.array(x))
    low, high = oscillations.panel("x", [swing], False).layout.yaxis.range
    assert low < min(x) <= max(x) < high
    assert (high - low > 1e-4) is still
