"""The pages of online problems and of noise: they open on what they claim, follow their controls, and say what cannot
be."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dynamics import OPTIMIZERS
from scenarios.noisy import Moment, NoisePage, Noisy
from scenarios.online_scenario import EXAMPLES, OnlineScenario, _played, playing
from scenarios.running import pool
from scenarios.swapped import watched
from tests.pages.widgets import widget

ROOT = Path(__file__).parent.parent.parent


def page(name):
    test = AppTest.from_file(ROOT / "app.py", default_timeout=300)
    test.run()
    test.switch_page(f"pages/{name}.py").run()
    assert not test.exception
    return test


def captions(test):  # and what stands under the panels
    return " ".join(words.value for words in (*test.caption, *test.markdown))


def state(test):
    """What the page holds for its reader."""
    return next(
        test.session_state[f"{name}_state"] for name in ("online", "noise") if f"{name}_state" in test.session_state
    )


@pytest.fixture(scope="module")
def online():
    return page("online")


@pytest.fixture(scope="module")
def noise():
    return page("noise")


def test_online_opens_on_the_claim(online):
    table = online.table[0].value.set_index("Optimizer")
    assert float(table.loc["Adam", "Ends at x"]) > 0.99
    assert table.loc["AMSGrad", "Ends at x"] == "−1"
    assert table.loc["Adam", "Γ below 0"] == "66.7 %"
    assert (table.loc[["AMSGrad", "AdamAL", "SGD"], ["B falls", "Γ below 0"]] == "never").all(axis=None)
    identity = online.table[2].value
    assert "10⁻" in identity.iloc[0, 1]
    assert "10⁻" not in identity.iloc[1, 1]
    assert len(online.get("plotly_chart")) == 7
    assert captions(online).count("Look") >= 5
    assert "Over all rounds it does for RMSProp and Adam." in captions(online)
    assert "Along the row: the longer the memory, the fewer swaps." in captions(online)


def test_the_printed_setting_says_that_nothing_arrives(online):
    short = EXAMPLES["By chance, as printed"].model_copy(update={"seeds": 2, "optimizers": ("adam", "amsgrad")})
    state(online).take(short)
    online.run()
    assert not online.exception
    assert any("add up to 2, 2 times the way" in m.value and "not everyone arrives" in m.value for m in online.markdown)
    widget(online.segmented_control, "online_example").set_value("Period 101").run()
    assert state(online).value == EXAMPLES["Period 101"]
    state(online).take(OnlineScenario())
    online.run()


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("low", 1.0, "has no width"),
        ("rare", 1e12, "Rare slope must be at most 1,000,000,000, not"),
        ("beta2", 1.0, "Second decay must be"),
        ("lr", 0.0, "Learning rate must be"),
        ("start", 7.0, "The start must lie"),
        ("period", 0, "Period must be at least 1, not 0"),
        ("optimizers", [], "at least one optimizer"),
    ],
)
def test_a_bad_number_gets_a_sentence_and_changes_nothing(online, field, value, words):
    before = state(online).value
    kind = "multiselect" if field == "optimizers" else "number_input"
    widget(getattr(online, kind), f"online_{field}").set_value(value).run()
    assert not online.exception
    assert words in captions(online)
    assert state(online).value == before
    shown = widget(getattr(online, kind), f"online_{field}").value
    assert shown == (list(before.optimizers) if field == "optimizers" else getattr(before, field))
    assert len(online.get("plotly_chart")) == 7
    widget(online.number_input, "online_seed").set_value(before.seed + 1).run()
    assert words not in captions(online)
    state(online).take(before)
    online.run()


def test_chance_has_a_probability_and_an_emptied_field_gets_its_value_back(online):
    widget(online.selectbox, "online_kind").set_value("by chance").run()
    widget(online.number_input, "online_chance").set_value(1.5).run()
    assert "Probability must be at most 1, not 1.5" in captions(online)
    widget(online.number_input, "online_chance").set_value(None).run()
    assert widget(online.number_input, "online_chance").value == state(online).value.chance
    assert not online.exception
    state(online).take(OnlineScenario())
    online.run()


@pytest.mark.parametrize(
    "edge",
    [
        {"rounds": 1},
        {"rounds": 2, "kind": "by chance"},
        {"rare": 0.0, "usual": 0.0},
        {"low": 0.5, "start": 0.5},
        {"optimizers": tuple(OPTIMIZERS), "rounds": 300},
        {"correction": "gradient-init", "schedule": "cosine"},
    ],
)
def test_online_at_the_edge(online, edge):
    state(online).take(OnlineScenario(**edge))
    online.run()
    assert not online.exception
    assert len(online.get("plotly_chart")) == 7
    state(online).take(OnlineScenario())
    online.run()


def test_a_surface_of_the_swaps_opens_in_the_explorer():
    test = page("online")
    widget(test.selectbox, "online_surface").set_value("ripple").run()
    fallen = test.table[1].value.set_index("Optimizer")
    assert fallen.loc["RMSProp", "Γ below 0, x"] == "66.0 %"
    assert fallen.loc["Adam", ["B falls, x", "B falls, y", "Γ below 0, x"]].tolist() == ["43.6 %", "46.1 %", "never"]
    assert fallen.loc["AMSGrad", ["B falls, y", "swaps, x", "swaps, y"]].tolist() == ["never", "540", "560"]
    assert fallen.loc["Adam", "swaps, x"] == "–"
    test.button(key="online_watch").click().run()
    assert not test.exception
    assert test.session_state["explore_state"].scenario == watched("ripple")


def test_an_online_scenario_that_nobody_waits_for_stops():
    many = EXAMPLES["By chance, as printed"].model_copy(update={"seed": 100, "optimizers": tuple(OPTIMIZERS)[:6]})
    plays = playing(many.runs)
    known = _played.cache_info().misses
    next(plays)
    plays.close()  # as when Streamlit turns to a newer wish
    pool.submit(int).result()
    assert _played.cache_info().misses - known <= 3


def test_noise_shows_theory_paths_and_their_numbers(noise):
    assert len(noise.get("plotly_chart")) == 4
    assert "0.0526" in captions(noise)
    table = noise.table[0].value
    assert table["Optimizer"].tolist() == ["SGD", "Adam"]
    assert (table["80 of 100 from"].astype(float) <= table["Distance, median"].astype(float)).all()


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("noise_moment_beta1", 1.0, "First decay must be"),
        ("noise_moment_sigma", 0.0, "The noise must be"),
        ("noise_moment_sigma", 1e9, "The noise must be"),
        ("noise_paths_noise", -1.0, "Noise must be at least 0"),
        ("noise_paths_optimizers", [], "from one to 4 optimizers"),
        ("noise_paths_optimizers", list(OPTIMIZERS)[:5], "from one to 4 optimizers"),
    ],
)
def test_bad_noise_gets_a_sentence_and_changes_nothing(noise, field, value, words):
    kind = noise.multiselect if field.endswith("optimizers") else noise.number_input
    widget(kind, field).set_value(value).run()
    assert not noise.exception
    assert words in captions(noise)
    assert state(noise).value == NoisePage()
    assert len(noise.get("plotly_chart")) == 4


@pytest.mark.parametrize(
    "edge", [{"noise": 0.0}, {"noise": 1e3}, {"seeds": 1}, {"steps": 1}, {"surface": "saddle"}, {"x": 1e6, "y": 1e6}]
)
def test_noise_at_the_edge(noise, edge):
    moment = Moment(beta1=0.0 if "noise" in edge else 0.999, paths=100)
    state(noise).take(NoisePage(moment=moment, paths=Noisy(**{"seeds": 4, **edge})))
    noise.run()
    assert not noise.exception
    assert len(noise.get("plotly_chart")) == 4
    state(noise).take(NoisePage())
    noise.run()


def test_a_new_surface_comes_with_its_start_and_the_first_seed_opens():
    test = page("noise")
    widget(test.number_input, "noise_paths_x").set_value(1.0).run()
    widget(test.selectbox, "noise_paths_surface").set_value("beale").run()
    assert state(test).value.paths.x is None
    test.button(key="noise_watch").click().run()
    assert not test.exception
    scenario = test.session_state["explore_state"].scenario
    assert (scenario.surface, scenario.noise, scenario.seed, scenario.steps) == ("beale", 20.0, 0, 600)
