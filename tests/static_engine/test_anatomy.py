"""The parts of an update, as the page reads them from a rule's text, are the run's own numbers."""

from itertools import product

import numpy as np

from dynamics import OPTIMIZERS, Schedule, fork, rule, simulate
from landscapes import LANDSCAPES
from tests.dynamics.test_typed_rules_in_javascript import RULES

STEPS = (11, 0, 60, 59, 2)  # back and forth
LAND = LANDSCAPES["himmelblau"]
STEEP = "state m = 2 g; m = g; rate = smoothness; step = lr*m/(1 + smoothness)"
PARTS = """async (load, cases) => {
  const { prepare } = await load("runs"), { replayOf } = await load("replay");
  const { dissected } = await load("../formula/dissect"), { readRule } = await load("../formula/rules");
  const { ruleTextOf } = await load("../formula/as_text");
  const told = [];
  for (const { scenario, steps } of cases) {
    await prepare(scenario, {});
    const k = scenario.contenders.length - 1;
    const at = replayOf(scenario, {}, k), text = readRule(ruleTextOf(scenario.contenders[k]));
    told.push(steps.map(step => {
      let found = null;
      for (let n = 0; n < 9 && !found; n++) found = at(step); // null while it is on its way there
      return found.ended ? null : dissected(text, found);
    }));
  }
  return told;
}"""


def conventions(optimizer):
    """The optimizer under every combination of its choices."""
    choices = {h.name: h.choices for h in optimizer.hyperparameters.values() if h.choices}
    return [optimizer.with_(lr=0.01, **dict(zip(choices, each, strict=True))) for each in product(*choices.values())]


def compare(parts, run, step):
    """The last line of a name against what the run recorded at this step."""
    last = {part["name"]: np.array(part["values"], float) for part in parts}
    rows, case = run.at(np.array([step, step + 1])), f"{run.optimizer.name} {run.optimizer.hyper} at {step}"
    recorded = {
        "g": rows.gradient[0], "rate": rows.effective_lr[0], "m": rows.first_moment[0], "v": rows.second_moment[0],
    }  # fmt: skip
    for name in recorded.keys() & last.keys():
        if name in ("m", "v") and name not in run.optimizer.state_variables:
            continue
        np.testing.assert_array_equal(last[name], recorded[name], f"{name} of {case}")
    np.testing.assert_array_equal(rows.position[0] - last["step"], rows.position[1], f"step of {case}")


def test_every_part_of_a_step_is_the_runs_own(called):
    """Of every registered rule under all its conventions, and of typed ones."""
    registered = [each for own in OPTIMIZERS.values() for each in conventions(own)]
    optimizers = [*registered, *(rule(text).with_(lr=0.01) for text in (*RULES, STEEP))]
    common = {
        "surface": LAND.name, "start": [0.4, -0.7], "steps": 80, "noise": 0.05, "seed": 3,
        "schedule": {"kind": "cosine"},
    }  # fmt: skip
    cases = [
        {"scenario": common | {"contenders": [{"optimizer": o.name, "hyper": o.hyper._asdict()}]}, "steps": STEPS}
        for o in optimizers
    ]
    for optimizer, told in zip(optimizers, called(PARTS, cases), strict=True):
        run = simulate(LAND, optimizer, (0.4, -0.7), 80, noise=0.05, seed=3, schedule=Schedule("cosine"))
        for step, parts in zip(STEPS, told, strict=True):
            if step + 1 < len(run.position):
                compare(parts, run, step)


def test_far_into_a_long_run_and_back_and_after_its_end(called):
    far, own = (150_000, 70_000, 140_001), {"lr": 0.011, "beta1": 0.5}
    scenario = {
        "surface": LAND.name, "contenders": [{"optimizer": "adam", "hyper": own}], "start": [0.4, -0.7],
        "steps": 160_000, "noise": 0.3, "seed": 5,
    }  # fmt: skip
    thrown = scenario | {"contenders": [{"optimizer": "sgd", "hyper": {"lr": 2.0}}]}
    told, gone = called(PARTS, [{"scenario": scenario, "steps": far}, {"scenario": thrown, "steps": (0, 100, 1)}])
    run = simulate(LAND, OPTIMIZERS["adam"].with_(**own), (0.4, -0.7), 160_000, noise=0.3, seed=5)
    for step, parts in zip(far, told, strict=True):
        compare(parts, run, step)
    assert [parts is None for parts in gone] == [False, True, False]


def test_of_a_fork_that_leaves_late(called):
    start, at, steps = (0.4, -0.7), 100_000, (100_000, 130_001)
    contenders = [
        {"optimizer": "adam", "hyper": {"lr": 0.01}},
        {"optimizer": "rmsprop", "hyper": {"lr": 0.002}, "fork": {"of": "adam", "at": at}},
    ]
    scenario = {"surface": LAND.name, "contenders": contenders, "start": start, "steps": 140_000}
    (told,) = called(PARTS, [{"scenario": scenario, "steps": (*steps, 99_999)}])
    run = simulate(LAND, OPTIMIZERS["adam"].with_(lr=0.01), start, 140_000)
    forked = fork(run, OPTIMIZERS["rmsprop"].with_(lr=0.002), at)
    for step, parts in zip(steps, told, strict=False):
        compare(parts, forked, step - at)
    assert told[-1] is None
