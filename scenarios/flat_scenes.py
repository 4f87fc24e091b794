"""What the page of flats shows, as data: who races for the plateau and how, and the same settings for the explorer."""

from collections.abc import Mapping
from math import isfinite

import numpy as np
import numpy.typing as npt
from pydantic import ConfigDict, Field

from dynamics import OPTIMIZERS, Optimizer
from dynamics.bounds import Coasting, coasting, largest_steps
from dynamics.bounds.checks import Check, against_runs
from dynamics.bounds.coasting import START
from dynamics.bounds.crossing import coasting_steps
from dynamics.hyperparameters import Value
from dynamics.words import number
from scenarios.scenario import MOST_CONTENDERS, Contender, Frozen, Scenario


class FlatSettings(Frozen):
    """What the reader sets: μ = β₁ and the rest as in the paper."""

    model_config = ConfigDict(title="This page")

    beta1: float = Field(0.9, title="First decay", ge=0, le=0.99, allow_inf_nan=False)
    beta2: float = Field(0.999, title="Second decay", ge=0, le=0.9999, allow_inf_nan=False)
    slope: float = Field(1.0, title="Slope of the ramp", ge=0.01, le=10, allow_inf_nan=False)
    width: float = Field(1.0, title="Width of the flat", ge=0, le=5, allow_inf_nan=False)
    lr: float = Field(0.01, title="Learning rate", ge=1e-4, le=0.5, allow_inf_nan=False)
    epsilon: float = Field(1e-8, title="Guard", ge=0, le=1, allow_inf_nan=False)


LEADERS = ("adam", "heavy-ball", "nesterov")  # whose way is measured at every slope
UNCORRECTED = "Adam uncorrected"
SLOPES, SIZES = np.geomspace(0.01, 10, 13), np.geomspace(1e-3, 1e6, 60)
LONG = 4_096  # gradients, after which the correction has all but gone at Adam's defaults

Array = npt.NDArray[np.float64]
Race = list[tuple[str, Optimizer, Coasting]]
Sweep = list[tuple[str, Optimizer, list[Coasting]]]

LOOK = {
    "coasting": (
        "Those without momentum stop where they land. Lion's step does not shrink: while it remembers, it goes on."
    ),
    "slopes": (
        "On gentle slopes twice the slope carries a heavy ball twice as far; Adam's line is level where ε is small. Who"
        " comes to the line where the flat ends has crossed it."
    ),
    "worst": (
        "Each gradient is β₂/β₁ times the one before it. Look how many it takes to meet the bound, with and without"
        " correction."
    ),
    "decays": "Where β₂ nears 1 every bound grows as 1/√(1 − β₂); where it nears β₁² nothing bounds the way.",
    "region": (
        "The bound holds above the solid line. Its printed proof needs the dashed one, for below it the correction"
        " starts above 1."
    ),
    "guard": "The step falls to half once √v equals ε: gradients must be far larger than ε for the bound to be met.",
}


def alike(optimizer: str, beta1: float, beta2: float, lr: float, epsilon: float) -> dict[str, Value]:
    """Like for like: the same η and memory for all that have one (μ = β₁), and averages from zero, corrected."""
    shared: Mapping[str, Value] = {
        "lr": lr, "momentum": beta1, "beta1": beta1, "beta2": beta2, "epsilon": epsilon, "bias_correction": "standard"
    }  # fmt: skip
    return {name: value for name, value in shared.items() if name in OPTIMIZERS[optimizer].hyperparameters}


def field(beta1: float, beta2: float, lr: float, epsilon: float) -> dict[str, Optimizer]:
    """Every optimizer, by its title, and Adam uncorrected."""
    all_ = {
        optimizer.title: optimizer.with_(**alike(name, beta1, beta2, lr, epsilon))
        for name, optimizer in OPTIMIZERS.items()
    }
    adam = OPTIMIZERS["adam"].title
    return all_ | {UNCORRECTED: all_[adam].with_(bias_correction="none")}


def raced(beta1: float, beta2: float, slope: float, width: float, lr: float, epsilon: float) -> Race:
    """How each of them coasts on one plateau. Raises ValueError for a flat without width."""
    return [
        (title, optimizer, coasting(optimizer, slope, width))
        for title, optimizer in field(beta1, beta2, lr, epsilon).items()
    ]


