"""The page of maps: it opens on finished examples, follows its controls, and says in plain words what it cannot do."""

import time
from pathlib import Path

import distributed
import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from dynamics.maps import Axis, Basins, run
from landscapes import LANDSCAPES
from player.map_work import MapWork
from player.maps_state import MapsState
from scenarios import encode, opening
from scenarios.map_words import rows
from scenarios.mapped import EXAMPLES, behind, changed, of_scenario, suggested, table
from tests.pages.widgets import widget

ROOT = Path(__file__).parent.parent.parent
SMALL = {
    "Basins": {"cells": (16, 24), "steps": 100},
    "Regimes": {"cells": (16, 24), "steps": 200},
    "Bifurcation": {"columns": 32},
}


def page():
    test = AppTest.from_file(ROOT / "app.py", default_timeout=120)
    test.run()
    test.switch_page("pages/maps.py").run()
    return settled(test)


def settled(test):
    """The page once its map is finished. It is asked for as a browser's page asks, or it would be given up on a slow
    machine."""
    for _ in range(1800):
        assert not test.exception
        if test.session_state["maps_state"].work.look() == 3:
            return test.run()
        time.sleep(0.1)
    raise AssertionError("The map was not finished in three minutes.")


def maps(test):
    return test.session_state["maps_state"]


def small(kind):
    job = EXAMPLES[kind]
    for name, value in SMALL[kind].items():
        job = changed(job, name, value)
    return job


def finished(job):
    return list(run(job))[-1][1]


def test_the_page_opens_on_an_example_and_shows_its_table():
    test = page()
    assert [t.value for t in test.title] == ["Maps"]
    assert maps(test).job == EXAMPLES["Basins"]
    shown = test.table[0].value
    assert [where[0] for where in shown["Reaches"][:4]] == list("ABCD")
    assert sum(float(v.split()[0]) for v in shown["Share of the starts"]) == pytest.approx(100, abs=0.3)
    captions = " ".join(c.value for c in test.caption)
    assert "Moments start at zero" in captions
    assert "four dimensions" in captions
    assert [b.label for b in test.get("download_button")] == ["Figure (HTML)", "Data (CSV)"]


@pytest.mark.parametrize("kind", ["Regimes", "Bifurcation"])
def test_each_kind_opens(kind):
    test = page()
    widget(test.segmented_control, "map_kind").set_value(kind).run()
    settled(test)
    assert maps(test).picture.job == EXAMPLES[kind]
    assert "Comes to" in test.table[0].value.columns
    if kind == "Regimes":
        assert "six dimensions" in " ".join(c.value for c in test.caption)


def test_controls_change_the_map_and_a_bad_number_changes_nothing():
    test = page()
    widget(test.selectbox, "map_optimizer_").set_value("adam").run()
    settled(test)
    assert maps(test).picture.job.optimizer == "adam"
    widget(test.number_input, "map_hyper_lr").set_value(0.05).run()
    settled(test)
    good = maps(test).picture
    assert good.job.hyper["lr"] == 0.05
    widget(test.number_input, "map_hyper_beta1").set_value(1.5).run()
    assert not test.exception
    assert maps(test).picture is good
    assert "First decay must be" in " ".join(c.value for c in test.caption)
    assert widget(test.number_input, "map_hyper_beta1").value == 0.9


def test_the_map_before_is_called_so_until_the_new_one_is_there(monkeypatch):
    test = page()
    caption = "Still the map before"
    assert not any(c.value.startswith(caption) for c in test.caption)
    with monkeypatch.context() as held:  # nothing is computed
        held.setattr(MapWork, "_run", lambda self: None)
        widget(test.selectbox, "map_optimizer_").set_value("rmsprop").run()
        assert any(c.value.startswith(caption) for c in test.caption)
    maps(test).again()
    settled(test.run())
    assert not any(c.value.startswith(caption) for c in test.caption)


def test_the_page_opens_on_what_the_reader_made_in_the_explorer():
    test = AppTest.from_file(ROOT / "app.py", default_timeout=120)
    test.query_params["s"] = encode(opening("beale"))
    test.run()
    test.query_params = {}  # as the browser does
    test.switch_page("pages/maps.py").run()
    settled(test)
    assert (maps(test).picture.job.surface, maps(test).picture.job.optimizer, maps(test).notice) == (
        "beale",
        "sgd",
        "",
    )
    assert maps(test).open["Regimes"] == [EXAMPLES["Regimes"]]  # SGD on this surface has one number only


def test_the_drawer_takes_what_the_explorer_shows():
    test = page()
    test.session_state["explore_state"].take(opening("rosenbrock"), [])
    test.button(key="map_take").click().run()
    settled(test)
    assert (maps(test).job.surface, maps(test).job.optimizer) == ("rosenbrock", "sgd")
    test.button(key="map_example").click().run()
    assert maps(test).job == EXAMPLES["Basins"]


