"""What the page of online problems says: about a setting, about its step sizes, and in its tables."""

from collections.abc import Sequence

import numpy as np

from dynamics import Schedule
from dynamics.online import Play
from dynamics.online.identity import apart
from dynamics.words import number
from scenarios.games import Game

REACH = "Γ and B are read from the effective rate that the rule returns, so the guard ε and a correction count in them."


def about(game: Game) -> str:
    """The problem in a sentence: its slopes and where the best fixed point lies."""
    problem, signs = game.problem, f"{number(game.rare)} x"
    when = f"with probability {number(game.chance)}" if game.kind == "by chance" else f"in the first of every {game.period:,} rounds"
    best = "The slopes cancel: every fixed point is as good" if problem.best is None else f"The best fixed point is {number(problem.best)}"
    return f"The loss is {signs} {when}, else {number(game.usual)} x. {best}; on average the slope is {number(problem.mean)}."


def travel(game: Game) -> str:
    """What the step sizes add up to, and whether an end is within reach."""
    factors = Schedule(game.schedule).factors(0, game.rounds, game.rounds)
    total = game.lr * (float(factors.sum()) if factors.size else game.rounds)
    ends = min(game.high - game.start, game.start - game.low), max(game.high - game.start, game.start - game.low)
    said = f"Over {game.rounds:,} rounds the step sizes add up to {number(total)}"
    if total < ends[1]:
        return f"{said}, and an end is {number(ends[1])} away: even full steps one way could not cross."
    if total < 20 * ends[1]:
        return f"{said}. Where slopes of both signs come, most of it cancels: do not expect anybody to reach an end, {number(ends[1])} away."
    return f"{said}, many times the {number(ends[1])} to an end: every optimizer has time to arrive."


def results(plays: Sequence[Play]) -> list[dict[str, str]]:
    """Where each optimizer ends, what it regrets, and how often B and gamma fall: the mean over the seeds, and their range if it shows."""
    return [
        {
            "Optimizer": p.optimizer.title,
            "Ends at x": _range(p.position[-1]),
            "Average x": _range(p.average[-1]),
            "Regret a round": _range(p.regret[-1] / p.round[-1]),
            "B falls": _share(p.budget_falls),
            "Γ below 0": _share(p.gamma_falls),
        }
        for p in plays
    ]


def broken(plays: Sequence[Play]) -> str:
    """Who met 0/0, and when; empty if nobody."""
    met = [f"{p.optimizer.title} by round {p.broken:,}" for p in plays if p.broken is not None]
    return f"A position is no number any more: {', '.join(met)}. A slope of 0 with a guard of 0 gives 0/0." if met else ""


def identity_rows(trio: Sequence[Play]) -> list[dict[str, str]]:
    """How far AdamAL and Reddi's AMSGrad come apart from equation 16."""
    printed, adamal, reddi = trio
    rows = (("AdamAL", apart(printed, adamal)), ("AMSGrad, as Reddi defines it", apart(printed, reddi)))
    return [
        {"Against AMSGrad as equation 16 prints it": name, "largest difference in x": number(d.position), "in B, relative": number(d.divisor)}
        for name, d in rows
    ]


def _range(values: np.ndarray) -> str:
    low, high = float(values.min()), float(values.max())
    mean = number(float(values.mean()))
    return mean if number(low) == number(high) else f"{mean}  ({number(low)} to {number(high)})"


def _share(values: np.ndarray) -> str:
    mean = float(values.mean())
    return "never" if mean == 0 else f"{100 * mean:.1f} %" if mean >= 5e-4 else "below 0.1 %"