def swept(beta1: float, beta2: float, width: float, lr: float, epsilon: float) -> Sweep:
    """How the leaders coast after each of SLOPES. Raises ValueError for a flat without width."""
    optimizers = [OPTIMIZERS[name].with_(**alike(name, beta1, beta2, lr, epsilon)) for name in LEADERS]
    return [
        (optimizer.title, optimizer, [coasting(optimizer, float(slope), width) for slope in SLOPES])
        for optimizer in optimizers
    ]


def driven(beta1: float, beta2: float) -> tuple[Array, Array, Array, Array, Array]:
    """The worst gradients, run: lengths and |step| / η corrected, lengths and |step| / η uncorrected, and |step| / η
    for each of SIZES. Raises ValueError for β₂ = 0."""
    adam = OPTIMIZERS["adam"].with_(beta1=beta1, beta2=beta2)
    long, short = (np.unique(np.geomspace(1, last, 40).round()) for last in (LONG, _soon(beta1, beta2)))
    corrected, _ = largest_steps(adam, long)
    uncorrected, guarded = largest_steps(adam.with_(bias_correction="none"), short, SIZES)
    return long, corrected, short, uncorrected, guarded


def verdict(race: Race, bound: float) -> str:
    """How far Adam and the heavy ball went, in a sentence; empty where either never landed."""
    ways = {optimizer.name: c for title, optimizer, c in race if title != UNCORRECTED}
    adam, ball = ways["adam"], ways["heavy-ball"]
    if not (adam.landed and ball.landed):
        return ""
    share = (
        f", {adam.distance / bound:.0%} of what its bound allows"
        if isfinite(bound) and bound and not adam.crosses
        else ""
    )
    way = f"All start on the ramp at x = {number(START[0])}; the flat begins at x = 0."
    return f"{way} Here Adam {_went(adam)}{share}; the heavy ball {_went(ball)}."


def _went(c: Coasting) -> str:
    return "crosses the flat" if c.crosses else f"coasts {number(c.distance)} η"


def _soon(beta1: float, beta2: float) -> int:
    """Gradients after which more add nothing to the worst uncorrected step: its series falls by β₁² / β₂."""
    return min(LONG, max(2, coasting_steps(beta1 * beta1, beta2 * beta2)))


def checked(beta1: float, beta2: float) -> list[Check]:
    """The table: each bound, and the run that attains it."""
    adam, ball = (OPTIMIZERS[name].with_(**alike(name, beta1, beta2, 1.0, 0.0)) for name in ("adam", "heavy-ball"))
    return against_runs(adam, LONG, _soon(beta1, beta2), ball)


def scene(contenders: tuple[Contender, ...], slope: float, width: float, steps: int = 400) -> Scenario:
    """Some of them on the plateau, as the page runs it."""
    return Scenario(
        surface="plateau", parameters={"slope": slope, "width": width}, contenders=contenders, start=START, steps=steps
    )


def contender(optimizer: str, beta1: float, beta2: float, lr: float, epsilon: float, **other: Value) -> Contender:
    return Contender(optimizer=optimizer, hyper=alike(optimizer, beta1, beta2, lr, epsilon) | other)


def scenes(beta1: float, beta2: float, slope: float, width: float, lr: float, epsilon: float) -> dict[str, Scenario]:
    """One for each panel, by its name."""
    now = (beta1, beta2, lr, epsilon)
    adam, uncorrected = contender("adam", *now), contender("adam", *now, bias_correction="none")
    return {
        "coasting": scene(tuple(contender(name, *now) for name in tuple(OPTIMIZERS)[:MOST_CONTENDERS]), slope, width),
        "slopes": scene(tuple(contender(name, *now) for name in LEADERS), min(2 * slope, 10.0), width),
        "worst": scene((adam, uncorrected), slope, width),
        "decays": scene(
            tuple(contender("adam", beta1, b, lr, epsilon) for b in dict.fromkeys((beta2, 0.99, 0.9))), slope, width
        ),
        "region": scene((adam,), slope, width),
        "guard": scene((adam, contender("adam", beta1, beta2, lr, slope)), slope, width),
    }
