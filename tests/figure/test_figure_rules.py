"""Typed rules in the figure: they race to the bits of Python, in every panel, link and file."""

import pytest

from dynamics import OPTIMIZERS, rule, rule_text, simulate
from scenarios import Scenario, decode, encode
from scenarios.repair import repair

OWN = "b = 0.8 in [0, 0.99]; state m = g; m = b*m + (1 - b)*g; step = lr*m/(|m| + 1)"


def racing(*texts, surface="himmelblau", steps=200):
    contenders = [{"optimizer": f"= {text}", "hyper": {"lr": 0.05}} for text in texts]
    return Scenario(surface=surface, contenders=contenders, start=(0.3, -1.2), steps=steps)


def test_a_link_and_json_hold_the_text():
    scenario = racing(OWN, rule_text(OPTIMIZERS["adam"]))
    assert decode(encode(scenario)) == (scenario, [])
    assert len(encode(scenario)) < 2000
    assert repair(scenario.model_dump(mode="json")) == (scenario, [])
    assert scenario.titles == ("Your rule", "Your rule")
    mended, notices = repair({**scenario.model_dump(mode="json"), "contenders": [{"optimizer": "= step = lr*q"}]})
    assert all(c.optimizer in list(OPTIMIZERS) for c in mended.contenders)
    assert notices


def test_the_figure_steps_typed_rules_as_python_does(figure):
    texts = (OWN, rule_text(OPTIMIZERS["adam"]), rule_text(OPTIMIZERS["adafix"]), rule_text(OPTIMIZERS["adashift"]))
    scenario = racing(*texts, "step = lr*sign(g)", "step = g*nan")
    found = figure(scenario)
    paths = found.page.evaluate(
        "() => { const D = window.figure.data; return D.series.map(s => [s.final, s.updates]); }"
    )
    assert len(paths) == 6
    for contender, (final, updates) in zip(scenario.contenders, paths, strict=True):
        run = simulate(scenario.landscape, contender.configured, scenario.start, scenario.steps)
        assert updates == run.updates
        assert final == pytest.approx(run.loss[-1] - scenario.landscape.lowest, abs=1e-9)
    assert "Your rule" in found.shadow("return q('.chips').textContent")
    assert rule(OWN).title in found.shadow("return q('.chips').textContent")
