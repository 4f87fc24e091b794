"""The races of figures 3 to 5, over a million steps: who comes to the origin, who stays, and who swings on."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from dynamics import OPTIMIZERS, Kind, Trajectory, endpoints
from dynamics.outcomes.repetition import CLOSE_UP, repetition
from dynamics.rounding import counts_within
from landscapes import LANDSCAPES
from papers.search import Grid, Search
from scenarios.presets import PRESETS
from scenarios.running import run
from scenarios.scenario import Contender, Scenario

Array = npt.NDArray[np.float64]

NEAR = 1e-3  # of the origin, as printed
LR = 1e-3  # the paper's default
SMOOTH, SHARP = (PRESETS[f"{name}-valley-paper"].scenario for name in ("smooth", "sharp"))
QUARTERS = (0.25, 0.5, 0.75)
WINDOW = 96  # steps of a swing that are drawn: eight turns of a 12-cycle
# What the paper leaves open, and the grid that is tried: stated before any run. Rates and Adam's decays are printed.
PLACES = tuple(round(0.05 * k, 2) for k in range(1, 21))
AVERAGES = ("standard", "none", "gradient-init")
DECAYS = (0.9, 0.99, 0.999)
FINELY = tuple(round(0.0005 * k, 4) for k in range(1, 2001))
LOOKED = 6_000  # steps: more than any count that is printed
SMOOTH_COUNTS = {"adam": 3113, "rmsprop": 1086}
SHARP_COUNTS = {"adam": 900, "rmsprop": 220}


class Path(NamedTuple):
    """One contender's way. position (K, 2): at the start and after each step. marks (3, 2): after a quarter, a half and
    three quarters of the steps. arrival: steps until first within 1e-3 of the origin, None if never."""

    position: Array
    marks: Array
    arrival: int | None


def paths(scenario: Scenario) -> dict[str, Path]:
    """sgd, adagrad, rmsprop and adam (`Scenario.keys`) to their ways: figures 3 and 4."""
    return {key: _path(each) for key, each in _runs(scenario).items()}


def oscillations(scenario: Scenario) -> dict[str, Array]:
    """The same to x before and after each of the last WINDOW steps, (WINDOW + 1,): figure 5."""
    return {key: path.position[-WINDOW - 1 :, 0] for key, path in paths(scenario).items()}


def _runs(scenario: Scenario) -> dict[str, Trajectory]:
    return dict(zip(scenario.keys, run(scenario), strict=True))


def _path(run: Trajectory) -> Path:
    rows = [round(share * run.updates) for share in QUARTERS]
    return Path(run.position, run.position[rows], run.first_step_within(NEAR))


def race(scenario: Scenario) -> dict[str, float]:
    """NAME: steps until within 1e-3 of the origin, NaN if never. NAME_late: the largest |x| over the last quarter.
    NAME_returns: the largest distance from the origin after having been there, NaN if never. NAME_turns: how often x
    changes sign before its arrival or its end. NAME_way: the share of the way along y. quarter: a quarter of all steps.
    lr: Adam's."""
    out: dict[str, float] = {"quarter": scenario.steps / 4, "lr": scenario.contenders[-1].configured.hyper.lr}
    for name, path in paths(scenario).items():
        x, y = path.position.T
        came = path.arrival
        until = len(x) if came is None else came + 1
        out |= {
            name: np.nan if came is None else came,
            f"{name}_late": float(np.abs(x[3 * len(x) // 4 :]).max()),
            f"{name}_returns": np.nan if came is None else float(np.hypot(x[came:], y[came:]).max()),
            f"{name}_turns": float((np.diff(np.signbit(x[:until])) != 0).sum()),
            f"{name}_way": float(1 - abs(y[-1] / y[0])),
        }
    return out


def counted(scenario: Scenario) -> dict[str, float]:
    """`race`, and NAME_rounding: 1 where rounding decides the steps of Adam or of RMSProp."""
    runs = _runs(scenario)
    rounding = {f"{name}_rounding": float(not counts_within(runs[name], NEAR).survives) for name in SMOOTH_COUNTS}
    return race(scenario) | rounding


def swings(scenario: Scenario) -> dict[str, float]:
    """NAME_late as in `race`; NAME_period: of x at the end, up to 512, NaN where it has none; NAME_amplitude: half its
    range there, in η."""
    out: dict[str, float] = {"lr": scenario.contenders[-1].configured.hyper.lr}
    for name, path in paths(scenario).items():
        x = path.position[:, 0]
        tail = path.position[-CLOSE_UP:]
        out |= {
            f"{name}_late": float(np.abs(x[3 * len(x) // 4 :]).max()),
            f"{name}_period": float(repetition(tail).x or np.nan),
            f"{name}_amplitude": float(np.ptp(tail[:, 0])) / 2 / out["lr"],
        }
    return out


def changed(scenario: Scenario, start: tuple[float, float] | None = None, **hyper: float | str) -> Scenario:
    """The same race with other settings of Adam and RMSProp, or from another place."""
    contenders = tuple(
        Contender(optimizer=each.optimizer, hyper={**each.hyper, **hyper}) if each.optimizer in SMOOTH_COUNTS else each
        for each in scenario.contenders
    )
    return scenario.model_copy(update={"contenders": contenders, "start": start or scenario.start})


def conventions(scenario: Scenario) -> dict[str, Scenario]:
    """Words -> the race with the averages of Adam and RMSProp started alike."""
    told = {"gradient-init": "from the first gradient", "none": "from 0", "standard": "from 0, corrected"}
    return {f"both averages {words}": changed(scenario, bias_correction=start) for start, words in told.items()}


def ahead(scenario: Scenario) -> float:
    """Of 2,000 starts at the scenario's y: the share from which RMSProp is within 1e-3 of the origin before Adam."""
    places = np.column_stack([FINELY, np.full(len(FINELY), scenario.start[1])])
    counts = {
        each.optimizer: _counts(scenario.surface, each.optimizer, places, **each.hyper)
        for each in scenario.contenders
        if each.optimizer in SMOOTH_COUNTS
    }
    return float((counts["rmsprop"] < counts["adam"]).mean())


def frozen(scenario: Scenario) -> float:
    """Whether RMSProp stands still at the end only because its numbers have run out."""
    return float(_runs(scenario)["rmsprop"].outcome.kind == Kind.FROZEN)


def _counts(surface: str, name: str, places: Array, **hyper: float | str) -> Array:
    """(N,): steps from each place (N, 2) until within 1e-3 of the origin; inf where not within LOOKED."""
    optimizer = OPTIMIZERS[name].with_(**{"lr": LR, **hyper})
    steps = endpoints(LANDSCAPES[surface], optimizer, places, LOOKED, tolerance=NEAR).steps
    return np.where(steps < 0, np.inf, steps)


def search_starts() -> Search:
    """Start, averages and RMSProp's decay, for 3,113 and 1,086 on the smooth valley and Adam's 900 on the sharp one;
    RMSProp's 220 there is left to `search_finely`."""
    places = np.array([(x, y) for x in PLACES for y in PLACES])
    shape = len(PLACES), len(PLACES)

    def off(surface: str, name: str, count: int, **hyper: float | str) -> Array:
        return (np.abs(_counts(surface, name, places, **hyper) - count) / count).reshape(shape)

    adam = np.stack(
        [
            np.maximum(
                off("smooth-valley", "adam", SMOOTH_COUNTS["adam"], bias_correction=start),
                off("sharp-valley", "adam", SHARP_COUNTS["adam"], bias_correction=start),
            )
            for start in AVERAGES
        ]
    )
    rmsprop = np.stack(
        [
            [
                off("smooth-valley", "rmsprop", SMOOTH_COUNTS["rmsprop"], bias_correction=start, beta2=beta2)
                for beta2 in DECAYS
            ]
            for start in AVERAGES
        ]
    )
    whole = np.maximum(adam[:, None, None], rmsprop[None])  # (Adam's averages, RMSProp's, β₂, x, y)
    grid: Grid = {
        "x": PLACES,
        "y": PLACES,
        "Adam's averages": AVERAGES,
        "RMSProp's averages": AVERAGES,
        "its β₂": DECAYS,
    }
    sought = "3,113 steps (Adam) and 1,086 (RMSProp) on the smooth valley, 900 (Adam) on the sharp one"
    return Search(sought, grid, whole.transpose(3, 4, 0, 1, 2))


def search_finely() -> Search:
    """x of the start, far finer, for RMSProp's 220 beside the other three counts: what `search_starts` found else."""
    places = np.column_stack([FINELY, np.full(len(FINELY), SHARP.start[1])])
    hyper = {each.optimizer: each.hyper for each in SHARP.contenders}
    off = [
        np.abs(_counts(surface, name, places, **hyper[name]) - count) / count
        for surface, counts in (("smooth-valley", SMOOTH_COUNTS), ("sharp-valley", SHARP_COUNTS))
        for name, count in counts.items()
    ]
    sought = "all four counts: 3,113 and 1,086, 900 and 220"
    return Search(sought, {"x": FINELY, "y": (SHARP.start[1],)}, np.max(off, axis=0)[:, None])
