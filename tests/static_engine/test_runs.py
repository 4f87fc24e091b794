"""What the page computes of a scenario is what Python has: frames, channels, arrivals, thresholds."""

import numpy as np
import pytest

from dynamics.orbits import threshold
from figures.thinning import thin
from landscapes import LANDSCAPES, sampled
from landscapes.sampled import description
from scenarios.arrivals import arrival
from tests.static_engine.drawing import contenders, ours, scenarios
from tests.static_engine.oracle import CHANNELS, MOST_FRAMES, channels

COMPUTE = """async (load, cases) => {
  const { prepare, compute } = await load("runs");
  const told = [];
  for (const { scenario, extra, most } of cases) {
    await prepare(scenario, extra);
    told.push(compute(scenario, extra, { most }));
  }
  return told;
}"""
# positions and rates have the bits of Numba; the others go through the roots, angles and rounding of two libraries
EXACT = ("x", "y", "effective_lr_x", "effective_lr_y")


def close(mine, expected, rounding):
    """Not a number in the same places, else within a unit in the last place of single precision, or within
    `rounding`."""
    with np.errstate(all="ignore"):
        apart = np.abs(mine.astype(np.float64) - expected)
        near = (mine == expected) | (apart <= np.spacing(np.abs(expected))) | (apart <= rounding)
    return (near | (np.isnan(mine) & np.isnan(expected))).all()


def single(values):
    with np.errstate(over="ignore"):
        return values.astype(np.float32)


def rounding(run, steps):
    """What the last digits of an eigenvalue may be, (F,): it is a sum of two numbers that may cancel."""
    out = np.zeros(len(steps))
    alive = steps < len(run.position)
    rows = run.at(steps[alive])
    with np.errstate(all="ignore"):
        curvature = np.abs(run.surface.hessian(*rows.position.T)).max(axis=(0, 1))
        out[alive] = 1e-15 * rows.effective_lr.max(axis=1) * curvature / threshold(run.optimizer)
    return np.nan_to_num(out, posinf=0.0)


def compare(told, runs, most):
    steps = thin(runs, runs[0].steps, most)
    np.testing.assert_array_equal(told["steps"], steps)
    assert told["F"] == len(steps)
    data = told["runs"].reshape(len(runs), len(steps), len(CHANNELS))
    for run, series, whole in zip(runs, told["series"], data, strict=True):
        case = f"{run.optimizer.name} {run.optimizer.hyper} on {run.surface.name} {run.surface.values} from {run.start}"
        expected, mine = channels(run, steps, run.surface.lowest), single(whole)
        for k, name in enumerate(CHANNELS):
            if name in EXACT:
                np.testing.assert_array_equal(mine[:, k], expected[:, k], f"{name} of {case}")
            else:
                assert close(mine[:, k], expected[:, k], rounding(run, steps) if name == "sharpness" else 0.0), (
                    name,
                    case,
                )
        alive = steps < len(run.position)
        rows = run.at(steps[alive])
        np.testing.assert_array_equal(whole[alive, :2], rows.position, case)
        np.testing.assert_array_equal(whole[alive, -4:-2], rows.first_moment, case)
        np.testing.assert_array_equal(whole[alive, -2:], rows.second_moment, case)
        assert (series["frames"], series["updates"]) == (alive.sum(), run.updates), case
        assert series["arrived"] == arrival(run), case
        np.testing.assert_allclose(series["threshold"], threshold(run.optimizer), rtol=1e-9, err_msg=case)
        np.testing.assert_array_equal(float(series["final"]), whole[alive, CHANNELS.index("loss")][-1])


@pytest.mark.parametrize("surface", LANDSCAPES.values(), ids=lambda s: s.name)
@pytest.mark.parametrize("most", [MOST_FRAMES, 120])
def test_runs_are_those_of_python(called, surface, most):
    rng = np.random.default_rng([most, *map(ord, surface.name)])
    cases = list(scenarios(surface, rng))
    told = called(COMPUTE, [{"scenario": case, "most": most} for case in cases])
    for case, one in zip(cases, told, strict=True):
        compare(one, ours(case), most)


@pytest.mark.parametrize(
    "place",
    [
        ("smooth-valley", [0.5, 0.0]),
        ("smooth-valley", [0.0, 0.7]),
        ("plateau", [0.5, 0.6]),
        ("plateau", [-0.02, 0.3]),
        ("ripple", [0.0, 0.0]),
    ],
    ids=str,
)
def test_coordinates_without_a_gradient(called, place):
    """One, the other or both stand still from the start on, or once v has faded."""
    surface, start = place
    everyone = list(contenders(surface, np.random.default_rng(6)))
    groups = [everyone[k : k + 12] for k in range(0, len(everyone), 12)]
    cases = [
        {"surface": surface, "parameters": {}, "start": start, "steps": 400, "contenders": group} for group in groups
    ]
    for case, told in zip(cases, called(COMPUTE, [{"scenario": case} for case in cases]), strict=True):
        compare(told, ours(case), MOST_FRAMES)


