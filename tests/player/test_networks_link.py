"""Links to the Networks page: read from whatever is in the address, and written with what differs from the opening."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from player.networks_link import NetworksLink, parameters, read
from player.networks_state import Composed, NetworksState

NAMES = st.sampled_from([*NetworksLink.model_fields, "s", "embed", "lang"])


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # the first text loads Unicode's tables
@given(st.dictionaries(NAMES, st.text(max_size=30)))
def test_no_link_raises_and_what_is_read_is_written_and_read_again(query):
    link, notices = read(query)
    assert all(sentence.endswith(".") for sentence in notices)
    again, told = read(parameters(link))
    assert told == []
    assert parameters(again) == parameters(link)


@pytest.mark.parametrize(
    ("query", "link", "told"),
    [
        ({}, {}, []),
        ({"runs": "3, 7,,3"}, {"runs": ("3", "7", "3")}, []),
        ({"view": "slice", "plane": "around", "embed": "true"}, {"view": "slice", "plane": "around"}, []),
        (
            {"view": "nonsense", "runs": "1"},
            {"runs": ("1",)},
            ["View must be 'curves', 'slice' or 'bridge', not 'nonsense'; curves is shown."],
        ),
        ({"plane": ""}, {}, ["Plane must be 'path', 'around' or 'between', not ''; path is shown."]),
        ({"surface": "../x"}, {}, ["There is no surface '../x'; smooth-valley is shown."]),
        ({"runs": "1," * 99}, {}, ["Launches: at most 50 can be named; none is shown."]),
    ],
)
def test_what_cannot_be_used_is_told_and_the_rest_is_kept(query, link, told):
    assert read(query) == (NetworksLink(**link), told)


def test_only_what_differs_stands_in_the_address():
    state = NetworksState()
    assert state.parameters == {}
    state.look(runs=[3, 7])
    assert state.parameters == {"runs": "3,7"}
    state.look(view="bridge", surface="bowl")
    assert state.parameters == {"runs": "3,7", "view": "bridge", "surface": "bowl"}
    assert state.shown == (3, 7)


def test_what_is_refused_changes_nothing():
    composed = Composed().with_("epochs", "20").with_("rates", (0.1, 0.01))
    assert len(composed.runs) == 2
    for name, value in (("epochs", "0"), ("rates", (-1.0,)), ("model.kind", "vgg11"), ("seeds", 1000)):
        with pytest.raises(ValueError, match=r"."):
            composed.with_(name, value)
    assert composed.with_("epochs", None).experiments[0].epochs == Composed().experiments[0].epochs
    assert composed.experiments[0].epochs == 20
