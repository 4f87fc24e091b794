"""What is drawn of a run at each frame, by the packages: the channels of static/engine/channels.js, in its order."""

import numpy as np
import numpy.typing as npt

from dynamics import Trajectory
from dynamics.orbits import living, thermometer

MOST_FRAMES = 4_000
CHANNELS = (
    "x", "y", "loss", "gradient_norm", "distance", "effective_lr_x", "effective_lr_y", "sharpness", "angle",
    "first_moment_x", "first_moment_y", "second_moment_x", "second_moment_y",
)  # fmt: skip


def channels(run: Trajectory, steps: npt.NDArray[np.int64], lowest: float | None) -> npt.NDArray[np.float32]:
    """(F, 13) in the order of CHANNELS at the given steps; NaN after a run has ended.

    Loss is above the known minimum, if there is one. Sharpness is over the optimizer's own threshold; angle is that of
    the steepest direction, from the x axis, in radians.
    """
    out = np.full((len(steps), len(CHANNELS)), np.nan, np.float32)
    alive = steps < len(run.position)
    rows = run.at(steps[alive])
    loss = run.surface.value(*rows.position.T) - (lowest or 0.0)
    distance = run.surface.distance(*rows.position.T)
    norm = np.hypot(*run.surface.gradient(*rows.position.T))
    with np.errstate(over="ignore", invalid="ignore"):
        heat = thermometer(run, rows)
        angle = np.arctan2(heat.direction[:, 1], heat.direction[:, 0])
        averages = rows.first_moment, rows.second_moment
        out[alive] = np.column_stack([rows.position, loss, norm, distance, living(rows), heat.ratio, angle, *averages])
    return out
