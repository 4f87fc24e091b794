"""Section 4 and proposition 3, run: the largest step, the way over a flat, who else crosses, and what an old gradient
still drives."""

from math import sqrt

import numpy as np
import numpy.typing as npt

from dynamics import OPTIMIZERS
from dynamics.bounds import coasting, correction_factor, crossing_bound, factor_stays_below_one, step_bound
from dynamics.on_arrays import Stepper
from scenarios.flat_scenes import FlatSettings, checked, contender, driven, scene
from scenarios.scenario import Scenario

Array = npt.NDArray[np.float64]

FLAT = FlatSettings()
BETA1, BETA2 = FLAT.beta1, FLAT.beta2  # as printed
NAMES = ("adam", "heavy-ball", "sgd", "adagrad", "rmsprop")
SLOPES = (1.0, 0.1, 0.01)
DECAYS = np.linspace(0.0, 0.99, 34)
SHORT = 0.85  # a β₂ above β₁² = 0.81 and below β₁ (2 − β₁) = 0.99
AGES = 40  # steps back that a single gradient is put at


def settings(slope: float = FLAT.slope) -> Scenario:
    """Adam and the methods that the paper sets it against, on one plateau as the page of flats has it."""
    return scene(tuple(contender(name, BETA1, BETA2, FLAT.lr, FLAT.epsilon) for name in NAMES), slope, FLAT.width)


def bounds() -> dict[str, float]:
    """In η. step, way, landed: the bounds on a step, on the way over a flat with the step that lands, and after it;
    NAME_run: what the rule attains. exceeded: the largest step of the worst gradients of any length, corrected or not,
    over the bound. steps: the way over the step, as bounded and as run; series: 1 / (1 − β₁/√β₂)."""
    found = checked(BETA1, BETA2)
    way, landed = crossing_bound(BETA1, BETA2, last_step=True), crossing_bound(BETA1, BETA2)
    step = float(step_bound(BETA1, BETA2))
    _, corrected, _, uncorrected, _ = driven(BETA1, BETA2)
    return {
        "step": step,
        "step_run": found[0].run,
        "exceeded": float(max(corrected.max(), uncorrected.max()) / step),
        "way": way,
        "way_run": found[2].run,
        "landed": landed,
        "landed_run": found[3].run,
        "steps": way / step,
        "steps_run": found[2].run / found[0].run,
        "series": 1 / (1 - BETA1 / sqrt(BETA2)),
    }


def factor() -> dict[str, float]:
    """The correction factor at β₁ = 0.9, β₂ = 0.999 and on a grid of decays with β₂ > β₁². largest: over all steps at
    the defaults; grid_largest: over all steps and decays. misjudged: decays for which "at most 1 at every step" and
    β₂ ≥ β₁ (2 − β₁) differ. printed_sign, right_sign: steps at the defaults at which β₂ᵗ is at least β₁²ᵗ − 2 β₁ᵗ, and
    at least 2 β₁ᵗ − β₁²ᵗ, though the factor is above 1, or below it though it is not."""
    t = np.arange(1.0, 401.0)
    one, two = (each.ravel() for each in np.meshgrid(DECAYS, DECAYS))
    clear = np.abs(two - one * (2 - one)) > 1e-9  # on the border itself rounding would decide
    one, two = one[clear], two[clear]
    factors = np.array([correction_factor(b1, b2, t).max() for b1, b2 in zip(one, two, strict=True)])
    below = factors <= 1 + 1e-12
    a, b, c = BETA1**t, BETA2**t, SHORT**t
    return {
        "largest": float(correction_factor(BETA1, BETA2, t).max()),
        "grid_largest": float(factors[two > one * one].max()),
        "misjudged": float((below != factor_stays_below_one(one, two)).sum()),
        "printed_sign": float(_misread(c, a * a - 2 * a, SHORT) + _misread(b, a * a - 2 * a, BETA2)),
        "right_sign": float(_misread(c, 2 * a - a * a, SHORT) + _misread(b, 2 * a - a * a, BETA2)),
    }


def _misread(power: Array, least: Array, beta2: float) -> int:
    """Steps at which `power` >= `least` and "the factor is at most 1" differ."""
    t = np.arange(1.0, len(power) + 1)
    apart = np.abs(power - least) > 1e-12  # as equal as rounding lets them be
    return int((apart & ((power >= least) != (correction_factor(BETA1, beta2, t) <= 1))).sum())


def coasted(scenario: Scenario) -> dict[str, float]:
    """NAME: how far each goes on the flat after landing, in η. adam_SLOPE: Adam's way after a ramp of each of SLOPES.
    bound: on Adam's. steps: Adam's way over the largest step."""
    land = scenario.landscape
    slope, width = (float(value) for value in land.p)
    out = {
        name: coasting(each.configured, slope, width).distance
        for name, each in zip(scenario.keys, scenario.contenders, strict=True)
    }
    adam = scenario.contenders[0].configured
    out |= {f"adam_{each:g}": coasting(adam, each, width).distance for each in SLOPES}
    ball = scenario.contenders[1].configured
    out |= {f"ball_{each:g}": coasting(ball, each, width).distance for each in SLOPES}
    out["bound"] = crossing_bound(adam.hyper.beta1, adam.hyper.beta2)
    out["steps"] = out["adam"] / float(step_bound(adam.hyper.beta1, adam.hyper.beta2))
    return out


def ages(lr: float = 1e-3) -> dict[str, float]:
    """A single gradient and then none: `grows`: how often the step is longer than the one before; `ratio`: of one step
    to the one before, the largest distance from β₁ / √β₂. newest: the step that a single newest gradient drives, in η;
    spread: the longest that any history does."""
    rule = Stepper(OPTIMIZERS["adam"].with_(lr=lr, epsilon=0.0, bias_correction="none"))
    steps = np.array([float(rule.step(np.array([1.0 if k == 0 else 0.0]))[0]) for k in range(AGES)]) / lr
    return {
        "grows": float((np.diff(steps) >= 0).sum()),
        "ratio": float(np.abs(steps[1:] / steps[:-1] - BETA1 / np.sqrt(BETA2)).max()),
        "newest": float(steps[0]),
        "spread": bounds()["step_run"],
    }
