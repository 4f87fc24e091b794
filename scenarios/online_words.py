"""What the page of online problems says: about a setting, about its step sizes, and in its tables."""

from collections.abc import Sequence
from math import sqrt

import numpy as np

from dynamics import Schedule
from dynamics.online import Play
from dynamics.online.identity import apart
from dynamics.online.printed import rounds_without_root
from dynamics.words import number
from scenarios.online_scenario import OnlineScenario

LOOK = {
    "position": (
        "Look where each one ends. A tint, where there is one, holds its swings, and all seeds but the extreme tenths."
    ),
    "average": (
        "Look at the mean of all positions so far: proofs about regret carry over to it, not to the last position."
    ),
    "regret": "Look for what falls to 0 or below: only that does as well as the best fixed point, in the long run.",
    "budget": (
        "Look where B falls, within a tint too: there the same average of slopes makes a longer step, but for the"
        " schedule."
    ),
    "fallen": (
        "The optimizers chosen above on this surface, with this noise and the problem's schedule: look where B falls."
        " Where η falls as well, Γ may stay up all the same. Rates and decays are those that suit each there."
    ),
    "surfaces": "Look for cells that differ: where nearly every step swaps, the denominator has frozen.",
}
TRIED = 10_000  # rounds in which the average without the square is followed
ROUNDING = 1e-12  # of x, at which an identity is one
READINGS = {
    r"R_T = \sum_{t \le T} f_t(x_t) - \min_u \sum_{t \le T} f_t(u)": (
        "Regret: what was paid, less what the best fixed point would have."
    ),
    r"\Gamma_t = \frac{\sqrt{v_t}}{\eta_t} - \frac{\sqrt{v_{t-1}}}{\eta_{t-1}}, \qquad B_t = \sqrt{v_t}": (
        "Both are read from the effective rate that each rule returns, so the guard ε and a correction count in them. "
        "The table says on which share of the rounds they fall, by more than rounding."
    ),
}


def _times_x(slope: float) -> str:
    """ "3 x", and "−x" for −1."""
    return {1.0: "x", -1.0: "−x", 0.0: "0"}.get(slope, f"{number(slope)} x")


def about(s: OnlineScenario) -> str:
    """The problem in a sentence: its slopes and where the best fixed point lies."""
    problem = s.problem
    when = (
        f"with probability {number(s.chance)}"
        if s.kind == "by chance"
        else f"in the first of every {s.period:,} rounds"
    )
    best = (
        "The slopes cancel: every fixed point is as good"
        if problem.best is None
        else f"The best fixed point is {number(problem.best)}"
    )
    sentence = (
        f"The loss is {_times_x(s.rare)} {when}, else {_times_x(s.usual)}. {best}; on average the slope is"
        f" {number(problem.mean)}."
    )
    total = problem.mean * s.rounds
    chance = abs(s.rare - s.usual) * sqrt(problem.share * (1 - problem.share) * s.rounds)
    if problem.varies and abs(total) < 3 * chance:
        sentence += (
            f" All slopes add up to {number(total)} ± {number(chance)}: so few rounds leave it to chance which end is"
            " best in hindsight."
        )
    return sentence


def travel(s: OnlineScenario) -> str:
    """What the step sizes add up to, and whether an end is within reach."""
    factors = Schedule(s.schedule).factors(0, s.rounds, s.rounds)
    total = s.lr * (float(factors.sum()) if factors.size else s.rounds)
    far = max(s.high - s.start, s.start - s.low)
    sentence = f"Over {s.rounds:,} rounds the step sizes add up to {number(total)}"
    if total < far:
        return (
            f"{sentence}, less than the way to the farther end: who steps by no more than α stays short of it,"
            " and all that shows is which way it leans."
        )
    sentence += f", {number(total / far)} times the way to the farther end"
    if total < 5 * far and s.rare * s.usual < 0:
        return f"{sentence}; but slopes of both signs cancel much of that, and not everyone arrives."
    return f"{sentence}: there is time to arrive, at α a step."


def unsquared(s: OnlineScenario) -> str:
    """What the average without the square would come to on this problem, in the first seed."""
    rounds = min(s.rounds, TRIED)
    share = rounds_without_root(s.problem, s.beta2, rounds, s.seed)
    return (
        f"With v as the reproduction of AMSGrad prints it, of g instead of g², {100 * share:.3g} % of the first"
        f" {rounds:,} rounds here would have no root to divide by."
    )


