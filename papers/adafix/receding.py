"""Whether Adam nears the ripple's optimum, recedes and leaves; what theorem 3.1 foresees of it; what AdaFix makes of
it."""

import numpy as np
import numpy.typing as npt

from dynamics import OPTIMIZERS, Trajectory, simulate
from dynamics.bounds import (
    EDGE,
    Fate,
    corrected_bound,
    divisor,
    fate,
    fates,
    gate,
    predictions,
    printed_bound,
    recedes,
    shares,
    starts,
)
from dynamics.on_arrays import Stepper
from dynamics.optimizer import Optimizer
from landscapes import LANDSCAPES
from papers.search import Grid, Search
from scenarios.recession_scenes import CONVENTIONS, SIDE, called, hyper, scene
from scenarios.running import run
from scenarios.scenario import Contender, Scenario

START, LR, BETA1, BETA2 = (1.0, 0.3), 0.5, 0.9, 0.999  # as printed
STEPS = 400
LONG = 100_000
SLOW = 400_000  # until v has caught up with the gradient
# What the paper leaves open, and the grid that is tried: stated before any run.
CLOSE = (0.001, 0.01, 0.1, 0.3)
DELTA = (0.0, 0.1, 0.5, 1.0)


def settings(
    optimizer: str = "adam", start: str = "standard", over: str = "root", steps: int = STEPS, **more: float | str
) -> Scenario:
    """Figure 1's, under one convention."""
    return scene(START, steps, Contender(optimizer=optimizer, hyper=hyper(LR, BETA1, BETA2, start, over) | more))


def conventions(optimizer: str = "adam", steps: int = STEPS, **more: float | str) -> dict[str, Scenario]:
    """Words -> the same run under each convention."""
    return {called(start, over): settings(optimizer, start, over, steps, **more) for start, over in CONVENTIONS}


def paths(steps: int = STEPS) -> dict[tuple[str, str], Trajectory]:
    """How the averages start and what the step is divided by -> figure 1's run: what is drawn."""
    return {key: run(settings("adam", *key, steps))[0] for key in CONVENTIONS}


def fixed(steps: int = STEPS) -> Trajectory:
    """AdaFix from the same start."""
    return run(settings("adafix", steps=steps))[0]


def grids() -> dict[str, npt.NDArray[np.int8]]:
    """Words -> codes of `Fate` (SIDE, SIDE) for the grid of starts: Adam under each convention, and last AdaFix."""
    each = [("adam", *key) for key in CONVENTIONS] + [("adafix", "standard", "root")]
    return {
        f"{OPTIMIZERS[name].title} {called(start, over)}": fates(_configured(settings(name, start, over)), STEPS, SIDE)
        for name, start, over in each
    }


def receding(scenario: Scenario) -> dict[str, float]:
    """start, nearest, farthest: r² at first, where it first stops falling, and the largest from there on. rate_grows:
    the largest effective rate over the first. left: whether r² passes the region's edge; came_close: and had been
    within 0.1 of the optimum."""
    path = run(scenario)[0]
    square = (path.position**2).sum(axis=1)
    turn = int(np.argmax(np.append(np.diff(square) >= 0, True)))
    what = fate(path)
    rates = path.effective_lr[:-1]
    return {
        "start": float(square[0]),
        "nearest": float(square[turn]),
        "at": float(turn),
        "farthest": float(square[turn:].max()),
        "end": float(square[-1]),
        "rate_grows": float((rates.max(axis=0) / rates[0]).max()),
        "left": float(what in (Fate.LEAVES_FAR, Fate.LEAVES_AFTER)),
        "came_close": float(what == Fate.LEAVES_AFTER),
    }


def searched(scenario: Scenario) -> dict[str, float]:
    """What figure 1 measures, with the search's trials and hits."""
    found = search(scenario.contenders[0].configured.hyper.lr)
    return receding(scenario) | {"trials": found.trials, "hits": len(found.hits)}


def search(lr: float = LR) -> Search:
    """Every convention, close and δ of the grid, for a printed start that comes close and then leaves."""
    runs = {name: run(scenario)[0] for name, scenario in conventions(lr=lr).items()}
    found = [
        [[fate(path, close, delta) == Fate.LEAVES_AFTER for delta in DELTA] for close in CLOSE]
        for path in runs.values()
    ]
    grid: Grid = {"convention": tuple(runs), "close": CLOSE, "δ": DELTA}
    return Search("it comes close and then leaves the region", grid, np.where(found, 0.0, np.inf))


