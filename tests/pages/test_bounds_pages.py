"""Flats and Recession: they open, follow their controls, and say in plain words where there is nothing to draw."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dynamics import OPTIMIZERS
from dynamics.bounds import CROSSING, RECEDING, SLOPE, STEP
from scenarios import run
from scenarios.flat_scenes import scenes as flat_scenes
from scenarios.recession_scenes import CONVENTIONS
from scenarios.recession_scenes import scenes as recession_scenes
from tests.pages.widgets import widget

ROOT = Path(__file__).parent.parent.parent


def page(name, session=(), **query):
    test = AppTest.from_file(ROOT / f"pages/{name}.py", default_timeout=120)
    for key, value in {"page": name, **dict(session)}.items():  # as if app.py had led here
        test.session_state[key] = value
    test.query_params = {setting: str(value) for setting, value in query.items()}
    test.run()
    assert not test.exception
    assert [t.value for t in test.title] == [name.capitalize()]
    assert len(test.get("plotly_chart")) == 6
    return test


def texts(test):
    return " ".join(m.value for m in test.markdown)


def test_flats_opens_with_every_bound_attained():
    test = page("flats")
    table = test.table[0].value
    assert list(table["formula"][:1]) == ["7.2703"]
    assert (table["formula"] == table["run"]).all()
    assert set(table["attained"]) == {"100.0000%"}
    assert "Adam coasts 9.24 η, 14% of what its bound allows; the heavy ball coasts 85.8 η" in texts(test)


@pytest.mark.parametrize(
    "edge",
    [
        {"beta1": 0.0},
        {"beta1": 0.0, "beta2": 0.0},
        {"beta1": 0.99, "beta2": 0.0},
        {"beta1": 0.99, "beta2": 0.25},
        {"beta1": 0.9, "beta2": 0.8},
        {"beta1": 0.99, "beta2": 0.9999},
        {"beta1": 0.5, "beta2": 0.25},
        {"width": 0.0},
        {"width": 0.02, "slope": 10.0, "lr": 0.5},
        {"width": 5.0, "slope": 0.01, "lr": 1e-4},
        {"epsilon": 0.0},
        {"epsilon": 1.0},
    ],
)
def test_flats_at_the_edge(edge):
    test = page("flats", **edge)
    b1, b2 = edge.get("beta1", 0.9), edge.get("beta2", 0.999)
    assert ("There is no bound here: it needs β₁² < β₂" in texts(test)) == (b1 * b1 >= b2 and b1 > 0)
    assert ("Adam remembers nothing" in texts(test)) == (b1 == b2 == 0)
    assert len(test.table) == (b1 * b1 < b2)
    charts = " ".join(c.proto.spec for c in test.get("plotly_chart")).replace("\\u002f", "/")
    assert ("A flat of width 0 has nothing to cross" in charts) == (edge.get("width") == 0)
    assert ("meets 0/0" in charts) == (edge.get("epsilon") == 0)
    assert ("no sequence is the worst" in charts) == (b2 == 0)


def test_recession_says_what_happens_and_counts_the_bounds():
    test = page("recession")
    assert "5 stay in the region, 1 leaves it without having come close; none comes close and then leaves." in texts(
        test
    )
    table = test.table[0].value
    assert len(table) == len(CONVENTIONS)
    for bound in ("Printed", "Corrected", "Along g"):
        assert (table[f"{bound}: foreseen"] + table[f"{bound}: missed"] == table["recede"]).all()


def test_recession_says_what_counts_as_close_and_where_the_region_ends():
    seen = {}
    for judged in ({}, {"close": 0.5}, {"close": 0.5, "delta": 1.0}):
        test = page("recession", averages="gradient-init", x=1.0, y=1.0, **judged)
        seen[len(judged)] = texts(test)
        ends = "2.62" if "delta" in judged else "π"
        assert f"Close is r² up to {judged.get('close', 0.01)}; the region ends at r² = {ends}." in texts(test)
        assert f"(r² up to {judged.get('close', 0.01)}), then out (r² from {ends} on)" in texts(test)
        assert any(("⟨g, x⟩ > 1 |x|²: the ring 0.524 < r² < 2.62" in c.value) == (ends != "π") for c in test.caption)
        assert (
            widget(test.select_slider, "recession_close").value,
            widget(test.select_slider, "recession_delta").value,
        ) == (
            judged.get("close", 0.01),
            judged.get("delta", 0.0),
        )
    assert "come close and then leave" not in seen[0]
    assert "close and then leave" in seen[1]


@pytest.mark.parametrize(
    "edge",
    [
        {"x": 0.0, "y": 0.0},
        {"x": 1e6, "y": -1e6},
        {"lr": 2.0, "steps": 1_000, "over": "v"},
        {"beta1": 0.0, "beta2": 0.0},
        {"averages": "gradient-init", "beta1": 0.99, "beta2": 0.9999},
    ],
)
def test_recession_at_the_edge(edge):
    test = page("recession", **edge)
    assert len(test.table[0].value) == len(CONVENTIONS)
    assert ("outside the region" in texts(test)) == (edge.get("x") == 1e6)


@pytest.mark.parametrize(("name", "claims"), [("flats", (STEP, CROSSING, SLOPE)), ("recession", (RECEDING,))])
def test_printed_and_corrected_stand_beside_the_code(name, claims):
    test = page(name, {f"{name}_claims": True})
    shown = [each.value for each in test.latex]
    assert len(test.code) == len(claims)
    for claim in claims:
        assert any(claim.printed in each for each in shown)
        assert any(claim.corrected in each for each in shown)
        assert all(f"def {function.__name__}" in " ".join(c.value for c in test.code) for function in claim.code)


@pytest.mark.parametrize(
    ("name", "panel"), [("flats", "coasting"), ("flats", "slopes"), ("recession", "distance"), ("recession", "gate")]
)
def test_a_panel_opens_its_setting_in_the_explorer(name, panel):
    test = AppTest.from_file(ROOT / "app.py", default_timeout=120).run()
    test.switch_page(f"pages/{name}.py").run()
    test.button(key=f"{name}_{panel}_open").click().run()
    assert not test.exception
    expected = (
        flat_scenes(0.9, 0.999, 1.0, 1.0, 0.01, 1e-8)[panel]
        if name == "flats"
        else recession_scenes((1.0, 0.3), 100, 0.5, 0.9, 0.999, "none", "root")[panel]
    )
    assert test.session_state["explore_state"].scenario == expected


def test_every_panel_has_a_setting_that_runs():
    for scene in (
        *flat_scenes(0.9, 0.999, 1.0, 1.0, 0.01, 1e-8).values(),
        *recession_scenes((1.0, 0.3), 100, 0.5, 0.9, 0.999, "none", "v").values(),
    ):
        assert len(run(scene)) == len(scene.contenders)
        assert {c.optimizer for c in scene.contenders} <= set(OPTIMIZERS)


@pytest.mark.parametrize(("name", "panel"), [("flats", "decays"), ("recession", "shares")])
def test_the_figure_of_ones_choice_is_taken_away(name, panel):
    test = page(name)
    assert len(test.selectbox(key=f"{name}_figure").options) == 6
    test.selectbox(key=f"{name}_figure").set_value(panel).run()
    assert not test.exception
    offered = test.get("download_button")
    assert [b.label for b in offered] == ["Figure (HTML)", "Data (CSV)"]
    assert all(f"{name}-{panel}" in b.proto.id for b in offered)


def test_without_memory_a_sentence_stands_for_the_empty_panel():
    charts = " ".join(c.proto.spec for c in page("flats", beta1=0.0).get("plotly_chart"))
    assert "Nothing is remembered: whatever the slope" in charts
