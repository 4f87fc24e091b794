"""Long runs away from the page: what comes first is a part of what comes last, which is what `compute` gives."""

import numpy as np

FAR = """async (load, { scenario, broken }) => {
  const { prepare, compute } = await load("runs");
  const { computeFar, setWorkerScript } = await load("far");
  if (broken === "none") window.Worker = undefined;
  if (broken === "script") setWorkerScript("import './nowhere.js';");
  await prepare(scenario);
  const all = [];
  await new Promise((resolve, reject) => computeFar(scenario, {}, (runs, share) => {
    all.push({ ...runs, share });
    if (runs.done) resolve();
  }, { onError: (sentence) => reject(new Error(sentence)) }));
  return { whole: compute(scenario), last: all.at(-1), counts: all.map(({ F, share }) => [F, share]) };
}"""
SCENARIO = {
    "surface": "himmelblau", "start": [0.3, -0.2], "steps": 200_000, "noise": 0.05,
    "contenders": [{"optimizer": name, "hyper": {"lr": 1e-4}} for name in ("adam", "rmsprop", "adagrad", "sgd")],
}  # fmt: skip


def check(told):
    whole, last = told["whole"], told["last"]
    assert last["done"]
    for name in ("steps", "runs"):
        np.testing.assert_array_equal(last[name], whole[name])
    np.testing.assert_equal(last["series"], whole["series"])
    first, *counts = told["counts"]
    assert first == [1001, 0]
    assert (np.diff(counts, axis=0) > 0).all()
    assert counts[-1] == [whole["F"], 1.0]


def test_in_a_worker(called):
    check(called(FAR, {"scenario": SCENARIO}))


def test_without_workers_in_turns(called):
    check(called(FAR, {"scenario": SCENARIO, "broken": "script"}))
    check(called(FAR, {"scenario": SCENARIO, "broken": "none"}))


def test_a_worker_says_what_is_wrong_and_a_stopped_one_is_silent(called):
    told = called("""async (load) => {
      const { computeFar } = await load("far");
      const told = [];
      for (const contenders of [[], [{ optimizer: "adam" }]])
        await new Promise((resolve) => {
          const scenario = { surface: "moon", contenders };
          computeFar(scenario, {}, () => {}, { onError: (sentence) => resolve(told.push(sentence)) });
        });
      const long = { surface: "ackley", contenders: [{ optimizer: "sgd" }], steps: 2e5 };
      let stopped = 0;
      computeFar(long, {}, () => { stopped += 1; })();
      stopped = 0; // its first steps were shown at once, if its loop was there already
      await new Promise((resolve) => computeFar(long, {}, (runs) => { if (runs.done) resolve(); }));
      return { told, stopped };
    }""")
    assert told["stopped"] == 0
    assert len(told["told"]) == 2
    assert all("moon" in sentence for sentence in told["told"])
