"""The browser's engine gives the bits of Numba: every rule on every surface, under every convention, with drawn
parameters, schedules, noise, paths that diverge or meet 0/0, and runs that go on from a state."""

import base64
import json
import subprocess
import sys

import numpy as np
import pytest

from dynamics import OPTIMIZERS, Schedule, simulate
from dynamics.in_javascript import module
from dynamics.noise import standard_normal
from dynamics.schedules import KINDS
from engines import numpy_ops
from landscapes import LANDSCAPES
from scenarios.opening import suited

STEPS = 150
COLUMNS = {
    "position": "position", "gradient": "gradient", "effectiveRate": "effective_lr", "firstMoment": "first_moment",
    "secondMoment": "second_moment",
}  # fmt: skip
RUN = """async ([source, cases]) => {
  const { simulate } = await import(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
  const told = [];
  for (const { onward, ...settings } of cases) {
    let run = simulate(settings);
    if (onward) run = simulate({ ...settings, start: run.state, steps: onward });
    const { state, updates, ...arrays } = run;
    const text = (array) => {
      let s = "";
      for (const b of new Uint8Array(array.slice().buffer)) s += String.fromCharCode(b);
      return btoa(s);
    };
    told.push({ updates, state, ...Object.fromEntries(Object.entries(arrays).map(([k, v]) => [k, text(v)])) });
  }
  return JSON.stringify(told);
}"""


@pytest.fixture(scope="module")
def engine(browser):
    """cases -> what the browser's `simulate` gives for each, arrays as (K, 2)."""
    page = browser.new_page()
    page.goto("about:blank")
    source = module()

    def run(cases):
        told = json.loads(page.evaluate(RUN, [source, cases]))
        for result in told:
            for name in COLUMNS:
                result[name] = np.frombuffer(base64.b64decode(result[name]), np.float64).reshape(-1, 2)
        return told

    yield run
    page.close()


def drawn(surface, optimizer, rng):
    """Cases on one surface: each convention with other surface parameters, starts, rates, schedules and noise."""
    x0, x1, y0, y1 = surface.window
    hyper = {"lr": 0.01} | suited(surface.name, optimizer.name)
    choices = [(name, word) for name, h in optimizer.hyperparameters.items() for word in h.choices] or [(None, None)]
    for k, (name, word) in enumerate(choices):
        parameters = {
            q.name: float(np.exp(rng.uniform(np.log(q.low), np.log(q.high))) if q.log else rng.uniform(q.low, q.high))
            for q in surface.parameters
        }
        kind = list(KINDS)[(k + rng.integers(5)) % 5]
        rate = {"lr": hyper["lr"] * float(np.exp(rng.normal()))} if "lr" in optimizer.Hyper._fields else {}
        yield {
            "surface": surface.name, "parameters": parameters, "optimizer": optimizer.name,
            "hyper": hyper | rate | ({name: word} if name else {}),
            "start": [float(rng.uniform(x0, x1)), float(rng.uniform(y0, y1))],
            "steps": STEPS, "every": int(rng.integers(1, 4)), "schedule": {"kind": kind, "at": [0.3, 0.55], "by": 0.3},
            "noise": float(rng.choice([0.0, 0.1])), "seed": int(rng.integers(2**40)),
        }  # fmt: skip


def ours(case, onward=0):
    surface = LANDSCAPES[case["surface"]].with_(**case["parameters"])
    optimizer = OPTIMIZERS[case["optimizer"]].with_(**case["hyper"])
    schedule = Schedule(**case["schedule"] | {"at": tuple(case["schedule"].get("at", (0.5, 0.75)))})
    run = simulate(
        surface, optimizer, case["start"], case["steps"], case["every"], case["noise"], case["seed"], schedule
    )
    if onward:
        run = simulate(surface, optimizer, run.state(), onward, case["every"], case["noise"], case["seed"], schedule)
    return run


def compare(case, theirs, run):
    assert theirs["updates"] == run.updates, case
    for name, column in COLUMNS.items():
        np.testing.assert_array_equal(theirs[name], getattr(run, column), f"{name} of {case}")
        same = np.signbit(theirs[name]) == np.signbit(getattr(run, column))
        assert (same | np.isnan(theirs[name])).all(), case
    state = run.state()
    np.testing.assert_array_equal(np.array(theirs["state"]["position"], np.float64), state.position)
    np.testing.assert_array_equal(np.array(theirs["state"]["variables"], np.float64), state.variables)
    np.testing.assert_array_equal(theirs["state"]["powers"], state.powers)
    assert theirs["state"]["step"] == state.step
    if run.optimizer.follows_smoothness:
        assert theirs["state"]["smoothness"] == state.smoothness


@pytest.mark.parametrize("surface", LANDSCAPES.values(), ids=lambda s: s.name)
def test_every_rule_gives_the_same_bits(engine, surface):
    rng = np.random.default_rng([ord(letter) for letter in surface.name])
    cases = [case for optimizer in OPTIMIZERS.values() for case in drawn(surface, optimizer, rng)]
    for case, theirs in zip(cases, engine(cases), strict=True):
        compare(case, theirs, ours(case))