def results(plays: Sequence[Play]) -> list[dict[str, str]]:
    """Where each optimizer ends, what it regrets, and how often B and gamma fall: the mean over the seeds, and their
    range if it shows."""
    return [
        {
            "Optimizer": p.optimizer.title,
            "Ends at x": _range(p.position[-1]),
            "Average x": _range(p.average[-1]),
            "Regret a round": _range(p.regret[-1] / p.round[-1]),
            "B falls": share_words(p.budget_falls),
            "Γ below 0": share_words(p.gamma_falls),
        }
        for p in plays
    ]


def falling(plays: Sequence[Play]) -> str:
    """Under Γ: for whom it goes below 0, in the first seed, which is the one drawn."""
    below = [p.optimizer.title for p in plays if p.gamma_falls[0] > 0]
    found = (
        "for none of these"
        if not below
        else "for all of these"
        if len(below) == len(plays)
        else f"for {_joined(below)}"
    )
    return (
        f"Proofs of convergence assume that Γ never goes below 0. Over all rounds it does {found}. One seed;"
        " logarithmic on both sides of 0."
    )


def swapping(plays: Sequence[Play], decays: Sequence[float]) -> str:
    """Along a row of swaps, one play for each decay, shortest memory first: what a longer memory changes."""
    counts = np.stack([p.swaps for p in plays], axis=1)  # (seeds, decays)
    each = "In every row" if len(counts) > 1 else "Along the row"
    steps = np.diff(counts, axis=1)
    if not counts.any():
        return "The fresh average never falls below the largest one: there is no swap."
    if not steps.any():
        return f"{each} the number of swaps is the same: here the memory does not matter."
    if (steps <= 0).all():
        return f"{each}: the longer the memory, the fewer swaps{'' if (steps < 0).all() else ', or as many'}."
    if (steps >= 0).all():
        return f"{each}: the longer the memory, the more swaps{'' if (steps > 0).all() else ', or as many'}."
    total = counts.sum(axis=0)
    ends = [[f"{d:g}" for d in np.asarray(decays)[total == end(total)]] for end in (np.max, np.min)]
    return f"Most swaps at β₂ = {_joined(ends[0])}, fewest at {_joined(ends[1])}: memory alone does not decide."


def identical(trio: Sequence[Play]) -> str:
    """Beside the table of the identity: what its first row says."""
    printed, adamal, _ = trio
    away = apart(printed, adamal).position
    far = f"by at most {number(away)}"
    found = f"differ by rounding alone, {far} in x" if 0 < away <= ROUNDING else f"differ in x {far}"
    if away == 0:
        found = "take the very same way"
    return (
        "There the maximum feeds back into the average: max(β₂v + (1 − β₂)g², v) = β₂v + (1 − β₂) max(g², v). On this"
        f" problem the two {found}. Reddi keeps the average and its maximum apart, which is another optimizer."
    )


def _joined(words: Sequence[str]) -> str:
    """a, b and c."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def broken(plays: Sequence[Play]) -> str:
    """Who met 0/0, and when; empty if nobody."""
    met = [f"{p.optimizer.title} by round {p.broken:,}" for p in plays if p.broken is not None]
    return (
        f"A position is no number any more: {', '.join(met)}. A slope of 0 with a guard of 0 gives 0/0." if met else ""
    )


def identity_rows(trio: Sequence[Play]) -> list[dict[str, str]]:
    """How far AdamAL and Reddi's AMSGrad come apart from equation 16."""
    printed, adamal, reddi = trio
    rows = (("AdamAL", apart(printed, adamal)), ("AMSGrad, as Reddi defines it", apart(printed, reddi)))
    return [
        {
            "Against AMSGrad as equation 16 prints it": name,
            "largest difference in x": number(d.position),
            "in B, relative": number(d.divisor),
        }
        for name, d in rows
    ]


def _range(values: np.ndarray) -> str:
    low, high = float(values.min()), float(values.max())
    mean = number(float(values.mean()))
    return mean if number(low) == number(high) else f"{mean}  ({number(low)} to {number(high)})"


def share_words(values: np.ndarray) -> str:
    """The mean of shares: "66.7 %", "never"."""
    mean = float(values.mean())
    return "never" if mean == 0 else f"{100 * mean:.1f} %" if mean >= 5e-4 else "below 0.1 %"


def table(plays: Sequence[Play]) -> str:
    """Every mark of every play as CSV."""
    lines = ["optimizer,seed,round,x,average,regret,B"]
    for p in plays:
        for k, seed in enumerate(p.seeds):
            columns = (p.round, p.position[:, k], p.average[:, k], p.regret[:, k], p.divisor[:, k])
            lines += [
                f"{p.optimizer.name},{seed},{','.join(map(repr, row))}"
                for row in zip(*(c.tolist() for c in columns), strict=True)
            ]
    return "\n".join(lines) + "\n"
