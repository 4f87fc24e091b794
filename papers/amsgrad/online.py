"""The synthetic case of paper 004, as the Online page plays it: who ends where, whose average forgets, and what its
printed average comes to."""

import numpy as np
import numpy.typing as npt

from dynamics import Schedule
from dynamics.online import Play
from dynamics.online.printed import average, rounds_without_root
from scenarios.online_scenario import EXAMPLES, OnlineScenario, playing

Array = npt.NDArray[np.float64]

NAMES = ("adam", "amsgrad")
CLASS = ("rmsprop", "adam", "adadelta", "nadam")  # named as those that may fail
PRINTED = EXAMPLES["By chance, as printed"]
PERIODIC = EXAMPLES["Period 101"]
REDDI = EXAMPLES["Reddi's period 3"]
OTHERS = {
    "the same slopes every 101 rounds, α = 0.5/√t": PERIODIC,
    "by chance, α = 0.5/√t": EXAMPLES["By chance"],
    "Reddi's period 3, α = 0.1/√t, β₁ = 0, β₂ = 0.1": REDDI,
}
TRIED = 10_000  # rounds in which the printed average is followed


def plays(setting: OnlineScenario, names: tuple[str, ...] = NAMES) -> dict[str, Play]:
    """NAME -> its play: `round` (K,), and `position` and `regret` (K, seeds): figure 2a."""
    chosen = setting.model_copy(update={"optimizers": names})
    return dict(zip(names, playing(chosen.runs), strict=True))


def ends(setting: OnlineScenario) -> dict[str, float]:
    """NAME_end: the last x, the mean over the seeds. NAME_least, NAME_most: over all seeds, of the last x. NAME_far:
    the largest |x| of all marks. NAME_falls: the share of the rounds in which what it divides by falls. total: what the
    step sizes add up to."""
    factors = Schedule(setting.schedule).factors(0, setting.rounds, setting.rounds)
    out = {"total": setting.lr * (float(factors.sum()) if factors.size else setting.rounds)}
    for name, each in plays(setting).items():
        last = each.position[-1]
        out |= {
            f"{name}_end": float(last.mean()),
            f"{name}_least": float(last.min()),
            f"{name}_most": float(last.max()),
            f"{name}_far": float(np.abs([each.least, each.most]).max()),
            f"{name}_falls": float(each.budget_falls.mean()),
        }
    return out


def failing(setting: OnlineScenario) -> dict[str, float]:
    """NAME: the last x of each of CLASS, the mean over the seeds."""
    return {name: float(each.position[-1].mean()) for name, each in plays(setting, CLASS).items()}


def problem(setting: OnlineScenario) -> dict[str, float]:
    """The mean slope, and the best fixed point in the long run; as counted over the first seed's rounds."""
    each = setting.problem
    rare = float(each.rare_rounds(0, setting.rounds, setting.seed).mean())
    return {
        "mean": each.mean,
        "best": np.nan if each.best is None else each.best,
        "counted": rare * each.rare + (1 - rare) * each.usual,
    }


def rootless(setting: OnlineScenario) -> dict[str, float]:
    """Of the first TRIED rounds: the share in which v has no root to divide by, of g as printed and of g²; and the
    share in which AMSGrad's largest v is 0, so that it divides by nothing."""
    at = setting.problem, setting.beta2, TRIED, setting.seed
    each = setting.problem
    slopes = np.where(each.rare_rounds(0, TRIED, setting.seed), each.rare, each.usual).astype(np.float64)
    largest = np.maximum.accumulate(np.maximum(average(slopes, setting.beta2), 0.0))
    return {
        "printed": rounds_without_root(*at),
        "squared": float((average(slopes**2, setting.beta2) <= 0).mean()),
        "largest_printed": float((largest == 0).mean()),
    }
