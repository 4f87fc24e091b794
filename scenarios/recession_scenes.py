"""What the page on receding shows, as data: Adam on the ripple under every convention, AdaFix, a grid of starts, and
the same for the explorer."""

from collections.abc import Mapping
from typing import Literal

import numpy as np
import numpy.typing as npt
from pydantic import ConfigDict, Field

from dynamics import OPTIMIZERS, Optimizer, Trajectory, simulate
from dynamics.bounds import CLOSE, Fate, fate, fates, predictions, region, shares
from dynamics.hyperparameters import GLOSSARY, Value
from dynamics.words import number, place
from landscapes import LANDSCAPES
from landscapes.landscape import Point
from scenarios.scenario import Contender, Coordinate, Frozen, Scenario

STARTS, OVER = GLOSSARY["bias_correction"], GLOSSARY["denominator"]
START_WORDS = {"standard": "with correction", "none": "no correction", "gradient-init": "from g₁"}
OVER_WORDS = {"root": "√v̂", "v": "v̂"}
CONVENTIONS = [(start, over) for over in OVER.choices for start in STARTS.choices]
SIDE = 45  # starts along each side of the grid

LOOK = {
    "distance": (
        "The paper says that Adam nears the optimum and then leaves. Look for a line that falls to {close} and later"
        " crosses {edge}."
    ),
    "grid": (
        "Look for starts that do what the paper describes: close (r² up to {close}), then out (r² from {edge} on)."
        " Others are thrown out before."
    ),
    "bounds": (
        "Where the solid line lies below a bound, the theorem says the next step recedes. Compare with the dots, the"
        " steps that do."
    ),
    "rates": "A rate grows when what the step is divided by shrinks: this growth is what the paper blames.",
    "gate": "While the largest gradient is below L η the gate is shut, v stays and with it the rates: AdaFix's cure.",
    "shares": "Compare the conventions with one another, and the last row, AdaFix, with the one in bold.",
}


class RecessionSettings(Frozen):
    """What the reader sets: how Adam's averages start and what it divides by, its rate and decays, start and steps."""

    model_config = ConfigDict(title="This page")

    averages: Literal["standard", "none", "gradient-init"] = Field("none", title="Start of the averages")
    over: Literal["root", "v"] = Field("root", title="Denominator")
    lr: float = Field(0.5, title="Learning rate", ge=0.01, le=2, allow_inf_nan=False)
    steps: int = Field(100, ge=1, le=1_000)
    x: Coordinate = Field(1.0, title="Start x")
    y: Coordinate = Field(0.3, title="Start y")
    beta1: float = Field(0.9, title="First decay", ge=0, le=0.99, allow_inf_nan=False)
    beta2: float = Field(0.999, title="Second decay", ge=0, le=0.9999, allow_inf_nan=False)
    close: float = Field(CLOSE, title="What counts as close", ge=1e-6, le=1, allow_inf_nan=False)
    delta: float = Field(0.0, title="One-point convexity δ", ge=0, le=1.9, allow_inf_nan=False)


def edge_words(delta: float) -> str:
    """The r² at which the region ends: π, or a rounded number."""
    return number(region(delta)[1]) if delta else "π"


def look(close: float, delta: float) -> dict[str, str]:
    """By panel, what to look for."""
    return {name: text.format(close=number(close), edge=edge_words(delta)) for name, text in LOOK.items()}


def where(delta: float) -> str:
    """Which steps the table counts."""
    if not delta:
        return "Steps from where ⟨g, x⟩ > 0: the region, and every other ring outside it."
    ring = f"{number(region(delta)[0])} < r² < {edge_words(delta)}"
    return (
        f"Steps from where ⟨g, x⟩ > {number(delta)} |x|²: the ring {ring}"
        " and others farther out. Nearer the optimum the slope is too weak for this δ."
    )


def called(start: str, over: str) -> str:
    """no correction, √v̂."""
    return f"{START_WORDS[start]}, {OVER_WORDS[over]}"


def hyper(lr: float, beta1: float, beta2: float, start: str, over: str) -> dict[str, Value]:
    return {"lr": lr, "beta1": beta1, "beta2": beta2, "bias_correction": start, "denominator": over}


