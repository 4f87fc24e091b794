"""The desk: what travels to the browser, and when."""

import json
import struct

from player.desk import Desk


def sent(desk):
    """The header of what goes to the browser."""
    data = desk.blob()
    (length,) = struct.unpack_from("<I", data)
    return json.loads(data[4 : 4 + length])


def says(desk, kind, value, holds):
    """The browser asks for a change, and tells what it holds."""
    desk.hear({"n": 1, "kind": kind, "value": value, "have": holds["groundKey"], "rev": holds["rev"]})


def test_a_change_sends_runs_but_no_ground():
    desk = Desk()
    first = sent(desk)
    assert {"series", "ground", "gallery"} <= first.keys()
    says(desk, "add", "lion", first)
    assert {"series", "ground"} & sent(desk).keys() == {"series"}


def test_back_to_a_picture_sends_what_the_browser_no_longer_holds():
    desk = Desk()
    first = sent(desk)
    says(desk, "add", "lion", first)
    sent(desk)
    desk.follow(None)
    assert len(sent(desk)["series"]) == 6
    says(desk, "surface", "rosenbrock", first)
    sent(desk)
    desk.follow(None)
    assert {"series", "ground"} <= sent(desk).keys()


def test_a_view_sends_no_runs():
    desk = Desk()
    says(desk, "view", [0.0, 1.0, 0.0, 1.0], sent(desk))
    assert {"series", "ground"} & sent(desk).keys() == {"ground"}
