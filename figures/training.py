"""A training quantity of several runs against the update, one line for all seeds of a setting."""

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go

from dynamics import Optimizer
from figures.scales import Scale, linear, scale
from figures.step_curves import StepCurve, curve_figure
from networks.results.comparing import QUANTITIES, SeedCurve


def training_figure(
    quantity: str, curves: Sequence[tuple[str, Optimizer, float | None, SeedCurve]], steps: int, dark: bool = False
) -> go.Figure:
    """`curves`: (name, optimizer, tone, values); shares are shown in %. The band reaches from the least seed to the
    greatest."""
    q = QUANTITIES[quantity]
    drawn = [_drawn(*one, 100 if q.share else 1) for one in curves]
    ruler = _ruler([c.value for c in drawn] + [b for c in drawn for b in (c.low, c.high) if b is not None], q.share)
    return curve_figure(
        drawn, f"{q.title}, %" if q.share else q.title, q.sign, steps, ruler, dark, "Nothing is recorded yet."
    )


def _drawn(name: str, optimizer: Optimizer, tone: float | None, c: SeedCurve, unit: int) -> StepCurve:
    low, high = (unit * c.low, unit * c.high) if (c.high > c.low).any() else (None, None)
    return StepCurve(name, optimizer, c.step, unit * c.value, low, high, tone)


def _ruler(columns: list[np.ndarray], share: bool) -> Scale | None:
    finite = [c[np.isfinite(c)] for c in columns]
    if not any(len(c) for c in finite):
        return None
    return (
        linear(min(c.min() for c in finite if len(c)), max(c.max() for c in finite if len(c)))
        if share
        else scale(columns)
    )
