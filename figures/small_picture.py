"""A scenario as a small picture for a button: the sketch of its surface, and the paths over it, drawn as SVG."""

import numpy as np
import numpy.typing as npt

from figures.thumbnail import HIGH, WIDE, pair, simpler, thumbnail, window
from landscapes import LANDSCAPES
from scenarios.running import run
from scenarios.scenario import Scenario

Array = npt.NDArray[np.float64]

MOST = 120  # points of a path: more would not be seen
OUTSIDE = 20  # how far beyond the box a path is followed


def small_picture(scenario: Scenario, seen: float) -> dict[str, str | list[str]]:
    """ground: SVG paths of the surface in a box of 90 x 60, "" where they are the surface's usual ones; trails: a path
    for each contender. seen: as in `thumbnail`."""
    x0, x1, y0, y1 = window(scenario.landscape, seen)
    trails = []
    for each in run(scenario):
        x, y = each.position.T
        places = np.column_stack([(x - x0) / (x1 - x0) * WIDE, (y1 - y) / (y1 - y0) * HIGH])
        trails.append(_trail(places))
    usual = seen == 1 and scenario.landscape.settings == LANDSCAPES[scenario.surface].settings
    return {"ground": "" if usual else thumbnail(scenario.landscape, seen), "trails": trails}


def _trail(places: Array) -> str:
    """A path in tenths, up to where it has left the box for good."""
    far = (places < -OUTSIDE).any(axis=1) | (places > (WIDE + OUTSIDE, HIGH + OUTSIDE)).any(axis=1)
    kept = places[: int(far.argmax()) + 1 if far.any() else None][:MOST]
    corners = np.round(10 * np.clip(simpler(kept), -10 * WIDE, 10 * WIDE)).astype(int)
    moves = [move for move in np.diff(corners, axis=0) if move.any()]
    return f"M{pair(corners[0])}l{' '.join(map(pair, moves)).replace(' -', '-')}"
