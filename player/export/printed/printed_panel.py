"""What every kind of trace is drawn on, and where the cells of a field lie."""

from io import BytesIO
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from player.export.printed.axis import Axis

Array = npt.NDArray[np.float64]


class PrintedPanel(NamedTuple):
    """Axes in px, the two axes of a subplot, the box that clips what is drawn, the figure's text colour and paper."""

    axes: Axes
    x: Axis
    y: Axis
    box: Rectangle
    colour: str
    paper: str

    def add(self, artist: Any, clipped: bool = True) -> None:
        self.axes.add_artist(artist)
        artist.set_clip_path(self.box if clipped else None)


def edges(first: Any, step: Any, places: Any, count: int, axis: Axis) -> Array:
    """The count + 1 edges of a field's cells along an axis, as numbers on it."""
    if places is None:
        return axis.number((first or 0) + (1 if step is None else step) * (np.arange(count + 1) - 0.5))
    at = axis.number(places)
    if len(at) == count + 1:
        return at
    if len(at) == 1:
        half = (1 if step is None else step) / 2
        return np.array([at[0] - half, at[0] + half])
    inner = (at[1:] + at[:-1]) / 2
    return np.concatenate([[2 * at[0] - inner[0]], inner, [2 * at[-1] - inner[-1]]])


def picture(trace: Any) -> npt.NDArray[Any]:
    """An image's pixels (rows, columns, 3 or 4), given as numbers or as a data URI."""
    if trace.z is not None:
        return np.asarray(trace.z)
    from base64 import b64decode

    from PIL import Image

    return np.asarray(Image.open(BytesIO(b64decode(trace.source.split(",", 1)[1]))))


def cells(trace: Any, shape: tuple[int, ...], x: Axis, y: Axis) -> list[tuple[Any, ...]]:
    """For both axes, what `edges` wants to know of a field of (rows, columns, ...)."""
    rows, columns = shape[:2]
    places = (None, None) if trace.type == "image" else (trace.x, trace.y)
    return [(trace.x0, trace.dx, places[0], columns, x), (trace.y0, trace.dy, places[1], rows, y)]


def centres(trace: Any, x: Axis, y: Axis) -> tuple[Array, Array]:
    ends = [edges(*a) for a in cells(trace, np.shape(trace.z), x, y)]
    return (ends[0][1:] + ends[0][:-1]) / 2, (ends[1][1:] + ends[1][:-1]) / 2
