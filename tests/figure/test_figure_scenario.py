"""A scenario in the browser is what it is in Python: its keys, titles, opening, and when two are the same."""

import json

import pytest

from dynamics import OPTIMIZERS
from landscapes import LANDSCAPES
from scenarios import opening
from scenarios.opening import contender, suited
from scenarios.presets import PRESETS
from tests.figure.drawn import a_scenario

SCENARIO = "figure/scenario.js"
DRAWN = [a_scenario(seed) for seed in range(200)] + [p.scenario for p in PRESETS.values()]


def plain(scenario):
    return scenario.model_dump(mode="json")


def test_keys_and_titles_are_those_of_python(script):
    body = "return given.map(s => m.seriesOf(s).map(({ key, title }) => [key, title]))"
    shown = script(SCENARIO, body, [plain(s) for s in DRAWN])
    assert shown == [[list(pair) for pair in zip(s.keys, s.titles, strict=True)] for s in DRAWN]
    titles = {title.removeprefix(OPTIMIZERS[key.split("~")[0]].title) for s in shown for key, title in s}
    assert len(titles) > 20  # by a setting, by a choice, by number


@pytest.mark.parametrize("surface", LANDSCAPES)
def test_a_surface_opens_as_in_python(script, surface):
    mine, theirs = script(SCENARIO, "return given.map(m.textOf)", [plain(opening(surface))] * 2)
    assert mine == theirs
    assert script(SCENARIO, "return m.textOf(m.openingOf(given))", surface) == mine


def test_equal_scenarios_have_equal_texts(script):
    """However much of the defaults is written out."""
    pairs = [[plain(s), json.loads(s.to_json())] for s in DRAWN]
    filled = [
        p[0]
        | {"contenders": [{"optimizer": c.optimizer, "hyper": words(c)} for c in s.contenders]}
        | {"parameters": dict(zip([q.name for q in s.landscape.parameters], s.landscape.values, strict=True))}
        for p, s in zip(pairs, DRAWN, strict=True)
    ]
    texts = script(
        SCENARIO, "return given.map(three => three.map(s => m.textOf(s)))",
        [[*p, f] for p, f in zip(pairs, filled, strict=True)],
    )  # fmt: skip
    assert all(len(set(three)) == 1 for three in texts)
    assert len({three[0] for three in texts}) == len({s.to_json() for s in DRAWN})


def words(one):
    """All settings of a contender, those at their defaults too."""
    optimizer = one.configured
    own = zip(optimizer.hyperparameters.values(), optimizer.hyper, strict=True)
    return {h.name: one.hyper.get(h.name, value) for h, value in own}


@pytest.mark.parametrize(
    "other",
    [
        {"start": [0.5, 0.2500001]}, {"steps": 301}, {"noise": 0.1}, {"seed": 1}, {"schedule": {"kind": "cosine"}},
        {"schedule": {"at": [0.5]}}, {"parameters": {"steepness": 0.002}}, {"contenders": []},
        {"contenders": [{"optimizer": "adam", "hyper": {"lr": 0.2}}]},
        {"contenders": [{"optimizer": "adam", "hyper": {}}, {"optimizer": "adam", "hyper": {}}]},
        {"contenders": [{"optimizer": "adam", "hyper": {"bias_correction": "none"}}]},
    ],
    ids=str,
)  # fmt: skip
def test_another_scenario_has_another_text(script, other):
    one = {
        "surface": "smooth-valley", "contenders": [{"optimizer": "adam", "hyper": {}}], "start": [0.5, 0.25],
        "steps": 300,
    }  # fmt: skip
    a, b = script(SCENARIO, "return given.map(s => m.textOf(s))", [one, one | other])
    assert a != b


@pytest.mark.parametrize("surface", LANDSCAPES)
def test_every_optimizer_is_added_with_what_suits_the_surface(script, surface):
    found = script(
        SCENARIO, "return given[1].map(name => m.contenderOn(given[0], name).hyper)", [surface, [*OPTIMIZERS]]
    )
    assert found == [contender(surface, name).hyper for name in OPTIMIZERS]


def test_a_series_knows_its_settings_and_what_is_usual_for_them(script):
    for scenario in DRAWN[:40]:
        series = script(SCENARIO, "return m.seriesOf(given)", plain(scenario))
        for s, one in zip(series, scenario.contenders, strict=True):
            controls = {h["name"]: h for h in s["controls"]}
            assert {name: h["value"] for name, h in controls.items()} == words(one)
            for name, value in suited(scenario.surface, one.optimizer).items():
                assert controls[name]["usual"] == value


def test_every_rule_is_shown_with_the_convention_that_is_set(script):
    """Settings that change the rule change what is written."""
    for name, optimizer in OPTIMIZERS.items():
        choices = [h for h in optimizer.hyperparameters.values() if h.choices]
        hypers = [{h.name: word} for h in choices for word in h.choices] or [{}]
        one = {"surface": "bowl", "start": [1, 1], "steps": 1}
        contenders = [{"optimizer": name, "hyper": h} for h in hypers]
        rules = script(SCENARIO, "return m.seriesOf(given).map(s => s.rule)", one | {"contenders": contenders})
        assert all(rule.startswith("<math") for rule in rules), name
        assert len(set(rules)) > 1 or not choices, name


def test_what_is_not_shown_can_be_added(script):
    scenario = opening("himmelblau")
    others = script(SCENARIO, "return m.othersOf(given)", plain(scenario))
    shown = {c.optimizer for c in scenario.contenders}
    assert others == [{"optimizer": n, "title": o.title} for n, o in OPTIMIZERS.items() if n not in shown]
