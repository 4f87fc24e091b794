"""A scenario as a small picture for a button: the sketch of its surface, and the paths over it, drawn as SVG."""

import numpy as np
import numpy.typing as npt

from figures.thumbnail import WIDE, pair, simpler, thumbnail
from scenarios.preset import Preset
from scenarios.running import run

Array = npt.NDArray[np.float64]

HIGH = 36
MOST = 80  # points of a path: more would not be seen
FAR = 400  # where a path ends that leaves for good


def small_picture(preset: Preset) -> dict[str, str | list[str]]:
    """In a box of 90 x 36, ground: SVG paths of the surface; trails: the path of each contender, or its last points."""
    scenario = preset.scenario
    (x, y), half = preset.middle, preset.half_height
    wide = half * WIDE / HIGH
    shown = x - wide, x + wide, y - half, y + half
    trails = []
    for each in run(scenario):
        places = (each.position - (x - wide, y + half)) * (1, -1) * HIGH / (2 * half)
        trails.append(_points(places[-MOST:]) if preset.dotted else _trail(places))
    return {"ground": thumbnail(scenario.landscape, shown, HIGH), "trails": trails}


def _trail(places: Array) -> str:
    """A path in tenths."""
    corners = np.round(10 * np.clip(simpler(places[:MOST]), -FAR, FAR)).astype(int)
    moves = [move for move in np.diff(corners, axis=0) if move.any()]
    return f"M{pair(corners[0])}l{' '.join(map(pair, moves)).replace(' -', '-')}"


def _points(places: Array) -> str:
    """Points in tenths: strokes of no length, which a round cap makes seen."""
    return "".join(f"M{pair(place)}h0" for place in np.round(10 * places).astype(int))