def foreseen(scenario: Scenario) -> dict[str, float]:
    """Of the steps taken in the region: how many recede, and what each bound says of them."""
    path = run(scenario)[0]
    out: dict[str, float] = {}
    for each in predictions(path):
        out["recede"] = each.hits + each.misses
        name = each.bound.lower().replace(" ", "_")
        out |= {f"{name}_hits": each.hits, f"{name}_false": each.false_alarms, f"{name}_missed": each.misses}
    return out


def at_the_bound(lr: float = LR, far: float = 1.7) -> dict[str, float]:
    """f = x²/2, a plain step with √v just at the corrected bound (δ = 0): the distance before and after."""
    at = np.array([[far, 0.0]])
    root = float(corrected_bound(at, at, lr)[0])
    return {"before": far, "after": abs(far - lr * far / root)}


def smoothness(scenario: Scenario) -> dict[str, float]:
    """AdaFix's level L η along its own run: the share of steps at which it is at least the bound of theorem 3.1, as
    printed and corrected (δ = 0), as the paper derives it; and the share at which the gate is shut."""
    path = run(scenario)[0]
    readings, lr = gate(path), path.optimizer.hyper.lr
    x, g = path.position[1:], path.gradient[1:]  # L is not known at the first
    level = readings.level[1:] * (1 + 1e-9)
    return {
        "covers_printed": float((printed_bound(x, g) <= level).mean()),
        "covers_corrected": float((corrected_bound(x, g, lr) <= level).mean()),
        "shut": float((~readings.open).mean()),
        "least_divisor_over_level": float((divisor(path)[1:] / level).min()),
    }


def leaving(scenario: Scenario) -> dict[str, float]:
    """Of a grid of starts over the region: the shares that leave it at all, and after having come close."""
    found = shares(fates(_configured(scenario), scenario.steps, SIDE))
    return {"leaves": found[Fate.LEAVES_FAR] + found[Fate.LEAVES_AFTER], "after_close": found[Fate.LEAVES_AFTER]}


def _configured(scenario: Scenario) -> Optimizer:
    return scenario.contenders[0].configured


def guarded(scenario: Scenario) -> dict[str, float]:
    """The same for AdaFix and for Adam as configured alike."""
    adafix = _configured(scenario)
    alike = {
        name: value for name, value in adafix.hyper._asdict().items() if name not in ("gate", "initial_smoothness")
    }
    adam = scenario.model_copy(update={"contenders": (Contender(optimizer="adam", hyper=alike),)})
    own, other = leaving(scenario), leaving(adam)
    return own | {"adam_leaves": other["leaves"], "adam_after_close": other["after_close"]}


def update(scenario: Scenario) -> dict[str, float]:
    """The first step along x with a gradient 100 times as steep, over that with the surface's own: with v̂ as printed,
    and with √v̂; and over η."""
    slope = LANDSCAPES["ripple"].gradient(*scenario.start)

    def first(over: str, scale: float) -> float:
        optimizer = _configured(scenario).with_(denominator=over)
        return float(Stepper(optimizer).step(scale * np.asarray(slope))[0])

    return {
        "steeper_printed": first("v", 100.0) / first("v", 1.0),
        "steeper_corrected": first("root", 100.0) / first("root", 1.0),
        "step": first("root", 1.0),
    }


def fading(scenario: Scenario) -> dict[str, float]:
    """How √v follows the gradient: the median of √v / |g| over the last quarter, and v there beside its largest."""
    path: Trajectory = run(scenario)[0]
    root, size = np.sqrt(path.second_moment[:-1]), np.abs(path.gradient[:-1])
    last = slice(3 * len(root) // 4, None)
    with np.errstate(divide="ignore"):
        return {
            "root_over_gradient": float(np.median((root / size)[last])),
            "v_falls_to": float(path.second_moment[:-1][last].max() / path.second_moment[:-1].max()),
        }


def plain_descent(lr: float = 1.0) -> dict[str, float]:
    """From a grid of starts in the region (the optimum itself not among them): the share whose first step of gradient
    descent does not lead closer, at 0.99 and at 1.5 times that rate."""
    surface = LANDSCAPES["ripple"]
    inside = [(float(x), float(y)) for x, y in starts(14).T if x * x + y * y < EDGE]

    def share(rate: float) -> float:
        optimizer = OPTIMIZERS["sgd"].with_(lr=rate)
        return float(np.mean([recedes(simulate(surface, optimizer, at, 1))[0] for at in inside]))

    return {"below": share(0.99 * lr), "above": share(1.5 * lr)}
