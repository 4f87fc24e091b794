"""The browser steps a typed rule to Numba's bits, whatever its names are: they never stand in the text of a loop."""

import base64
import json

import numpy as np
import pytest

from dynamics import OPTIMIZERS, Schedule, rule, rule_text, simulate
from dynamics.in_javascript import module
from landscapes import LANDSCAPES
from tests.dynamics.test_in_javascript import COLUMNS, RUN, compare

NAMES = """class = 0.5; function = 0.25; index = 2; beta1 = 0.9
state after, variables = g, new = 1 + exp(-|g|) * sin(g), this = 3
var = class*after + function*g*index
after = tanh(var) + floor(3 variables)/(t + 1)
variables = where(largest_signed < smoothness, -variables, sqrt(|var|))
let = new; new = this; this = let
step = lr*(after + sign(var)*base_lr - 1/(x^2 + new^2 + 1)) + correction1*0.001
rate = lr/(1 + largest_gradient)^3"""
RULES = (
    NAMES,
    "step = lr*g",
    "state m; m = 0.9*m + g; step = lr*m; rate = lr*nan",
    "state a, b; b = a; a = g; step = lr*(a + b/2)",
)


@pytest.fixture(scope="module")
def rules():
    texts = [rule_text(OPTIMIZERS[name]) for name in ("adam", "adashift", "adafix", "lion")]
    return [rule(text) for text in (*RULES, *texts)]


def test_the_browser_steps_typed_rules_to_the_same_bits(browser, rules):
    page = browser.new_page()
    page.goto("about:blank")
    land = LANDSCAPES["himmelblau"]
    cases = [
        {
            "surface": land.name, "parameters": {}, "optimizer": own.name, "hyper": {"lr": 0.01},
            "start": [0.3 + 0.1 * k, -1.2], "steps": 90, "every": 1, "noise": 0.0, "seed": 0,
            "schedule": {"kind": "cosine" if k % 2 else "constant"},
        }
        for k, own in enumerate(rules)
    ]  # fmt: skip
    told = json.loads(page.evaluate(RUN, [module(rules), cases]))
    for case, theirs in zip(cases, told, strict=True):
        for name in COLUMNS:
            theirs[name] = np.frombuffer(base64.b64decode(theirs[name]), np.float64).reshape(-1, 2)
        own = OPTIMIZERS[case["optimizer"]].with_(**case["hyper"])
        run = simulate(land, own, case["start"], case["steps"], schedule=Schedule(case["schedule"]["kind"]))
        compare(case, theirs, run)
    page.close()
