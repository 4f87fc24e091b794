"""The panels of a picture: loss, gradient norm, distance, effective rates and sharpness against the step, named at the
right."""

from typing import Any

import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from figures import clock
from figures.numbers import parts
from figures.placing import spread
from figures.quantities import EDGE, QUANTITIES, heading
from figures.scales import Scale, scale
from figures.theme import Theme
from player.export.film import Film
from player.export.ground import Area
from player.export.lettering import REGULAR, SEMIBOLD, Number, face, width
from player.export.trails import draw_mark

Array = npt.NDArray[np.float64]
# quantity -> channel
PANELS = {"loss": 2, "gradient_norm": 3, "distance": 4, "effective_lr_x": 5, "effective_lr_y": 6, "sharpness": 7}
RATES = (5, 6)  # they share a scale
# px around the curves
LEFT = 40
RIGHT = 134
TOP = 24
BOTTOM = 6
LABEL = 11.5  # px
DENSE, BAND = 3, 0.2  # steps in a pixel from which on they are drawn as a band, and its strength


class FilmPanel:
    """One quantity, on axes whose units are px. `box` is where the curves are."""

    def __init__(self, axes: Axes, film: Film, quantity: str, area: Area, footing: float, t: Theme) -> None:
        self.axes = axes
        self.film = film
        self.theme = t
        self.channel = PANELS[quantity]
        left, top, w, h = area
        self.right = left + w
        self.box: Area = (left + LEFT, top + TOP, w - LEFT - RIGHT, h - TOP - BOTTOM - footing)
        self.bottom = self.box[1] + self.box[3]
        shared = RATES if self.channel in RATES else (self.channel,)
        columns = [d[:, c] for c in shared for d in film.data]
        q = QUANTITIES[quantity]
        self.scale: Scale | None = scale(columns, q.thrown, q.highest, q.edge)
        self._frame(quantity, left, top)
        if footing:
            self._steps()
        x, y, w, h = self.box
        self.clip = axes.add_patch(Rectangle((x - 4, y - 4), w + 8, h + 8, facecolor="none", edgecolor="none"))
        self.curves = [drawn for k in range(len(film.runs)) for drawn in self._curve(k)] if self.scale else []
        styles = [run.optimizer for run in film.runs]
        self.marks = [draw_mark(axes, o.series.mark, 4, facecolor=t.series(o), edgecolor=t.paper, lw=1) for o in styles]
        self.names = [
            axes.text(0, 0, name, color=t.series(o), fontproperties=face(LABEL, SEMIBOLD), va="center_baseline")
            for name, o in zip(film.scenario.titles, styles, strict=True)
        ]
        self.values = [Number(axes, LABEL, t.soft) for _ in styles]
        (self.line,) = axes.plot([], [], color=t.soft, alpha=0.45, lw=1)
        numbers = [a for value in self.values for a in (value.base, value.raised)]
        self.movers: list[Any] = [self.line, *self.marks, *self.names, *numbers]

    def across(self, step: npt.ArrayLike) -> Any:
        return self.box[0] + self.box[2] * clock.share(step, self.film.scenario.steps)

    def up(self, value: npt.ArrayLike) -> Any:
        assert self.scale is not None
        return self.bottom - self.box[3] * self.scale.place(value)

    def show(self, t: float) -> list[Any]:
        """Marks, labels and the step line at step t; returns the artists in drawing order."""
        if self.scale is None:
            return []
        x = float(self.across(t))
        self.line.set_data([x, x], [self.box[1] - 4, self.bottom + 2])
        at = [self.film.frame(k, t) for k in range(len(self.film.runs))]
        alive = [t <= self.film.step[len(d) - 1] or len(d) == len(self.film.step) for d in self.film.data]
        now = [float(d[i, self.channel]) for d, i in zip(self.film.data, at, strict=True)]
        y = [float(self.up(v)) if np.isfinite(v) else np.nan for v in now]
        shown: list[Any] = [self.line] if t < self.film.scenario.steps else []
        for mark, height, here in zip(self.marks, y, alive, strict=True):
            if here and self.box[1] - 4 <= height:
                mark.set_offsets([(x, height)])
                shown.append(mark)
        return shown + self._labels(now, y)

    def _labels(self, now: list[float], y: list[float]) -> list[Any]:
        """Names and values at the right, pushed apart."""
        low, high = self.box[1] - 14, self.bottom
        gap = max(10.5, min(13.0, (high - low) / max(len(y), 1)))
        shown: list[Any] = []
        for name, value, v, place in zip(
            self.names, self.values, now, spread([max(h, low) for h in y], gap, low, high), strict=True
        ):
            if place is not None:
                name.set_position((self.box[0] + self.box[2] + 9, place))
                value.put(parts(v, 2), self.right, place)
                shown += [name, *value.artists]
        return shown

    def _frame(self, quantity: str, left: float, top: float) -> None:
        """Title, symbol, hair lines and their numbers."""
        t, font = self.theme, face(12.5, SEMIBOLD)
        title, sign = heading(quantity, self.film.scenario.landscape)
        self.axes.text(left, top + 12, title, color=t.text, fontproperties=font, va="baseline")
        if sign:
            at = left + width(title, font) + 8
            self.axes.text(
                at, top + 12, sign, color=t.soft, fontproperties=face(13, serif=True, italic=True), va="baseline"
            )
        x, _, w, _ = self.box
        edge = QUANTITIES[quantity].edge
        if edge and self.scale:
            y = float(self.up(edge))
            self.axes.plot([x, x + w], [y, y], color=t.soft, lw=1, ls=(0, (2, 3)))
            self.axes.text(x + 4, y - 3, EDGE, color=t.soft, fontproperties=face(11), va="baseline")
        for value, label in self.scale.ticks if self.scale else ():
            y = float(self.up(value))
            self.axes.plot([x, x + w], [y, y], color=t.hair, lw=1, solid_capstyle="butt")
            Number(self.axes, 11, t.soft).put(label, x - 8, y)

    def _steps(self) -> None:
        steps = self.film.scenario.steps
        for step, (base, raised) in clock.step_ticks(steps, self.box[2] / 44):
            words = rf"$\mathregular{{{base}^{{{raised}}}}}$" if raised else base
            self.axes.text(
                float(self.across(step)),
                self.bottom + 18,
                words,
                ha="center",
                va="baseline",
                color=self.theme.soft,
                fontproperties=face(11, REGULAR),
            )

    def _curve(self, k: int) -> list[tuple[Any, float]]:
        """A run's line with its strength; where it has many steps in a pixel, their median, and all they span as a
        faint band."""
        data, optimizer = self.film.data[k], self.film.runs[k].optimizer
        x, y = self.across(self.film.step[: len(data)]), self.up(data[:, self.channel])
        colour, pattern = self.theme.series(optimizer), [length / 1.5 for length in optimizer.series.dash]
        column = np.floor(x).astype(np.int64)
        first = np.flatnonzero(np.diff(column, prepend=-1))
        count = np.diff(first, append=len(x))
        drawn: list[tuple[Any, float]] = []
        if len(x) > DENSE * len(first):
            low, high = np.minimum.reduceat(y, first), np.maximum.reduceat(y, first)
            band = self.axes.fill_between(x[first], low, high, where=count > 1, color=colour, lw=0, alpha=BAND)
            drawn.append((band, BAND))
            x, y = x[first], np.array([np.median(y[i : i + n]) for i, n in zip(first, count, strict=True)])
        (line,) = self.axes.plot(x, y, color=colour, lw=1.5, ls=(0, pattern) if pattern else "-")
        drawn.append((line, 1.0))
        for artist, _ in drawn:
            artist.set_clip_path(self.clip)
        return drawn
