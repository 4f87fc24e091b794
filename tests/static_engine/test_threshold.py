"""The edge of stability, asked of the rule in the page."""

import numpy as np
import pytest

from dynamics import OPTIMIZERS
from dynamics.orbits import threshold

THRESHOLD = """async (load, cases) => {
  const { thresholdOf } = await load("threshold");
  const { hyperNumbers } = await load("checks");
  const { OPTIMIZER_CODE } = await load("formulas");
  return cases.map(({ optimizer, hyper }) => thresholdOf(optimizer, hyperNumbers(OPTIMIZER_CODE[optimizer], hyper)));
}"""


@pytest.mark.parametrize("optimizer", OPTIMIZERS.values(), ids=lambda o: o.name)
def test_thresholds_are_those_of_python(called, optimizer):
    rng = np.random.default_rng(list(map(ord, optimizer.name)))
    cases = [{}]
    for _ in range(40):
        hyper = {}
        for name, h in optimizer.hyperparameters.items():
            if h.choices:
                hyper[name] = str(rng.choice(h.choices))
            elif name == "lr":
                hyper[name] = float(np.exp(rng.uniform(-10, 3)))
            elif h.scale == "decay":
                hyper[name] = 1 - float(np.exp(rng.uniform(-8, 0)))
        cases.append(hyper)
    told = called(THRESHOLD, [{"optimizer": optimizer.name, "hyper": hyper} for hyper in cases])
    expected = [threshold(optimizer.with_(**hyper)) for hyper in cases]
    np.testing.assert_allclose(np.array(told, np.float64), expected, rtol=1e-9)
