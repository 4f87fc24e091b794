"""A scenario's map for paper, as SVG without a script: contour lines, the paths and their names, the start."""

from html import escape

import numpy as np
import numpy.typing as npt

from figures.contours import ground
from figures.numbers import parts, ticks
from figures.thumbnail import pair, simpler
from figures.trails import head, rows_drawn
from scenarios.running import run
from scenarios.scenario import Scenario

Array = npt.NDArray[np.float64]
WIDE, HIGH = 300, 200
LETTER, LINE = 5.8, 11.0  # room for a letter and from line to line
PIECE = 200  # points that are made simpler together
TEXT = 'font-family="sans-serif" font-size="10.5"'  # 8 points where the map is 82 mm wide


def still(scenario: Scenario) -> str:
    """In a box of 300 x 200. Nothing is drawn over the surface but the start where nothing runs."""
    land = ground(scenario.landscape)
    x0, x1, y0, y1 = land.window

    def at(points: Array) -> Array:
        return (np.atleast_2d(points) - (x0, y1)) * (WIDE / (x1 - x0), -HIGH / (y1 - y0))

    lines = "".join(_path(at(line)) for level in land.lines for line in level)
    drawn = [f'<g fill="none" stroke="#9AA3A8" stroke-width=".5">{lines}</g>', _axes(land.window)]
    names: list[str] = []
    taken: list[tuple[float, float, float]] = []
    for name, each in zip(scenario.titles, run(scenario), strict=True):
        own, places = each.optimizer.series, at(each.position[rows_drawn(each)])
        dash = " ".join(f"{v / 2:g}" for v in own.dash)
        colour = f'stroke="{own.light}" fill="none" stroke-width="1.1" stroke-dasharray="{dash}"'
        drawn.append(f"<g {colour}>{_path(np.clip(places, -400, 700))}</g>")
        end = head(each.position, land.window)
        x, y = at(each.position[end if end is not None else 0])[0]
        drawn.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.2" fill="{own.light}"/>')
        wide = LETTER * len(name)
        left = x + 5 if x + 5 + wide < WIDE else min(x, WIDE) - 5 - wide
        line = _free(left, left + wide, y + 3.5, taken)
        taken.append((left, left + wide, line))
        names.append(_label(left, line, name, own.light))
    for x, y in at(np.array(scenario.landscape.minima)) if len(scenario.landscape.minima) else ():
        drawn.append(f'<path d="M{x - 3:.1f} {y:.1f}h6m-3-3v6" stroke="#21201D" stroke-width=".7"/>')
    (x, y), *_ = at(np.array(scenario.start))
    drawn.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="none" stroke="#21201D"/>')
    frame = f'<rect width="{WIDE}" height="{HIGH}" fill="none" stroke="#9AA3A8" stroke-width=".5"/>'
    return (
        f'<svg viewBox="0 0 {WIDE} {HIGH}" role="img" aria-label="{escape(scenario.landscape.title)}, seen from above">'
        f"{''.join(drawn)}{''.join(names)}{frame}</svg>"
    )


def _free(left: float, right: float, wanted: float, taken: list[tuple[float, float, float]]) -> float:
    """The line nearest to the one wanted on which a name meets no other; all of it is on the map."""
    lines = (wanted + sign * LINE * k for k in range(12) for sign in (1, -1))
    inside = [y for y in lines if LINE <= y <= HIGH - LINE] or [min(max(wanted, LINE), HIGH - LINE)]
    rows = [y for a, b, y in taken if a < right and left < b]
    return next((y for y in inside if all(abs(y - row) >= LINE for row in rows)), inside[0])


def _axes(window: tuple[float, float, float, float]) -> str:
    x0, x1, y0, y1 = window
    words, marks = [], []
    for v in ticks(x0, x1, 10)[1:-1]:
        x = (v - x0) / (x1 - x0) * WIDE
        marks.append(f"M{x:.1f} {HIGH}v-4")
        words.append(_label(x, HIGH - 6.5, parts(v)[0], "#48453F", "middle"))
    for v in ticks(y0, y1, 7)[1:-1]:
        y = (y1 - v) / (y1 - y0) * HIGH
        marks.append(f"M0 {y:.1f}h4")
        words.append(_label(6.5, y + 3.5, parts(v)[0], "#48453F"))
    words += [_label(WIDE - 10, HIGH - 6.5, "x", "#48453F"), _label(6.5, 12, "y", "#48453F")]
    # above the words: their halo would cut them
    return f'{"".join(words)}<path d="{"".join(marks)}" stroke="#48453F" stroke-width=".6"/>'


def _label(x: float, y: float, text: str, colour: str, anchor: str = "start") -> str:
    """On a halo of paper."""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" {TEXT} fill="{colour}" text-anchor="{anchor}" paint-order="stroke"'
        f' stroke="#fff" stroke-width="2">{escape(text)}</text>'
    )


def _path(points: Array) -> str:
    """In tenths: the first point as it is, then from each to the next."""
    pieces = [simpler(points[k : k + PIECE + 1]) for k in range(0, len(points), PIECE)]
    corners = np.round(10 * np.vstack(pieces)).astype(int)
    moves = [move for move in np.diff(corners, axis=0) if move.any()]
    return f'<path d="M{pair(corners[0])}l{" ".join(map(pair, moves))}"/>' if moves else ""
