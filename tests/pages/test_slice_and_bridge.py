"""The Networks page's other views: a slice becomes a surface that a link finds again, and the plane stands beside the
network."""

import time

import numpy as np
import pytest

from landscapes import LANDSCAPES
from networks import launching
from networks.experiment.training_presets import TRAINING_PRESETS
from networks.results import records
from networks.slices import slice_files
from scenarios.opening import opening
from scenarios.permalink import decode, encode
from tests.pages.test_networks_page import PATIENCE, ROOT, AppTest, settled, text_of
from tests.pages.widgets import widget


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Adam with two seeds and SGD, three epochs each."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DESCENT_RUNS", str(tmp_path_factory.mktemp("views")))
        small = TRAINING_PRESETS["digits-first"].experiments[0].with_(epochs=3)
        launch = launching.launch(
            "Small", [(small, 0), (small, 1), (small.with_(optimizer="sgd", lr=0.1, title=""), 0)]
        )
        settled(launch)
        yield launch


@pytest.fixture
def page(folder):
    test = AppTest.from_file(ROOT / "app.py", default_timeout=120).run()
    test.switch_page("pages/networks.py").run()
    assert not test.exception
    return test


def sliced(page):
    """Looks, as a browser does, until the slice is there."""
    end = time.monotonic() + PATIENCE
    while not (work := page.session_state["slices"].work).done:
        assert time.monotonic() < end
        time.sleep(0.2)
        page.run()
    page.run()
    assert not page.exception
    assert not work.error


def words(page):
    return " ".join(m.value for m in page.markdown)


def test_a_slice_becomes_a_surface_that_a_link_finds_again(page):
    widget(page.segmented_control, "train_view").set_value("slice").run()
    sliced(page)
    assert "of the path's variance" in words(page)
    assert "can mislead" in text_of(page)
    found = page.session_state["slices"].work.found
    page.button(key="slice_open").click().run()
    assert not page.exception
    scenario = page.session_state["explore_state"].scenario
    assert scenario.start == pytest.approx(tuple(found.traces[0].at[0]))
    assert len(scenario.contenders) == 6
    assert scenario.landscape.value(*scenario.start) < found.loss.max()
    slice_files._read.cache_clear()
    back, notices = decode(encode(scenario))
    assert (back, notices) == (scenario, [])
    linked = AppTest.from_file(ROOT / "app.py", default_timeout=120)
    linked.query_params["s"] = encode(scenario)
    linked.run()
    assert not linked.exception
    assert linked.session_state["explore_state"].scenario == scenario


def test_a_link_to_a_slice_that_is_gone_says_so(folder, monkeypatch, tmp_path):
    x, y = np.linspace(-3, 3, 7), np.linspace(-2, 2, 5)
    name = slice_files.keep(1, "A slice", "a test", "Look.", x, y, x**2 + y[:, None] ** 2, (1.0, 1.0))
    link = encode(opening(name))
    monkeypatch.setenv("DESCENT_RUNS", str(tmp_path))
    assert name not in LANDSCAPES
    scenario, notices = decode(link)
    assert scenario.surface in LANDSCAPES
    assert any("There is no surface" in notice for notice in notices)


def test_every_plane_is_shown(page):
    widget(page.segmented_control, "train_view").set_value("slice").run()
    for kind in ("around", "between"):
        page.segmented_control(key="slice_kind").set_value(kind).run()
        sliced(page)
        assert page.session_state["slices"].work.found.request.kind == kind, text_of(page)
    page.segmented_control(key="slice_kind").set_value("around").run()
    page.number_input(key="slice_seed").set_value(7).run()
    sliced(page)
    assert page.session_state["slices"].work.found.request.seed == 7


def test_the_bridge_shows_both_sides_and_opens_the_plane(page):
    widget(page.segmented_control, "train_view").set_value("bridge").run()
    assert not page.exception
    assert "same settings on both sides" in text_of(page)
    adam, other = (r for r in records.runs() if r.seed == 0)
    for run_ in (other.id, adam.id):
        page.selectbox(key="bridge_run").set_value(run_).run()
        assert not page.exception
    page.selectbox(key="bridge_surface").set_value("bowl").run()
    plane = page.session_state["bridge_state"]
    message = plane.message(plane.judged())
    assert message["link"] is None
    moved = {**message["scenario"], "start": [0.25, 0.5], "steps": 7}  # the start alone is the reader's
    plane.hear({"n": 1, "kind": "scenario", "why": "start", "value": moved})
    page.run()
    assert not page.exception
    page.button(key="bridge_open").click().run()
    assert not page.exception
    scenario = page.session_state["explore_state"].scenario
    assert scenario.surface == "bowl"
    assert scenario.contenders == (adam.experiment.optimizer,)
    assert scenario.steps == adam.experiment.steps
    assert scenario.start == (0.25, 0.5)