def test_a_run_goes_on_from_its_state(engine):
    rng = np.random.default_rng(4)
    cases = [case for o in OPTIMIZERS.values() for case in drawn(LANDSCAPES["himmelblau"], o, rng)]
    cases = [case | {"noise": 0.05, "hyper": case["hyper"] | {"lr": 1e-3}} for case in cases]
    for case, theirs in zip(cases, engine([case | {"onward": 60} for case in cases]), strict=True):
        compare(case, theirs, ours(case, 60))


ROUGH = [
    {"surface": "rosenbrock", "optimizer": "sgd", "hyper": {"lr": 1.0}, "start": [1.9, 1.9]},  # diverges at once
    {"surface": "rosenbrock", "optimizer": "sgd", "hyper": {"lr": 0.003}, "start": [-1.5, 2.0]},
    {"surface": "smooth-valley", "optimizer": "adam", "hyper": {"epsilon": 0.0}, "start": [0.5, 0.0]},  # 0/0
    {"surface": "sharp-valley", "optimizer": "rmsprop", "hyper": {"epsilon": 0.0, "lr": 0.25}, "start": [0.5, 0.0]},
    {"surface": "ackley", "optimizer": "adam", "hyper": {"lr": 1e4}, "start": [0.0, 0.0]},
    {"surface": "ripple", "optimizer": "heavy-ball", "hyper": {"lr": 100.0}, "start": [2.0, 2.0]},  # angles beyond 2^30
    {"surface": "smooth-valley", "optimizer": "rmsprop", "hyper": {"lr": 0.1, "beta2": 0.5}, "start": [1.0, 1.0]},
]


def test_rough_paths_end_alike(engine):
    cases = [
        case | {"parameters": {}, "steps": 2_000, "every": 1, "noise": 0.0, "seed": 0, "schedule": {}} for case in ROUGH
    ]
    ends = []
    for case, theirs in zip(cases, engine(cases), strict=True):
        run = ours(case)
        ends.append(run.updates)
        assert theirs["updates"] == run.updates
        for name, column in COLUMNS.items():
            np.testing.assert_array_equal(theirs[name], getattr(run, column), f"{name} of {case}")
    assert min(ends) < 10
    assert max(ends) == 2_000


def test_defaults_and_derivatives(browser):
    page = browser.new_page()
    page.goto("about:blank")
    told = page.evaluate(
        """async (source) => {
          const blob = new Blob([source], { type: "text/javascript" });
          const { simulate, surfaces, optimizers } = await import(URL.createObjectURL(blob));
          const run = simulate({ surface: "himmelblau", optimizer: "adam" });
          const land = surfaces["smooth-valley"];
          const refused = [];
          const wrongs = [
            { surface: "moon" }, { optimizer: "magic" }, { hyper: { lr: -1 } }, { hyper: { speed: 1 } }, { steps: 1.5 },
            { hyper: { bias_correction: "some" } }, { start: [1, NaN] }, { noise: -1 }, { schedule: { kind: "stairs" }
            }, { schedule: "cosine" }, { schedule: { kind: "cosine", final: 5 } }, { schedule: { kinds: "step" } }, {
            sed: 3 }, { steps: 1e12 }, { parameters: 3 },
          ];
          for (const wrong of wrongs)
            try {
              simulate({ surface: "ripple", optimizer: "adam", ...wrong });
            } catch (error) { refused.push(error.message); }
          return {
            end: Array.from(run.position.slice(-2)), rows: run.position.length, refused, names: Object.keys(optimizers),
            value: land.value(1, 2, { steepness: 0.5 }), gradient: land.gradient(1, 2), hessian: land.hessian(1, 2),
          };
        }""",
        module(),
    )
    page.close()
    surface = LANDSCAPES["smooth-valley"]
    run = simulate(LANDSCAPES["himmelblau"], OPTIMIZERS["adam"], LANDSCAPES["himmelblau"].start)
    assert (told["end"], told["rows"]) == (run.position[-1].tolist(), 2 * 1001)
    assert told["value"] == surface.with_(steepness=0.5).value(1, 2)
    assert (told["gradient"], told["hessian"]) == (surface.gradient(1, 2).tolist(), surface.hessian(1, 2).tolist())
    assert told["names"] == list(OPTIMIZERS)
    assert len(told["refused"]) == 15
    assert all(message.endswith(".") for message in told["refused"])


def test_the_command_writes_the_module(tmp_path):
    out = tmp_path / "engine.mjs"
    subprocess.run([sys.executable, "-m", "engines.javascript", str(out)], check=True)
    assert out.read_text() == module()


def test_noise_is_there():
    """The cases above would also agree on no noise at all."""
    assert np.std(standard_normal(3, 0, 1000)) > 0.9
    assert numpy_ops.exp(0.0) == 1.0
