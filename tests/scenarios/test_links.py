"""Links to pages: what goes in comes out, only what differs is in them, and nothing that comes in breaks."""

import base64
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dynamics import OPTIMIZERS
from landscapes import LANDSCAPES
from scenarios import opening
from scenarios.cycles import CYCLES
from scenarios.link_parts import HIDDEN, LOCKED
from scenarios.links import LONGEST, foreign, link, names, read
from scenarios.map_links import MapLink, linked
from scenarios.mapped import EXAMPLES, changed, suggested
from scenarios.mending import MOST_NOTICES
from scenarios.noisy import Moment, NoisePage, Noisy
from scenarios.online_scenario import OnlineScenario
from scenarios.page_links import (
    PAGES,
    ExploreLink,
    FlatSettings,
    LessonLink,
    OrbitsLink,
    RecessionSettings,
    ReferenceLink,
    elsewhere,
)
from tests.scenarios.test_permalink import scenarios

OPTIMIZER, SURFACE = st.sampled_from(sorted(OPTIMIZERS)), st.sampled_from(sorted(LANDSCAPES))
SOME = st.lists(OPTIMIZER, min_size=1, max_size=4, unique=True).map(tuple)
PLACE = st.floats(-1e6, 1e6)


def some(names):
    return st.lists(st.sampled_from(names), unique=True).map(tuple)


STATES = {
    ExploreLink: st.builds(ExploreLink, s=scenarios(), hide=some(HIDDEN), lock=some(LOCKED)),
    OrbitsLink: st.builds(OrbitsLink, s=scenarios(), period=st.integers(1, 512)),
    LessonLink: st.builds(
        LessonLink,
        lesson=st.text(max_size=40),
        step=st.integers(1, 99),
        hide=some(HIDDEN),
        lock=some(LOCKED),
        window=st.sampled_from(["", "presenter", "notes"]),
    ),
    FlatSettings: st.builds(
        FlatSettings,
        beta1=st.floats(0, 0.99),
        beta2=st.floats(0, 0.9999),
        slope=st.floats(0.01, 10),
        width=st.floats(0, 5),
        lr=st.floats(1e-4, 0.5),
        epsilon=st.floats(0, 1),
    ),
    RecessionSettings: st.builds(
        RecessionSettings,
        averages=st.sampled_from(["standard", "none", "gradient-init"]),
        over=st.sampled_from(["root", "v"]),
        lr=st.floats(0.01, 2),
        steps=st.integers(1, 1000),
        x=PLACE,
        y=PLACE,
    ),
    OnlineScenario: st.builds(
        OnlineScenario,
        kind=st.sampled_from(["periodic", "by chance"]),
        rare=st.floats(-1e9, 1e9),
        period=st.integers(1, 1_000_000),
        chance=st.floats(0, 1),
        start=st.floats(-1, 1),
        optimizers=SOME,
        lr=st.floats(1e-12, 1e6),
        beta2=st.floats(0, 1, exclude_max=True),
        rounds=st.integers(1, 1_000_000),
    ),
    NoisePage: st.builds(
        NoisePage,
        moment=st.builds(Moment, beta1=st.floats(0, 0.999), paths=st.integers(2, 20_000)),
        paths=st.builds(Noisy, surface=SURFACE, optimizers=SOME, noise=st.floats(0, 1e3), x=st.none() | PLACE),
    ),
    ReferenceLink: st.builds(
        ReferenceLink, show=st.sampled_from(["Optimizers", "Surfaces"]), optimizer=OPTIMIZER, surface=SURFACE
    ),
    MapLink: st.deferred(lambda: st.builds(linked, maps())),
}


