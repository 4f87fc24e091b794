"""Own data kept on this machine: `LANDSCAPES["data-<digest>"]` finds it.

A file is plain arrays: nothing in it is executed. Its name is the digest of what it holds, so one that was changed is
not found, and the same table under the same title is the same surface everywhere. The oldest files give way.
"""

import hashlib
import math
import os
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import platformdirs

from landscapes.landscape import FARTHEST, Landscape
from landscapes.own_data.reading import FEWEST, LARGEST, MOST, GridError
from landscapes.sampled import HEAD, grid_of, spline, spline_surface

Array = npt.NDArray[np.float64]

NAME = re.compile(r"data-[0-9a-f]{16}")  # names come from links: nothing else is ever opened
MOST_KEPT = 200  # files, of at most 2 MB
MOST_MINIMA = 12  # that a map tells apart
LONGEST_TITLE = 60  # characters
NARROWEST = 20  # how much wider than high a grid may be, or higher than wide: the map has one scale for both
WORDS = "A table of the reader's own, a bicubic spline through its values.", "Your own data. Watch where each run ends."


def folder() -> Path:
    """Where they are kept: the environment's DESCENT_SURFACES, else a folder of this user's."""
    return Path(
        os.environ.get("DESCENT_SURFACES") or Path(platformdirs.user_data_path("descent-explorer")) / "surfaces"
    )


def surface_of(values: Array, x: tuple[float, float], y: tuple[float, float], title: str) -> Landscape:
    """The surface through a table (m, n), its first row at the lower end of `y`, its columns from the lower to the
    higher end of `x`. Raises GridError where an axis is not one, or its shape does not fit a map."""
    for name, (low, high) in {"x": x, "y": y}.items():
        if not (math.isfinite(low) and math.isfinite(high) and -FARTHEST <= low < high <= FARTHEST):
            raise GridError(f"{name} must run from a smaller to a larger number, both within ±{FARTHEST:,.0f}.")
    ratio = (x[1] - x[0]) / (y[1] - y[0])
    if not 1 / NARROWEST <= ratio <= NARROWEST:
        raise GridError(
            f"x would be {ratio:.3g} times as wide as y is high. The map has one scale for both: scale an axis, so that"
            f" this is at most {NARROWEST}."
        )
    m, n = values.shape
    return _surface(title, spline(np.linspace(*x, n), np.linspace(*y, m), values))


def keep(surface: Landscape) -> str:
    """Keeps a surface of own data; its name. Raises OSError where the folder cannot be written."""
    place, name = folder(), surface.name
    place.mkdir(parents=True, exist_ok=True)
    aside = place / f"{name}.{os.getpid()}.part"
    with aside.open("wb") as stream:
        np.savez_compressed(stream, p=surface.p, title=np.array(surface.title))
    aside.replace(place / f"{name}.npz")
    for old in sorted(place.glob("data-*.npz"), key=lambda file: file.stat().st_mtime)[:-MOST_KEPT]:
        old.unlink(missing_ok=True)
    return name


def find(name: str) -> Landscape | None:
    """The surface of that name; None where there is none that can be read."""
    file = folder() / f"{name}.npz"
    if not NAME.fullmatch(name) or not file.is_file():
        return None
    try:
        return _read(name, file)
    except Exception:  # a damaged archive raises nearly anything
        return None


def adopt(raw: Mapping[str, Any]) -> Landscape:
    """The surface that a saved file carries: {"title", "p"}, p the parameter vector. Raises GridError where it is
    none."""
    try:
        title, p = str(raw["title"]), np.array(raw["p"], np.float64)
        columns, rows = int(p[0]), int(p[1])
        size = p.shape == (HEAD + (rows + 2) * (columns + 2),) and tuple(p[:2]) == (columns, rows)
        fits = size and all(FEWEST <= side <= MOST for side in (rows, columns)) and p[4] > 0 and p[5] > 0
        if not (fits and np.isfinite(p).all() and np.abs(p).max() <= LARGEST):
            raise ValueError
    except (KeyError, TypeError, ValueError, OverflowError, IndexError):
        raise GridError("The surface that this file carries cannot be read") from None
    return _surface(title, tuple(p.tolist()))


@lru_cache(maxsize=16)
def _read(name: str, file: Path) -> Landscape:
    with np.load(file, allow_pickle=False) as held:
        surface = _surface(str(held["title"]), tuple(held["p"].astype(np.float64).tolist()))
    if surface.name != name:
        raise ValueError("its digest differs")
    return surface


def _surface(title: str, p: tuple[float, ...]) -> Landscape:
    title = " ".join(title.split())[:LONGEST_TITLE] or "Own data"
    digest = hashlib.sha256(np.array(p, "<f8").tobytes() + title.encode()).hexdigest()[:16]
    return spline_surface(f"data-{digest}", title, *WORDS, p, _begin(np.array(p)), MOST_MINIMA)


def _begin(p: Array) -> tuple[float, float]:
    """Where a run begins: the highest grid point, not near the edge, from which going from neighbour to lowest
    neighbour ends inside the grid; where there is none, the highest."""
    x, y, values = grid_of(p)
    m, n = values.shape
    edged = np.pad(values, 1, constant_values=np.inf)
    around = np.lib.stride_tricks.sliding_window_view(edged, (3, 3)).reshape(m, n, 9)
    down, right = np.divmod(around.argmin(axis=2), 3)
    rows, columns = np.indices((m, n))
    leads = ((rows + down - 1) * n + columns + right - 1).ravel()  # each point to its lowest neighbour, or itself
    while (farther := leads[leads]).tolist() != leads.tolist():
        leads = farther
    ends = np.divmod(leads.reshape(m, n), n)
    inside = (ends[0] > 0) & (ends[0] < m - 1) & (ends[1] > 0) & (ends[1] < n - 1)
    inner = np.zeros((m, n), bool)
    inner[m // 8 : m - m // 8, n // 8 : n - n // 8] = True
    allowed = inner & inside if (inner & inside).any() else inner
    j, k = np.unravel_index(np.where(allowed, values, -np.inf).argmax(), (m, n))
    return float(x[k]), float(y[j])
