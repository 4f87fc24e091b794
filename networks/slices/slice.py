"""Loss slices: the loss on a plane through the parameters of trained networks, and the training paths over it.

`networks.slicing` computes them.
"""

import csv
import io
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from landscapes import Landscape

Array = npt.NDArray[np.float64]
SliceKind = Literal["path", "around", "between"]


class Request(NamedTuple):
    """A slice of `run`: along its "path", "around" its end (random directions from `seed`) or "between" it and `other`.
    `paths`: with the training paths, for which dense networks train again."""

    kind: SliceKind
    run: int
    other: int | None = None
    seed: int = 0
    paths: bool = True


class Trace(NamedTuple):
    """A run over the plane: `at` (k, 2) is the foot of its parameters after `step` (k,) updates, `away` (k,) their
    distance from it, `loss` (k,) their own loss. Start and end alone, or the whole path: then `held` is the share of
    its variance along the plane and `off` how far from the run's own end the path ended."""

    run: int
    step: npt.NDArray[np.int64]
    at: Array
    away: Array
    loss: Array
    held: float | None
    off: float


class Slice(NamedTuple):
    """loss (m, n) at y (m,) and x (n,). `explained` (2,): the shares of the path's variance along the axes, of kind
    "path". `examples`: how many of the training set the loss is taken on. `normalised`: with batch normalisation, which
    keeps the running statistics of the first run's end at every point (Li et al., 2018)."""

    request: Request
    x: Array
    y: Array
    loss: Array
    examples: int
    traces: tuple[Trace, ...]
    explained: Array | None
    land: Landscape  # the spline through it
    normalised: bool


def table(found: Slice) -> str:
    """As CSV: the grid, then the paths."""
    out = io.StringIO()
    write = csv.writer(out)
    write.writerow(["what", "run", "update", "x", "y", "loss", "distance from the plane"])
    for y, row in zip(found.y, found.loss, strict=True):
        write.writerows(
            ("slice", "", "", f"{x:.9g}", f"{y:.9g}", f"{loss:.9g}", 0) for x, loss in zip(found.x, row, strict=True)
        )
    for t in found.traces:
        for step, (x, y), loss, away in zip(t.step, t.at, t.loss, t.away, strict=True):
            write.writerow(("path", t.run, step, f"{x:.9g}", f"{y:.9g}", f"{loss:.9g}", f"{away:.9g}"))
    return out.getvalue()