def test_a_box_looks_closer_and_back_leads_out():
    held = MapsState()
    held.change("box", (0.0, 1.0, 0.0, 0.1))
    assert held.zoomed
    x0, x1, y0, y1 = held.job.bounds
    assert ((x0 + x1) / 2, (y0 + y1) / 2, x1 - x0) == pytest.approx((0.5, 0.05, 1.0))
    assert (x1 - x0) / (y1 - y0) == pytest.approx(1.5)  # the whole window's shape
    held.change("box", (0.5, 0.5, 0.05, 0.05))
    assert held.notice == "This is as close as the numbers allow."
    held.back()
    held.back()
    assert held.job == EXAMPLES["Basins"]
    held.kind = "Regimes"
    held.change("box", (0.1, 0.2, 0.5, 2.0))
    assert (held.job.across, held.job.up) == (Axis("beta1", 0.1, 0.2), Axis("beta2", 0.5, 0.99))


def test_a_map_that_nobody_wants_any_more_stops():
    held = MapsState()
    held.open["Basins"] = [Basins(surface="himmelblau", optimizer="adam", cells=(1500, 2000), steps=100_000)]
    held.look()
    first = held.work
    held.example()
    held.look()
    for _ in range(300):
        if first.stage == 3:
            break
        time.sleep(0.1)
    assert first.stage == 3
    assert first.share < 1


def test_a_map_is_kept_for_the_next_reader():
    job = small("Bifurcation")
    one = MapWork(job)
    while one.look() < 3:
        time.sleep(0.05)
    other = MapWork(job)
    assert other.look() == 3
    assert other.picture is one.picture


@pytest.mark.parametrize("kind", EXAMPLES)
@pytest.mark.parametrize("surface", LANDSCAPES)
def test_there_is_a_map_of_each_surface_or_a_reason_why_not(kind, surface):
    for optimizer in ("sgd", "adam", "lion"):
        try:
            job = suggested(kind, surface, optimizer)
        except ValueError as error:
            assert str(error).endswith((".", "surface."))  # noqa: PT017
            assert kind == "Regimes" or not len(LANDSCAPES[surface].minima)
        else:
            assert job.landscape.name == surface


@pytest.mark.parametrize("kind", EXAMPLES)
def test_a_point_leads_to_its_run_and_the_table_says_the_same(kind):
    job = small(kind)
    picture = finished(job)
    scenario = behind(job, 0.07, 0.3)
    assert scenario.contenders[0].optimizer == job.optimizer
    if kind == "Basins":
        assert scenario.start == (0.07, 0.3)
    elif kind == "Regimes":
        assert (scenario.contenders[0].configured.hyper.beta1, scenario.contenders[0].configured.hyper.beta2) == (
            0.07,
            0.3,
        )
    else:
        assert (scenario.contenders[0].configured.hyper.lr, scenario.start) == (0.07, job.start)
    lines = table(picture).splitlines()
    assert lines[0].split(",")[0] == job.axes()[0].name if kind != "Bifurcation" else "lr"
    assert len(lines) == 1 + int(np.prod(job.cells))
    assert "np." not in "".join(lines[1:])
    assert all(set(row) == set(rows(picture)[0]) for row in rows(picture))


def test_the_explorers_scenario_has_maps():
    job = of_scenario("Regimes", opening("himmelblau"), 4)
    assert (job.optimizer, job.start) == ("adam", opening("himmelblau").start)
    with pytest.raises(ValueError, match="only one number to vary"):
        of_scenario("Regimes", opening("himmelblau"), 0)


@pytest.mark.usefixtures("bare_main")
def test_the_atlas_computes_on_a_cluster_and_says_when_there_is_none(monkeypatch):
    workers = distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None)
    reader, job = MapsState(), small("Basins")
    here = finished(job)
    with workers:
        reader.compute_on(workers.scheduler_address)
        assert (reader.cluster_address, reader.notice) == (workers.scheduler_address, "")
        work = MapWork(job, reader.cluster_address)
        for _ in range(3_000):
            if work.stage == 3:
                break
            time.sleep(0.1)
        assert (work.error, work.share) == ("", 1)
        np.testing.assert_array_equal(work.picture.index, here.index)
        np.testing.assert_array_equal(work.picture.steps, here.steps)
    before = time.monotonic()
    for gone in (workers.scheduler_address, "nonsense", "tcp://127.0.0.1:9"):
        reader.compute_on(gone)
        assert "No Dask scheduler answers at" in reader.notice
    assert time.monotonic() - before < 15
    assert reader.cluster_address == workers.scheduler_address
    reader.compute_on("")
    assert (reader.cluster_address, reader.notice) == ("", "")
    late = MapWork(changed(job, "steps", 150), "tcp://127.0.0.1:9")
    for _ in range(100):
        if late.stage == 3:
            break
        time.sleep(0.1)
    assert late.error.startswith("This map could not be computed: No Dask scheduler answers")
