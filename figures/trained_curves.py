"""A quantity of small trainings against the update, a line for each experiment with the range of its seeds: those that
have run in this process, without a launch (`networks.here`)."""

from collections.abc import Mapping

import numpy as np
import plotly.graph_objects as go

from figures.training import training_figure
from networks.here import Trained
from networks.results.comparing import SeedCurve

MEDIAN = 2  # of the quantiles of an effective rate


def trained_figure(quantity: str, runs: Mapping[str, Trained], dark: bool = False) -> go.Figure:
    """The quantity, of those that have it: as it was measured, or where it is known of each update, its mean over each
    epoch. runs: by title."""
    curves = [
        (title, each.experiment.optimizer.configured, None, curve)
        for title, each in runs.items()
        if (curve := _curve(quantity, each)) is not None
    ]
    return training_figure(quantity, curves, max(each.experiment.steps for each in runs.values()), dark)


def _curve(quantity: str, run: Trained) -> SeedCurve | None:
    if quantity in run.measurements:
        step, values = run.measurements[quantity]
        values = values if values.ndim == 2 else values[:, :, MEDIAN]
    elif quantity in run.curves:
        every, known = run.experiment.epoch, run.curves[quantity]
        epochs = known.shape[1] // every
        values = known[:, : epochs * every].reshape(len(known), epochs, every).mean(axis=2)
        step = every * np.arange(1, epochs + 1)
    else:
        return None
    return SeedCurve(np.asarray(step, np.int64), values.mean(axis=0), values.min(axis=0), values.max(axis=0))