def configured(optimizer: str, lr: float, beta1: float, beta2: float, start: str, over: str) -> Optimizer:
    return OPTIMIZERS[optimizer].with_(**hyper(lr, beta1, beta2, start, over))


def ran(at: Point, steps: int, lr: float, beta1: float, beta2: float) -> dict[tuple[str, str], Trajectory]:
    """Adam from one start under every convention."""
    return {
        each: simulate(LANDSCAPES["ripple"], configured("adam", lr, beta1, beta2, *each), at, steps)
        for each in CONVENTIONS
    }


def guarded(at: Point, steps: int, lr: float, beta1: float, beta2: float, start: str, over: str) -> Trajectory:
    """AdaFix from the same start."""
    return simulate(LANDSCAPES["ripple"], configured("adafix", lr, beta1, beta2, start, over), at, steps)


def gridded(
    optimizer: str,
    steps: int,
    lr: float,
    beta1: float,
    beta2: float,
    start: str,
    over: str,
    close: float = CLOSE,
    delta: float = 0.0,
) -> npt.NDArray[np.int8]:
    """Codes of `Fate` (SIDE, SIDE) for the grid of starts."""
    return fates(configured(optimizer, lr, beta1, beta2, start, over), steps, SIDE, close, delta)


def divided(codes: Mapping[str, npt.NDArray[np.int8]]) -> dict[str, dict[Fate, float]]:
    """The share of the starts that each fate takes, by name."""
    return {name: shares(each) for name, each in codes.items()}


def foreseen(runs: Mapping[tuple[str, str], Trajectory], delta: float = 0.0) -> list[dict[str, str | int]]:
    """The table: for each convention how many steps from inside the region recede, and how each bound fares."""
    rows = []
    for key, run in runs.items():
        bounds = predictions(run, delta)
        row: dict[str, str | int] = {"Adam": called(*key), "recede": bounds[0].hits + bounds[0].misses}
        for b in bounds:
            row |= {f"{b.bound}: foreseen": b.hits, f"{b.bound}: false": b.false_alarms, f"{b.bound}: missed": b.misses}
        rows.append(row)
    return rows


def verdict(
    at: Point, lr: float, runs: Mapping[tuple[str, str], Trajectory], close: float = CLOSE, delta: float = 0.0
) -> str:
    """What becomes of the one start under all conventions, in words."""
    found = [fate(run, close, delta) for run in runs.values()]
    if found[0] == Fate.OUTSIDE:
        return (
            f"The start {place(at)} is outside the region that the paper speaks of, which ends at r² ="
            f" {edge_words(delta)}; here is what happens all the same."
        )
    stay, far, after = (found.count(each) for each in (Fate.STAYS, Fate.LEAVES_FAR, Fate.LEAVES_AFTER))
    sentence = (
        f"From {place(at)} at η = {number(lr)}, of {len(found)} conventions {stay} stay{'s' * (stay == 1)} in the"
        " region"
    )
    sentence += f", {far} leave{'s' * (far == 1)} it without having come close" * (far > 0)
    sentence += (
        f", and {after} come{'s' * (after == 1)} close and then leave{'s' * (after == 1)}."
        if after
        else "; none comes close and then leaves."
    )
    return f"{sentence} Close is r² up to {number(close)}; the region ends at r² = {edge_words(delta)}."


def scene(at: Point, steps: int, *contenders: Contender) -> Scenario:
    return Scenario(surface="ripple", contenders=contenders, start=at, steps=steps)


def scenes(at: Point, steps: int, lr: float, beta1: float, beta2: float, start: str, over: str) -> dict[str, Scenario]:
    """One for each panel, by its name."""
    adam = Contender(optimizer="adam", hyper=hyper(lr, beta1, beta2, start, over))
    adafix = Contender(optimizer="adafix", hyper=hyper(lr, beta1, beta2, start, over))
    all_ = tuple(Contender(optimizer="adam", hyper=hyper(lr, beta1, beta2, *each)) for each in CONVENTIONS)
    both = scene(at, steps, adam, adafix)
    return {
        "distance": scene(at, steps, *all_),
        "grid": scene(at, steps, adam),
        "bounds": scene(at, steps, adam),
        "rates": scene(at, steps, *(c for c in all_ if c.configured.hyper.denominator == over)),
        "gate": both,
        "shares": both,
    }
