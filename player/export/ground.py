"""The map of a picture: bands, contours with numbers, axes, minima and the start; nothing that moves."""

import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.patches import Circle, PathPatch, Rectangle
from matplotlib.path import Path

from figures.contours import Ground
from figures.numbers import parts, ticks
from figures.placing import contour_numbers
from figures.theme import Theme
from player.export.film import Film
from player.export.lettering import face

Array = npt.NDArray[np.float64]
Area = tuple[float, float, float, float]  # left, top, width, height in px


class Projection:
    """From the plane to px, y down."""

    def __init__(self, ground: Ground, area: Area) -> None:
        x0, x1, _, self.top = ground.window
        self.left = x0
        self.area = area
        self.scale = area[2] / (x1 - x0)

    def __call__(self, points: Array) -> Array:
        """(N, 2) -> (N, 2)."""
        px: Array = np.empty(np.shape(points))
        px[:, 0] = self.area[0] + (points[:, 0] - self.left) * self.scale
        px[:, 1] = self.area[1] + (self.top - points[:, 1]) * self.scale
        return px


def draw_ground(axes: Axes, film: Film, area: Area, t: Theme) -> None:
    """Draw it on axes whose units are px."""
    land, to = film.ground, Projection(film.ground, area)
    frame = Rectangle(area[:2], *area[2:], facecolor=t.band(0), edgecolor="none")
    axes.add_patch(frame)
    n = max(len(land.levels), 1)
    for i, (rings, lines) in enumerate(zip(land.fills, land.lines, strict=True)):
        colour, width = t.contour(i, i / n)
        axes.add_patch(PathPatch(_compound([to(r) for r in rings]), facecolor=t.band((i + 1) / n), edgecolor="none"))
        axes.add_collection(
            LineCollection([to(line) for line in lines], colors=colour, linewidths=width, capstyle="round"),
            autolim=False,
        )
    _numbers(axes, film, to, t)
    _scales(axes, land, to, t)
    for x, y in to(film.scenario.landscape.minima):
        for dx, dy in ((5, 0), (0, 5)):
            (stroke,) = axes.plot([x - dx, x + dx], [y - dy, y + dy], color=t.text, lw=1.2, alpha=0.75)
            stroke.set_clip_path(frame)


def draw_start(axes: Axes, film: Film, area: Area, t: Theme) -> list[Circle]:
    """The ring at the start, colour on a halo of paper."""
    at = tuple(Projection(film.ground, area)(np.array([film.scenario.start]))[0])
    inside = Rectangle(area[:2], *area[2:], transform=axes.transData)
    rings = [
        Circle(at, 9, fill=False, edgecolor=colour, lw=w, zorder=8) for w, colour in ((4.5, t.paper), (1.5, t.text))
    ]
    for ring in rings:
        axes.add_patch(ring)
        ring.set_clip_path(inside)
    return rings


def _compound(rings: list[Array]) -> Path:
    """Rings as one shape: outer ones and holes turn opposite ways."""
    codes = [[Path.MOVETO, *[Path.LINETO] * (len(r) - 2), Path.CLOSEPOLY] for r in rings]
    return Path(np.concatenate(rings), np.concatenate(codes)) if rings else Path(np.empty((0, 2)))


def _numbers(axes: Axes, film: Film, to: Projection, t: Theme) -> None:
    """Each in a gap of its line."""
    land, s = film.ground, film.scenario
    marks = np.array([s.start, *s.landscape.minima])
    n = max(len(land.levels), 1)
    for q in contour_numbers(land, to.area[2], [d[:, :2] for d in film.data], marks):
        (x, y), (base, raised) = to(np.array([[q.x, q.y]]))[0], parts(land.levels[q.level], 2)
        words = rf"$\mathregular{{{base}^{{{raised}}}}}$" if raised else base
        gap = {"facecolor": t.band((q.level + 0.5) / n), "edgecolor": "none", "pad": 1.2}
        axes.text(
            x,
            y,
            words,
            rotation=q.angle,
            rotation_mode="anchor",
            ha="center",
            va="center_baseline",
            color=t.on_map,
            fontproperties=face(10.5),
            bbox=gap,
        )


def _scales(axes: Axes, land: Ground, to: Projection, t: Theme) -> None:
    """Numbers and ticks inside two edges."""
    x0, x1, y0, y1 = land.window
    left, top, width, height = to.area
    bottom = top + height
    font = face(11)
    letter = face(13, serif=True, italic=True)
    for v in ticks(x0, x1, 9):
        x = float(to(np.array([[v, y0]]))[0, 0])
        if left + 40 < x < left + width - 24:
            axes.plot([x, x], [bottom - 5, bottom], color=t.on_map, lw=1)
            axes.text(x, bottom - 9, parts(v)[0], ha="center", va="baseline", color=t.on_map, fontproperties=font)
    for v in ticks(y0, y1, 6):
        y = float(to(np.array([[x0, v]]))[0, 1])
        if top + 24 < y < bottom - 30:
            axes.plot([left, left + 5], [y, y], color=t.on_map, lw=1)
            axes.text(left + 9, y, parts(v)[0], ha="left", va="center_baseline", color=t.on_map, fontproperties=font)
    axes.text(left + width - 10, bottom - 9, "x", ha="right", va="baseline", color=t.on_map, fontproperties=letter)
    axes.text(left + 9, top + 18, "y", ha="left", va="baseline", color=t.on_map, fontproperties=letter)
