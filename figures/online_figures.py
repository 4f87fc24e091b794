"""An online problem's plays over the rounds: where they stand, what they regret, and what they divide by."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import plotly.graph_objects as go

from dynamics.online import Play
from figures.scales import Scale, linear, scale
from figures.step_curves import LEAD, SMALL, Size, StepCurve, curve_figure, level
from figures.theme import theme

Array = npt.NDArray[np.float64]
BAND = (0.1, 0.9)  # of the seeds
LATE = 0.7  # regret before this power of all rounds may leave the picture
ROWS = 120  # drawn of a long play, evenly spaced on the clock


def position_figure(plays: Sequence[Play], dark: bool = False) -> go.Figure:
    """x over the rounds: the median of the seeds, and a band from the low tenth of their least to the high tenth of
    their greatest."""
    lines = [_ranging(p, p.position, p.least, p.most) for p in plays]
    return _on_interval("Position", lines, plays, dark, "x", LEAD)


def average_figure(plays: Sequence[Play], dark: bool = False) -> go.Figure:
    """The mean of all x so far."""
    return _on_interval(
        "Average iterate", [_ranging(p, p.average, p.average, p.average) for p in plays], plays, dark, "x̄"
    )


def regret_figure(plays: Sequence[Play], dark: bool = False) -> go.Figure:
    """Regret over rounds played."""
    with np.errstate(invalid="ignore"):
        each = [p.regret / p.round[:, None] for p in plays]
    lines = [_ranging(p, v, v, v) for p, v in zip(plays, each, strict=True)]
    later = [line.value[line.step >= line.step[-1] ** LATE] for line in lines]
    low, high = min(0.0, *(float(np.nanmin(v)) for v in later)), max(float(np.nanmax(v)) for v in later)
    return _panel("Regret a round", "R ∕ t", lines, linear(low, high), dark)


def budget_figure(plays: Sequence[Play], dark: bool = False) -> go.Figure:
    """What each optimizer divides by, and the range in which it swings between two rounds that are drawn."""
    lines = [_ranging(p, p.divisor, p.divisor_least, p.divisor_most, swings=True) for p in plays]
    ruler = scale([v for line in lines for v in (line.value, line.low, line.high) if v is not None])
    return _panel("Regularization budget", "B = √v", lines, ruler, dark)


def _panel(
    title: str, sign: str, lines: Sequence[StepCurve], ruler: Scale | None, dark: bool, size: Size = SMALL
) -> go.Figure:
    rounds = max(1, *(int(line.step[-1]) for line in lines))
    return curve_figure(lines, title, sign, rounds, ruler, dark, unit="round", size=size)


def _on_interval(
    title: str, lines: Sequence[StepCurve], plays: Sequence[Play], dark: bool, sign: str, size: Size = SMALL
) -> go.Figure:
    problem = plays[0].problem
    ruler = linear(problem.low, problem.high)
    figure = _panel(title, sign, lines, ruler, dark, size)
    if problem.best is not None:
        level(figure, ruler, problem.best, "best fixed point", theme(dark))
    return figure


def _ranging(play: Play, values: Array, least: Array, most: Array, swings: bool = False) -> StepCurve:
    """The rows of a play that are drawn, each with the range since the one before. `swings`: the line runs in the
    middle of that range."""
    rounds = play.round
    wanted = np.unique(np.round(np.geomspace(1, rounds[-1], ROWS)).astype(np.int64))
    rows = (
        np.unique(np.concatenate([[0], np.searchsorted(rounds, wanted)]))
        if len(rounds) > ROWS
        else np.arange(len(rounds))
    )
    begins = np.concatenate([[0], rows[:-1] + 1])
    low, high = np.minimum.reduceat(least, begins), np.maximum.reduceat(most, begins)
    middle = np.sqrt(low) * np.sqrt(high) if swings else values[rows]
    with np.errstate(invalid="ignore"):
        band = [np.quantile(edge, share, axis=1) for edge, share in ((low, BAND[0]), (high, BAND[1]))]
        middle = np.median(middle, axis=1)
    low, high = band
    edges = (None, None) if np.allclose(low, high, rtol=1e-9, atol=0, equal_nan=True) else (low, high)
    return StepCurve(play.optimizer.title, play.optimizer, rounds[rows], middle, *edges)
