"""One drawing of a scenario: title, formula, sentence, map, panels and a caption, at any step. Picture, drawing, loop
and film show it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Lock
from typing import Any

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.text import Text

from dynamics import Trajectory
from figures.theme import theme
from player.export.film import Film
from player.export.film_panel import PANELS, FilmPanel
from player.export.ground import Area, draw_ground
from player.export.lettering import SEMIBOLD, balanced, face, formula, width, wrap
from player.export.provenance import conditions, settings
from player.export.trails import Trails
from scenarios.scenario import Scenario
from scenarios.version import PRODUCT, RELEASE

# px
WIDTH = 1280
HEIGHT = 720
MARGIN = 40
GUTTER = 40
MAP: Area = (MARGIN, 138, 774, 516)
SIDE: Area = (MARGIN + 774 + GUTTER, 138, WIDTH - 2 * MARGIN - 774 - GUTTER, 516)
FOOT = 16.0  # px under the last panel, for the steps
LOSS = 1.3  # how much taller the loss is
MEASURE = 703  # px, 37 em of the sentence
NARROW = "\u00a0"  # keeps the words of one phrase on a line

_one_at_a_time = Lock()
# letters as wide as measured; the same drawing gives the same bytes
MANNERS: Any = {"text.hinting": "none", "svg.hashsalt": "descent"}


@contextmanager
def drawing() -> Iterator[None]:
    """Draw within this: Matplotlib's settings and its parser of formulas are shared by all threads, and one core stays
    free."""
    with _one_at_a_time, rc_context(MANNERS):
        yield


class Scene:
    """Built once; `show(step)` moves what moves. With `steps`, the step now is written at the right, and runs' futures
    can be seen."""

    def __init__(self, scenario: Scenario, runs: Sequence[Trajectory], dark: bool = False, steps: bool = False) -> None:
        self.film, self.theme = Film(scenario, runs), theme(dark)
        self.figure = Figure(figsize=(WIDTH / 72, HEIGHT / 72), dpi=72, facecolor=self.theme.paper)
        self.canvas: Any = FigureCanvasAgg(self.figure)
        self.axes: Axes = self.figure.add_axes((0, 0, 1, 1))
        self.axes.set(xlim=(0, WIDTH), ylim=(HEIGHT, 0), autoscale_on=False)
        self.axes.set_axis_off()
        self._words()
        draw_ground(self.axes, self.film, MAP, self.theme)
        self.trails = Trails(self.axes, self.film, MAP, self.theme)
        self.panels = [FilmPanel(self.axes, self.film, name, area, foot, self.theme) for name, area, foot in _stack()]
        self.now = (
            self._text(WIDTH - MARGIN, 62, "", face(20, SEMIBOLD), self.theme.text, ha="right") if steps else None
        )
        if steps:
            self.total = self._text(WIDTH - MARGIN, 62, f" / {scenario.steps:,}", face(14), self.theme.soft, ha="right")
        self.movers = [
            *self.trails.movers,
            *(m for p in self.panels for m in p.movers),
            *([self.now] if self.now else []),
        ]

    def show(self, t: float) -> list[Any]:
        """Move everything to step t; returns what is to be seen of it, in drawing order."""
        shown = [*self.trails.show(t), *(artist for panel in self.panels for artist in panel.show(t))]
        if self.now:
            self.now.set(text=f"{int(t + 1e-9):,}", x=WIDTH - MARGIN - width(self.total.get_text(), face(14)) - 1)
            shown.append(self.now)
        return shown

    @property
    def width(self) -> int:
        return WIDTH

    def pasts(self, t: float) -> list[tuple[int, int, int, int]]:
        """Of each panel, where its curves are over at step t, in pixels of the canvas: top, bottom, left, right."""
        k = self.figure.dpi / 72
        out = []
        for panel in self.panels:
            left, top, _, h = panel.box
            out.append(
                (
                    round((top - 4) * k),
                    round((top + h + 4) * k),
                    round((left - 2) * k),
                    round(float(panel.across(t)) * k),
                )
            )
        return out

    def rest(self, t: float) -> None:
        """Move everything to step t and hide what is not to be seen there: the figure can be saved as it stands."""
        shown = {id(artist) for artist in self.show(t)}
        for artist in self.movers:
            artist.set_visible(id(artist) in shown)

    def fade_curves(self, alpha: float) -> None:
        """How strongly the panels' curves are drawn."""
        for panel in self.panels:
            for curve, strength in panel.curves:
                curve.set_alpha(alpha * strength)

    def _words(self) -> None:
        """Title with formula, the sentence, and the caption."""
        t = self.theme
        land = self.film.scenario.landscape
        scenario = self.film.scenario
        big = face(40, SEMIBOLD, serif=True)
        self._text(MARGIN - 1, 62, land.title, big, t.text)
        if tex := formula(land.latex):
            at = MARGIN + width(land.title, big) + 18
            room = WIDTH - MARGIN - 130 - at
            size = next((s for s in (18, 16, 14, 12) if width(tex, face(s), True) <= room), None)
            if size:
                self._text(at, 62, tex, face(size), t.soft, math=True)
        for i, line in enumerate(balanced(self.film.sentence.split(" "), face(19, serif=True), MEASURE)[:2]):
            self._text(MARGIN, 94 + 26 * i, line, face(19, serif=True), t.text)
        small, sign = face(11.5), f"{PRODUCT} {RELEASE}"
        text = (
            f"{f'{NARROW}· '.join(p.replace(' ', NARROW) for p in settings(scenario))}. {conditions(scenario)}.".lstrip(
                ". "
            )
        )
        lines = wrap(text.split(" "), small, WIDTH - 2 * MARGIN - width(sign, small) - 40)
        for i, line in enumerate(lines[:3]):
            self._text(MARGIN, 678 + 15 * i, line + (" …" if i == 2 and len(lines) > 3 else ""), small, t.soft)
        self._text(WIDTH - MARGIN, 678, sign, small, t.soft, ha="right")

    def _text(
        self, x: float, y: float, words: str, font: FontProperties, colour: str, ha: str = "left", math: bool = False
    ) -> Text:
        return self.axes.text(x, y, words, fontproperties=font, color=colour, ha=ha, va="baseline", parse_math=math)


def _stack() -> list[tuple[str, Area, float]]:
    """The panels' areas, from the top down; under the last one there is room for the steps."""
    left, top, w, h = SIDE
    unit = (h - FOOT) / (len(PANELS) - 1 + LOSS)
    out = []
    for i, name in enumerate(PANELS):
        foot = FOOT if i == len(PANELS) - 1 else 0.0
        height = unit * (LOSS if i == 0 else 1) + foot
        out.append((name, (left, top, w, height), foot))
        top += height
    return out
