"""The explorer's state: what travels to the browser, and when."""

import json
import struct

from player.explore_state import ExploreState
from scenarios import opening


def sent(state):
    """The header of what goes to the browser."""
    data = state.blob()
    (length,) = struct.unpack_from("<I", data)
    return json.loads(data[4 : 4 + length])


def says(state, kind, value, holds):
    """The browser asks for a change, and tells what it holds."""
    state.hear({"n": 1, "kind": kind, "value": value, "have": holds["groundKey"], "rev": holds["rev"]})


def test_a_change_sends_runs_but_no_ground():
    state = ExploreState()
    first = sent(state)
    assert {"series", "ground", "gallery"} <= first.keys()
    says(state, "add", "lion", first)
    assert {"series", "ground"} & sent(state).keys() == {"series"}


def test_back_to_a_picture_sends_what_the_browser_no_longer_holds():
    state = ExploreState()
    first = sent(state)
    says(state, "add", "lion", first)
    sent(state)
    state.follow({})
    assert len(sent(state)["series"]) == 6
    says(state, "surface", "rosenbrock", first)
    sent(state)
    state.follow({})
    assert {"series", "ground"} <= sent(state).keys()


def test_a_view_sends_no_runs():
    state = ExploreState()
    says(state, "view", [0.0, 1.0, 0.0, 1.0], sent(state))
    assert {"series", "ground"} & sent(state).keys() == {"ground"}


def test_a_broken_file_keeps_the_picture_and_what_one_looks_at():
    state = ExploreState()
    first = sent(state)
    says(state, "set", {"steps": 77}, first)
    state.window = (-1.0, 1.0, -1.0, 1.0)
    before = state.scenario
    for text in (b"{}", b'{"steps": -5}', b'{"contenders": []}', before.to_json().encode()[:-9], b"[]", b"5"):
        state.open(text)
        assert state.scenario is before
        assert state.window == (-1.0, 1.0, -1.0, 1.0)
        assert sent(state)["notices"][0].endswith("so nothing was changed.")
    state.open(opening("ripple").to_json().encode())
    assert (state.scenario, state.notices, state.window) == (opening("ripple"), [], None)