def test_sampled_surfaces_too(called):
    x, y = np.linspace(-3, 3, 13), np.linspace(-2, 2, 9)
    rng = np.random.default_rng(8)
    land = sampled("dented", "Dented", "", "", x, y, np.add.outer(y**2, x**2) + rng.normal(size=(9, 13)), (1.0, 1.5))
    scenario = {
        "surface": "dented",
        "contenders": list(contenders("dented", rng))[:12],
        "start": [2.1, -1.3],
        "steps": 200,
    }
    (told,) = called(COMPUTE, [{"scenario": scenario, "extra": {"dented": description(land)}, "most": 150}])
    compare(told, ours(scenario, land), 150)


LONG = {"steps": 30_000, "noise": 0.02, "seed": 5, "schedule": {"kind": "cosine"}, "parameters": {}}


def test_long_runs_go_piece_by_piece(called):
    cases = [
        LONG | {
            "surface": "himmelblau", "start": [0.3, -0.2],
            "contenders": [
                {"optimizer": name, "hyper": {"lr": lr}}
                for name, lr in (("adam", 1e-4), ("adafix", 3e-4), ("adashift", 1e-4))
            ],
        },
        # the second diverges in a later piece, the third at once
        LONG | {
            "surface": "quartic", "start": [1.0, 0.5], "noise": 0.0, "schedule": {"kind": "constant"}, "steps": 20_000,
            "contenders": [
                {"optimizer": "heavy-ball", "hyper": {"lr": 1e-3, "momentum": 0.5}},
                {"optimizer": "adam", "hyper": {"lr": 1.0, "beta1": 0.9, "beta2": 0.0, "epsilon": 0.0}},
                {"optimizer": "sgd", "hyper": {"lr": 1e3}},
            ],
        },
        LONG | {
            "surface": "saddle", "start": [1e-9, 1.0], "noise": 0.0, "schedule": {"kind": "constant"}, "steps": 20_000,
            "contenders": [
                {"optimizer": "sgd", "hyper": {"lr": 3e-3}},
                {"optimizer": "sgd", "hyper": {"lr": 1e-6}},
            ],
        },
    ]  # fmt: skip
    runs = [ours(case) for case in cases]
    ends = [run.updates for run in runs[1] + runs[2]]
    assert min(ends) < 10
    assert any(9_000 < end < 20_000 for end in ends)
    assert 20_000 in ends
    assert any((found := arrival(run)) and found > 9_000 for run in runs[0])
    for one, mine in zip(called(COMPUTE, [{"scenario": case} for case in cases]), runs, strict=True):
        compare(one, mine, MOST_FRAMES)


def test_what_is_left_out_has_its_default(called, engine_page):
    engine_page.reload()  # nothing is ready in it
    told = called(
        """async (load) => {
          const { prepare, compute, isReady } = await load("runs");
          const scenario = { surface: "himmelblau", contenders: [{ optimizer: "adam" }] };
          const before = isReady(scenario);
          await prepare(scenario);
          const { F, steps, series } = compute(scenario);
          const nobody = compute({ surface: "himmelblau", contenders: [] });
          const wrongs = [
            { surface: "moon", contenders: [] }, { ...scenario, parameters: { depth: 1 } },
            { ...scenario, contenders: [{ optimizer: "magic" }] },
            { ...scenario, contenders: [{ optimizer: "adam", hyper: { lr: -1 } }] },
            { surface: "plateau", parameters: { slope: 1e9 }, contenders: [] },
          ];
          const refused = [];
          for (const wrong of wrongs)
            try {
              await prepare(wrong);
              compute(wrong);
            } catch (error) {
              refused.push(error.message);
            }
          const after = isReady(scenario);
          return { before, after, F, last: steps[F - 1], series, nobody: nobody.steps.length, refused };
        }"""
    )
    land = LANDSCAPES["himmelblau"]
    assert (told["before"], told["after"]) == (False, True)
    assert told["F"] == told["last"] + 1 == told["nobody"] == land.steps + 1
    assert len(told["refused"]) == 5
    assert all(sentence.endswith(".") for sentence in told["refused"])


def test_the_first_steps_of_a_run_are_the_same_alone(called):
    """The schedule's length is that of the whole run."""
    scenario = {
        "surface": "beale", "start": [1.0, 1.5], "contenders": [{"optimizer": "adam", "hyper": {}}], "steps": 900,
        "noise": 0.1, "schedule": {"kind": "cosine"},
    }  # fmt: skip
    told = called(
        """async (load, scenario) => {
          const { prepare, compute, isLong } = await load("runs");
          await prepare(scenario);
          const [whole, first] = [compute(scenario), compute(scenario, {}, { until: 100 })];
          return { whole, first, long: [isLong(scenario), isLong({ ...scenario, steps: 200000 })] };
        }""",
        scenario,
    )
    assert told["first"]["F"] == 101
    assert (told["whole"]["done"], told["first"]["done"], told["long"]) == (True, False, [False, True])
    np.testing.assert_array_equal(told["first"]["runs"], told["whole"]["runs"][: 101 * len(CHANNELS)])