@st.composite
def maps(draw):
    kind = draw(st.sampled_from(sorted(EXAMPLES)))
    try:
        job = suggested(kind, draw(SURFACE), draw(OPTIMIZER))
    except ValueError:
        job = EXAMPLES[kind]
    changes = [("steps", st.integers(1_000, 100_000)), ("hyper", st.builds(dict, lr=st.floats(1e-12, 1e6)))]
    if kind == "Basins":
        changes += [("window", st.tuples(st.floats(-9, -1), st.floats(1, 9), st.floats(-9, -1), st.floats(1, 9)))]
    else:
        changes += [("start", st.tuples(PLACE, PLACE)), ("low_across", st.floats(1e-9, 1e-6))]
    for what, values in draw(st.lists(st.sampled_from(changes), unique_by=lambda change: change[0])):
        job = changed(job, what, draw(values))
    return job


@pytest.mark.parametrize("page", PAGES)
def test_what_a_page_opens_with_has_a_bare_address(page):
    assert link(page()) == {}
    assert read(page, {}) == (page(), [])
    assert STATES.keys() == set(PAGES)


@pytest.mark.parametrize("page", PAGES)
@given(data=st.data())
@settings(deadline=None, max_examples=60)
def test_a_link_opens_exactly_the_state_that_it_was_made_of(page, data):
    state = data.draw(STATES[page])
    query = link(state)
    assert read(page, query, elsewhere(page)) == (state, [])
    assert foreign(page, query, elsewhere(page)) == []
    assert sum(map(len, query.values())) < LONGEST


@given(maps())
@settings(deadline=None, max_examples=60)
def test_a_map_and_its_link_are_the_same_map(job):
    again = linked(job).job
    assert (again.landscape.values, again.configured.hyper) == (job.landscape.values, job.configured.hyper)
    for name in ("steps", "window", "cells", "start", "across", "up", "coordinate"):
        assert getattr(again, name, None) == getattr(job, name, None)


@pytest.mark.parametrize("page", PAGES)
@given(data=st.data())
@settings(deadline=None, max_examples=80)
def test_anything_gives_a_state(page, data):
    mine = st.sampled_from(sorted(names(page))) | st.sampled_from(sorted(page.model_fields))
    name = mine | mine.map(lambda n: n + ".lr") | st.text(max_size=30)
    number = st.sampled_from(["nan", "-inf", "1e400", "-1", "0", "5e9", "1.5", "9" * 400, "true", "None", "", ","])
    hostile = st.sampled_from(
        ["<script>", "__class__", "{0}", "%s", "a,b,c", "1,2,3", "1,nan", "[[" * 90, "\x00", "😀"]
    )
    query = data.draw(st.dictionaries(name, number | hostile | st.text(max_size=60), max_size=8))
    state, notices = read(page, query, elsewhere(page))
    assert isinstance(state, page)
    assert len(notices) <= MOST_NOTICES
    assert all(notice.endswith(".") and len(notice) < 600 for notice in notices)
    assert read(page, link(state), elsewhere(page)) == (state, [])


