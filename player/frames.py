"""Which steps the browser gets: at most a few thousand, shared by all runs, so that one clock drives everything."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from dynamics import Trajectory

MOST_FRAMES = 4_000
FLOATS = 100_000  # all runs together: 0.4 MB
CHANNELS = ("x", "y", "loss", "gradient", "distance", "rate_x", "rate_y")


def frames(runs: Sequence[Trajectory], steps: int) -> npt.NDArray[np.int64]:
    """Ascending steps from 0 to `steps`: all of them if they fit.

    Otherwise a third is spaced evenly in log step, so that a fast beginning stays smooth; the rest of the run is cut into equal
    parts, and from each part come the steps at which some run is farthest left, right, up or down: an oscillation keeps its envelope.
    """
    most = min(MOST_FRAMES, FLOATS // (len(CHANNELS) * max(len(runs), 1)))
    if steps < most:
        return np.arange(steps + 1, dtype=np.int64)
    early = np.unique(np.geomspace(1, steps, most // 3).astype(np.int64))
    parts = max(8, (most - len(early)) // (4 * max(len(runs), 1) + 1))
    width = -(-(steps + 1) // parts)
    picked = [np.array([0, steps]), early, np.arange(0, steps + 1, width)]
    for run in runs:
        whole = len(run.position) // width
        for axis in range(2 if whole else 0):
            values = run.position[: whole * width, axis].reshape(whole, width)
            first = np.arange(whole) * width
            picked += [first + values.argmin(axis=1), first + values.argmax(axis=1)]
    return np.unique(np.concatenate(picked))


def channels(run: Trajectory, steps: npt.NDArray[np.int64], lowest: float | None) -> npt.NDArray[np.float32]:
    """(F, 7) in the order of CHANNELS at the given steps; NaN after a run has ended. Loss is above the known minimum, if there is one."""
    out = np.full((len(steps), len(CHANNELS)), np.nan, np.float32)
    alive = steps < len(run.position)
    rows = run.at(steps[alive])
    loss = run.surface.value(*rows.position.T) - (lowest or 0.0)
    distance = run.surface.distance(*rows.position.T)
    norm = np.hypot(*run.surface.gradient(*rows.position.T))
    with np.errstate(over="ignore"):
        out[alive] = np.column_stack([rows.position, loss, norm, distance, rows.effective_lr])
    return out
