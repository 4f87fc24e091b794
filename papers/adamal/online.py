"""Reddi's problem with period 3, as the Online page plays it: whose budget falls, whose swaps, who ends where."""

from dynamics.online import Play
from dynamics.online.identity import apart
from scenarios.online_scenario import EXAMPLES, OnlineScenario, playing

SETTING = EXAMPLES["Reddi's period 3"]
NAMES = ("adam", "amsgrad", "adamal", "adagrad", "sgd")


def plays(setting: OnlineScenario) -> list[Play]:
    """What is drawn: each optimizer's play."""
    return list(playing(setting.model_copy(update={"optimizers": NAMES}).runs))


def budgets(setting: OnlineScenario) -> dict[str, float]:
    """NAME_gamma, NAME_budget: the shares of the rounds in which Γ < 0 and in which B falls; NAME_end: the last x."""
    out: dict[str, float] = {}
    for name, each in zip(NAMES, plays(setting), strict=True):
        out |= {
            f"{name}_gamma": float(each.gamma_falls.max()),
            f"{name}_budget": float(each.budget_falls.max()),
            f"{name}_end": float(each.position[-1].mean()),
        }
    return out


def identity(setting: OnlineScenario) -> dict[str, float]:
    """The largest differences in B, relative to it, and in x: equation 16 beside AdamAL, and AdamAL beside Reddi's
    AMSGrad."""
    sixteen, adamal, amsgrad = playing(setting.identity)
    same, other = apart(sixteen, adamal), apart(adamal, amsgrad)
    return {
        "x": same.position,
        "divisor": same.divisor,
        "x_from_reddi": other.position,
        "divisor_from_reddi": other.divisor,
    }
