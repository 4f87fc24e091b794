"""Links: what goes in comes out, and nothing that comes in breaks."""

import base64
import json
import zlib

from hypothesis import given, settings
from hypothesis import strategies as st

from dynamics import OPTIMIZERS, Schedule
from dynamics.schedules import KINDS
from landscapes import LANDSCAPES
from scenarios import Contender, Scenario, decode, encode, opening
from scenarios.permalink import LARGEST_TEXT
from scenarios.presets import PRESETS

coordinates = st.floats(-1e6, 1e6)


@st.composite
def contenders(draw):
    optimizer = OPTIMIZERS[draw(st.sampled_from(sorted(OPTIMIZERS)))]
    hyper = {}
    for h in optimizer.hyperparameters.values():
        if draw(st.booleans()):
            value = st.sampled_from(h.choices) if h.choices else st.floats(h.least, h.most, exclude_max=not h.closed)
            hyper[h.name] = draw(value)
    return Contender(optimizer=optimizer.name, hyper=hyper)


@st.composite
def scenarios(draw):
    land = LANDSCAPES[draw(st.sampled_from(sorted(LANDSCAPES)))]
    return Scenario(
        surface=land.name,
        parameters={q.name: draw(st.floats(q.low, q.high)) for q in land.parameters if draw(st.booleans())},
        contenders=tuple(draw(st.lists(contenders(), max_size=12))),
        start=(draw(coordinates), draw(coordinates)),
        steps=draw(st.integers(1, 1_000_000)),
        noise=draw(st.floats(0, 1000)),
        seed=draw(st.integers(0, 2**31 - 1)),
        schedule=Schedule(kind=draw(st.sampled_from(sorted(KINDS))), final=draw(st.floats(1e-9, 1))),
    )


@given(scenarios())
@settings(deadline=None, max_examples=150)
def test_a_link_opens_exactly_what_was_linked(scenario):
    assert decode(encode(scenario)) == (scenario, [])


def test_twelve_optimizers_with_settings_of_their_own_fit_a_link():
    names = list(OPTIMIZERS)[:12]
    full = opening("ripple").model_copy(
        update={
            "contenders": tuple(Contender(optimizer=n, hyper={"lr": 0.0123 + i}) for i, n in enumerate(names)),
            "start": (0.123456, -0.9876),
        }
    )
    assert len(full.contenders) == 12
    assert len(encode(full)) < 2_000


@given(st.one_of(st.text(max_size=300), st.binary(max_size=300).map(lambda b: base64.urlsafe_b64encode(b).decode())))
@settings(deadline=None)
def test_foreign_text_gives_the_opening_and_a_sentence(text):
    scenario, notices = decode(text)
    assert isinstance(scenario, Scenario)
    assert notices


def test_a_cut_link_and_an_endless_one_say_what_is_wrong():
    link = encode(PRESETS["ripple-paper"].scenario)
    for broken, word in ((link[:-9], "damaged"), (link[9:], "damaged"), ("x" * 100_000, "100,000 characters")):
        scenario, notices = decode(broken)
        assert scenario == opening(next(iter(LANDSCAPES)))
        assert len(notices) == 1
        assert word in notices[0]


def test_a_link_that_unpacks_to_a_mountain_is_refused():
    bomb = base64.urlsafe_b64encode(zlib.compress(b" " * (LARGEST_TEXT + 1))).decode()
    assert "damaged" in decode(bomb)[1][0]


def test_a_link_of_another_version_is_read_as_far_as_possible():
    scenario = PRESETS["two-cycle"].scenario
    later = json.loads(scenario.to_json()) | {"version": 7, "colour": "red"}
    text = base64.urlsafe_b64encode(zlib.compress(json.dumps(later).encode())).decode()
    read, notices = decode(text)
    assert read == scenario
    assert any("version 7" in s for s in notices)
    assert any("'colour'" in s for s in notices)
