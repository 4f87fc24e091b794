"""Words and small marks for films: each is drawn once, and from then on only copied. Drawing type is most of a frame's
cost."""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.text import Text

Pixels = npt.NDArray[np.uint8]
ROOM = 10  # px around a mark's centre


class Stamp(NamedTuple):
    """`colour` (h, w, 3) and `alpha` (h, w, 1) of a drawn thing; its corner lies (dx, dy) px from the thing's own
    place, rows downward."""

    colour: npt.NDArray[np.float32]
    alpha: npt.NDArray[np.float32]
    dx: int
    dy: int


class Stamps:
    """For a canvas of (height, width) px at `dpi`."""

    def __init__(self, height: int, width: int, dpi: float) -> None:
        self.height, self.width = height, width
        self.scratch: Any = RendererAgg(width, height, dpi)  # type: ignore[no-untyped-call]
        self.made: dict[Any, Stamp | None] = {}

    def press(self, artist: Any, shot: Pixels) -> None:
        """Copy a text or a mark to where it stands now, to the nearest px."""
        x, y = self._place(artist)
        if not (0 <= x < self.width and 0 <= y < self.height):
            return
        key = _key(artist)
        if key not in self.made:
            self.made[key] = self._draw(artist, x, y)
        if (stamp := self.made[key]) is None:
            return
        left, top = x + stamp.dx, y + stamp.dy
        h, w = stamp.alpha.shape[:2]
        if 0 <= left <= self.width - w and 0 <= top <= self.height - h:
            under = shot[top : top + h, left : left + w, :3]
            under[:] = under + (stamp.colour - under) * stamp.alpha + 0.5

    def _place(self, artist: Any) -> tuple[int, int]:
        at = artist.get_position() if isinstance(artist, Text) else artist.get_offsets()[0]
        x, y = artist.axes.transData.transform(at)
        return round(float(x)), round(self.height - float(y))

    def _draw(self, artist: Any, x: int, y: int) -> Stamp | None:
        if isinstance(artist, Text):
            box = artist.get_window_extent(self.scratch).padded(4)
            left = box.x0
            right = box.x1
            top = self.height - box.y1
            bottom = self.height - box.y0
        else:
            left = x - ROOM
            right = x + ROOM
            top = y - ROOM
            bottom = y + ROOM
        rows = slice(max(0, int(top)), min(self.height, int(bottom) + 1))
        columns = slice(max(0, int(left)), min(self.width, int(right) + 1))
        artist.draw(self.scratch)
        drawn = np.asarray(self.scratch.buffer_rgba())[rows, columns].astype(np.float32)
        self.scratch.clear()
        if not drawn[..., 3].any():
            return None
        return Stamp(drawn[..., :3], drawn[..., 3:] / np.float32(255), columns.start - x, rows.start - y)


def _key(artist: Any) -> Any:
    if isinstance(artist, Text):
        return (
            artist.get_text(),
            artist.get_fontsize(),
            artist.get_fontweight(),
            artist.get_color(),
            bool(artist.get_path_effects()),
        )
    return id(artist)
