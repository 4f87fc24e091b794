"""Links to the Networks page: read from whatever is in the address, and written with what differs from the opening."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from player.networks_link import NetworksLink
from player.networks_state import Composed, NetworksState
from scenarios.links import link, names, read
from scenarios.page_links import NETWORKS, elsewhere

NAMES = st.sampled_from([*NetworksLink.model_fields, "s", "embed", "lang"])
OTHERS = elsewhere(NetworksLink)


def test_other_pages_know_its_parameters():
    assert names(NetworksLink) == NETWORKS
    assert not NETWORKS & OTHERS
    assert link(NetworksLink()) == {}


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # the first text loads Unicode's tables
@given(st.dictionaries(NAMES, st.text(max_size=30)))
def test_no_link_raises_and_what_is_read_is_written_and_read_again(query):
    asked, notices = read(NetworksLink, query, OTHERS)
    assert all(sentence.endswith(".") for sentence in notices)
    assert read(NetworksLink, link(asked), OTHERS) == (asked, [])


@pytest.mark.parametrize(
    ("query", "asked", "told"),
    [
        ({}, {}, []),
        ({"runs": "3, 7,,3"}, {"runs": ("3", "7", "3")}, []),
        ({"view": "slice", "plane": "around", "embed": "true"}, {"view": "slice", "plane": "around"}, []),
        ({"preset": "mnist-vae", "setting": "paper", "seeds": "3"},
         {"preset": "mnist-vae", "setting": "paper", "seeds": 3}, []),
        ({"quantities": "v_norm,loss,v_norm"}, {"quantities": ("v_norm", "loss")}, []),
        ({"quantities": ""}, {"quantities": ()}, []),
        ({"quantities": "loss,luck"}, {}, ["There is no quantity 'luck'"]),
        ({"view": "nonsense", "runs": "1"}, {"runs": ("1",)},
         ["View must be 'curves', 'slice' or 'bridge', not 'nonsense'; curves is used."]),
        ({"plane": ""}, {}, ["Plane must be 'path', 'around' or 'between', not ''; path is used."]),
        ({"surface": "../x"}, {}, ["There is no surface '../x'; smooth-valley is used."]),
        ({"runs": "1," * 99}, {"runs": ("1",) * 50}, ["Launches: at most 50, not 99; the first 50 are used."]),
        ({"seeds": "500"}, {"seeds": 100}, ["Seeds must be at most 100, not 500; 100 is used."]),
        ({"preset": "zzz", "lr": "abc"}, {},
         ["This page has no setting 'lr'; it is left out.", "There is no experiment 'zzz'; digits-first is used."]),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_told_and_the_rest_is_kept(query, asked, told):
    found, notices = read(NetworksLink, query, OTHERS)
    assert found == NetworksLink(**asked)
    assert len(notices) == len(told)
    assert all(notice.startswith(words) for notice, words in zip(notices, told, strict=True))


def test_only_what_differs_stands_in_the_address():
    state = NetworksState()
    assert state.link == {}
    state.look(runs=[3, 7])
    assert state.link == {"runs": "3,7"}
    state.look(view="bridge", surface="bowl")
    assert state.link == {"runs": "3,7", "view": "bridge", "surface": "bowl"}
    assert state.shown == (3, 7)
    state.choose("mnist-vae")
    state.set("whole", True)
    state.set("seeds", 2)
    state.look(view="curves", surface="smooth-valley", quantities=("loss",))
    assert state.link == {
        "preset": "mnist-vae", "setting": "paper", "seeds": "2", "runs": "3,7", "quantities": "loss"
    }  # fmt: skip


def test_what_is_refused_changes_nothing():
    composed = Composed().with_("epochs", "20").with_("rates", (0.1, 0.01))
    assert len(composed.runs) == 2
    for name, value in (("epochs", "0"), ("rates", (-1.0,)), ("model.kind", "vgg11"), ("seeds", 1000)):
        with pytest.raises(ValueError, match=r"."):
            composed.with_(name, value)
    assert composed.with_("epochs", None).experiments[0].epochs == Composed().experiments[0].epochs
    assert composed.experiments[0].epochs == 20
