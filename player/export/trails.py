"""The trails of a picture, from the start to step t: whole path, the last steps swelling, mark and name at the head."""

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.colors import to_rgba
from matplotlib.patches import Rectangle
from matplotlib.path import Path
from matplotlib.patheffects import Normal, Stroke
from matplotlib.transforms import IdentityTransform

from figures.marks import outline
from figures.placing import beside
from figures.theme import Theme
from figures.trails import head
from player.export.film import Film
from player.export.ground import Area, Projection, draw_start
from player.export.lettering import SEMIBOLD, face, width

TAIL = 26  # steps that swell
APART = 7.0  # px: from here on, iterates of the tail get a dot
RADIUS = 6.2


class Trail:
    """One run's trail, on axes whose units are px."""

    def __init__(self, axes: Axes, film: Film, k: int, to: Projection, t: Theme) -> None:
        optimizer = film.runs[k].optimizer
        self.film = film
        self.k = k
        self.to = to
        self.title = film.scenario.titles[k]
        self.colour = t.series(optimizer)
        x, y, w, h = to.area
        inside = Rectangle((x, y), w, h, transform=axes.transData)
        pattern = [length / 1.6 for length in optimizer.series.dash]
        (self.line,) = axes.plot(
            [],
            [],
            color=self.colour,
            lw=1.6,
            alpha=0.75,
            ls=(0, pattern) if pattern else "-",
            solid_capstyle="round",
            zorder=4,
        )
        self.tail = LineCollection([], capstyle="round", zorder=5)
        self.dots = axes.scatter([], [], color=self.colour, lw=0, zorder=5)
        axes.add_collection(self.tail)
        for artist in (self.line, self.tail, self.dots):
            artist.set_clip_path(inside)
        self.halo, self.mark = (
            draw_mark(axes, optimizer.series.mark, RADIUS, **style)
            for style in (
                {"facecolor": t.paper, "edgecolor": t.paper, "lw": 3.0, "joinstyle": "round"},
                {"facecolor": self.colour, "lw": 0},
            )
        )
        self.name = axes.text(
            0, 0, self.title, color=self.colour, fontproperties=face(12.5, SEMIBOLD), va="center_baseline", zorder=9
        )
        self.name.set_path_effects([Stroke(linewidth=3.5, foreground=t.paper, alpha=0.85), Normal()])

    @property
    def artists(self) -> list[Any]:
        return [self.line, self.tail, self.dots]

    def show(self, t: float) -> tuple[float, float] | None:
        """Draw up to step t. Returns where the head is, in px; None if the map does not show it."""
        path = self.film.path(self.k, t)
        px = self.to(path)
        self.line.set_data(px[:, 0], px[:, 1])
        i = head(path, self.film.ground.window)
        last = px[-TAIL - 1 :]
        grown = 1 - np.arange(len(last) - 1, 0, -1) / TAIL
        self.tail.set_segments(list(np.stack([last[:-1], last[1:]], axis=1)))
        self.tail.set_linewidth(list(1.6 + 2.8 * grown**2))
        self.tail.set_color([(*to_rgba(self.colour)[:3], 0.95 * g) for g in grown])
        apart = np.hypot(*np.diff(last, axis=0).T) > APART
        self.dots.set_offsets(last[1:][apart])
        self.dots.set_sizes((2 * (1.2 + 1.6 * grown[apart])) ** 2)
        at = px[i] if i is not None else np.full(2, np.nan)
        for mark in (self.halo, self.mark):
            mark.set_offsets([at])
        return None if i is None else (float(at[0]), float(at[1]))


class Trails:
    """All runs' trails with the names at their heads."""

    def __init__(self, axes: Axes, film: Film, area: Area, t: Theme) -> None:
        self.area, self.to = area, Projection(film.ground, area)
        self.trails = [Trail(axes, film, k, self.to, t) for k in range(len(film.runs))]
        self.rings = draw_start(axes, film, area, t)
        start = self.to(np.array([film.scenario.start]))[0] - area[:2]
        self.taken = (start[0] - 12, start[1] - 12, 24.0, 24.0)
        own = [a for trail in self.trails for a in (*trail.artists, trail.halo, trail.mark, trail.name)]
        self.movers: list[Any] = own + list(self.rings)

    def show(self, t: float) -> list[Any]:
        """Draw up to step t; returns the artists in drawing order."""
        left, top, w, h = self.area
        heads = [trail.show(t) for trail in self.trails]
        local = [p and (p[0] - left, p[1] - top) for p in heads]
        widths = [width(trail.title, face(12.5, SEMIBOLD)) for trail in self.trails]
        named = []
        for trail, place in zip(self.trails, beside(local, widths, (w, h), [self.taken]), strict=True):
            if place and t > 0:
                trail.name.set_position((place[0] + left, place[1] + top))
                named.append(trail.name)
        marks = [m for trail, p in zip(self.trails, heads, strict=True) if p for m in (trail.halo, trail.mark)]
        return [*(a for trail in self.trails for a in trail.artists), *marks, *self.rings, *named]


def draw_mark(axes: Axes, mark: str, radius: float, **style: Any) -> PathCollection:
    """A mark of a fixed size in px; its place is its offset."""
    corners = np.array(outline(mark)) * radius
    shape = Path([*corners, corners[0]], closed=True)
    joined = style.pop("joinstyle", "miter")
    made = PathCollection(
        [shape],
        sizes=[1],
        offsets=[(np.nan, np.nan)],
        offset_transform=axes.transData,
        transform=IdentityTransform(),
        **style,
    )
    made.set(joinstyle=joined, zorder=7)
    axes.add_collection(made, autolim=False)
    return made