@pytest.mark.parametrize(
    ("page", "query", "kept", "sentence"),
    [
        (
            RecessionSettings,
            {"steps": "5e9"},
            {"steps": "1000"},
            "Steps must be at most 1,000, not 5e9; 1,000 is used.",
        ),
        (RecessionSettings, {"steps": "-3"}, {"steps": "1"}, "Steps must be at least 1, not -3; 1 is used."),
        (RecessionSettings, {"x": "1e400"}, {}, "Start x must be a number, not '1e400'; 1 is used."),
        (RecessionSettings, {"over": "<b>"}, {}, "Denominator must be 'root' or 'v', not '<b>'; root is used."),
        (FlatSettings, {"beta1": "2"}, {"beta1": "0.99"}, "First decay must be at most 0.99, not 2; 0.99 is used."),
        (OnlineScenario, {"lr": "-1"}, {}, "Learning rate must be above 0, not -1; 0.1 is used."),
        (
            OnlineScenario,
            {"start": "9"},
            {},
            "The start must lie in the interval from −1 to 1, not 9; start: 0 is used.",
        ),
        (NoisePage, {"paths.steps": "0"}, {"paths.steps": "1"}, "Steps must be at least 1, not 0; 1 is used."),
        (
            NoisePage,
            {"paths": "4"},
            {},
            "This page has no setting 'paths'; did you mean 'moment.paths'? It is left out.",
        ),
        (
            NoisePage,
            {"paths.surfaces": "x"},
            {},
            "This page has no 'surfaces'; did you mean 'surface'? It is left out.",
        ),
        (ReferenceLink, {"optimizer": "magic"}, {}, "There is no optimizer 'magic'; adam is used."),
        (OrbitsLink, {"period": "x"}, {}, "Period must be a whole number, not 'x'; 2 is used."),
        (OrbitsLink, {"surface": "zzz"}, {}, "This page has no setting 'surface'; it is left out."),
        (NoisePage, {"seed": "-1"}, {}, "This page has no setting 'seed'; did you mean 'moment.seed'? It is left out."),
        (OrbitsLink, {"peroid": "3"}, {}, "This page has no setting 'peroid'; did you mean 'period'? It is left out."),
        (MapLink, {"hyper.lr": "-1"}, {"hyper.lr": "0.01"}, "Learning rate of Heavy ball must be above 0, not −1;"),
        (MapLink, {"surface": "saddle"}, {}, "Saddle has no known minimum, so it has no basins;"),
        (MapLink, {"up": "lr,1,2,log"}, {}, "A map of this kind has no up;"),
        (MapLink, {"cells": "9999,20"}, {"cells": "720,20"}, "Cells must be at most 720, not 9999; 720 is used."),
        (ExploreLink, {"s": "x" * 5000}, {}, "This link has 5,000 characters, more than any of ours;"),
        (ExploreLink, {"s": "x" * 9000}, {}, "This link has 9,001 characters, more than any of ours."),
    ],
)
def test_each_wrong_value_is_clamped_or_replaced_and_said(page, query, kept, sentence):
    state, notices = read(page, query, elsewhere(page))
    assert link(state) == kept
    assert len(notices) == 1
    assert notices[0].startswith(sentence)


def test_one_wrong_value_loses_nothing_else():
    state, notices = read(OnlineScenario, {"lr": "0.5", "beta1": "7", "rounds": "500", "optimizers": "adam,sgd,adam"})
    assert (state.lr, state.rounds, state.optimizers) == (0.5, 500, ("adam", "sgd"))
    assert notices == ["First decay must be below 1, not 7; 0.999999 is used."]


def test_what_is_not_ours_is_neither_read_nor_mentioned():
    query = {
        "embed": "true",
        "utm_source": "lecture",
        "fbclid": "x" * 9000,
        "s": link(ExploreLink(s=opening("ripple")))["s"],
    }
    state, notices = read(ExploreLink, query, elsewhere(ExploreLink))
    assert (state.s, notices) == (opening("ripple"), [])
    assert foreign(ExploreLink, query, elsewhere(ExploreLink)) == ["embed", "utm_source", "fbclid"]


def test_an_old_link_to_an_orbit_with_its_period_keeps_loading():
    cycle = CYCLES["RMSProp"]
    query = {"s": link(OrbitsLink(s=cycle.scenario))["s"], "period": "2"}
    assert read(OrbitsLink, query) == (OrbitsLink(s=cycle.scenario), [])


def test_what_was_repaired_inside_a_packed_scenario_is_said():
    raw = opening("ripple").to_json().replace('"steps":300', '"steps":5000000000')
    packed = base64.urlsafe_b64encode(zlib.compress(raw.encode())).decode()
    state, notices = read(ExploreLink, {"s": packed})
    assert state.s.steps == 1_000_000
    assert notices == ["Steps must be at most 1,000,000, not 5,000,000,000; 1,000,000 is used."]
    state, notices = read(OrbitsLink, {"s": packed, "period": "x"})
    assert len(notices) == 2
