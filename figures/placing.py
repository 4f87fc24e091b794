"""Where words go on a picture, in pixels: numbers on contours, names beside heads, labels pushed apart."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from figures.contours import Ground

Array = npt.NDArray[np.float64]
Box = tuple[float, float, float, float]  # left, top, width, height
MOST_NUMBERS, CELL = 8, 24


class Number(NamedTuple):
    """A contour's number: which level, where in data units, and how it is turned (degrees, counter-clockwise)."""

    level: int
    x: float
    y: float
    angle: float


def contour_numbers(ground: Ground, width: float, trails: Sequence[Array], marks: Array) -> list[Number]:
    """On each level's flattest stretch, clear of trails ((N, 2) each), of `marks` (M, 2) and of each other. `width`: of
    the map, in px."""
    x0, x1, y0, y1 = ground.window
    k = width / (x1 - x0)
    height = (y1 - y0) * k
    corner, used = np.array([x0, y0]), [p * k for p in marks - (x0, y0)]
    inside = [p[(np.abs(p - corner - (x1 - x0, y1 - y0)).max(axis=1) < 4 * (x1 - x0))] for p in trails]
    taken = {tuple(c) for p in inside for c in np.unique(np.round((p - corner) * k / CELL), axis=0)}
    out: list[Number] = []
    for level, lines in enumerate(ground.lines):
        best: tuple[float, Number, Array] | None = None
        for line in lines:
            p = (line - corner) * k
            if len(p) < 14:
                continue
            at = np.arange(4, len(p) - 4, 2)
            ahead = p[at + 4] - p[at - 4]
            turn = np.degrees(np.arctan2(ahead[:, 1], ahead[:, 0]))
            turn = (turn + 90) % 180 - 90
            here = p[at]
            near = np.min([np.hypot(*(here - u).T) for u in used], axis=0) if used else np.full(len(at), 200.0)
            free = (
                (here[:, 0] > 50)
                & (here[:, 0] < width - 40)
                & (here[:, 1] > 44)
                & (here[:, 1] < height - 30)
                & (near >= 70)
            )
            bend = np.abs(p[at + 4] + p[at - 4] - 2 * here).max(axis=1)
            cost = np.abs(turn) * 1.6 - np.minimum(near, 200) * 0.25 + 8 * bend
            for i in np.argsort(cost):
                if free[i] and tuple(np.round(here[i] / CELL)) not in taken:
                    if best is None or cost[i] < best[0]:
                        best = (
                            cost[i],
                            Number(level, float(line[at[i], 0]), float(line[at[i], 1]), float(turn[i])),
                            here[i],
                        )
                    break
        if best and len(out) < MOST_NUMBERS:
            out.append(best[1])
            used.append(best[2])
    return out


def beside(
    heads: Sequence[tuple[float, float] | None],
    widths: Sequence[float],
    size: tuple[float, float],
    taken: Sequence[Box] = (),
) -> list[tuple[float, float] | None]:
    """For each head (px, y down), where its name's left middle goes: the first free of ten places, or None. `widths`
    are the names'."""
    boxes = [*taken, *((x - 7, y - 7, 14.0, 14.0) for x, y in filter(None, heads))]
    out: list[tuple[float, float] | None] = []
    for head, w in zip(heads, widths, strict=True):
        spots = (
            (11, 0),
            (-11 - w, 0),
            (-w / 2, -17),
            (-w / 2, 17),
            (10, -14),
            (10, 14),
            (-10 - w, -14),
            (-10 - w, 14),
            (11, 24),
            (11, -26),
        )
        out.append(None)
        for dx, dy in spots if head else ():
            assert head is not None
            box = (head[0] + dx - 2, head[1] + dy - 7.5, w + 4, 15.0)
            if (
                box[0] >= 4
                and box[0] + box[2] <= size[0] - 4
                and box[1] >= 4
                and box[1] + 15 <= size[1] - 22
                and not _hits(box, boxes)
            ):
                boxes.append(box)
                out[-1] = head[0] + dx, head[1] + dy
                break
    return out


def _hits(box: Box, others: Sequence[Box]) -> bool:
    x, y, w, h = box
    return any(a < x + w and x < a + c and b < y + h and y < b + d for a, b, c, d in others)


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float | None]:
    """Places near the wanted ones, `gap` apart, from low to high; None for the crowded ones when they do not all
    fit."""
    order = sorted((i for i, w in enumerate(wanted) if np.isfinite(w)), key=lambda i: wanted[i])
    if len(order) * gap > high - low + gap:
        kept: list[int] = []
        for i in order:
            if not kept or wanted[i] - wanted[kept[-1]] >= gap:
                kept.append(i)
        order = kept
    places = [min(max(wanted[i], low), high) for i in order]
    for j in range(1, len(places)):
        places[j] = max(places[j], places[j - 1] + gap)
    for j in reversed(range(len(places))):
        places[j] = min(places[j], high if j == len(places) - 1 else places[j + 1] - gap)
    out: list[float | None] = [None] * len(wanted)
    for i, place in zip(order, places, strict=True):
        out[i] = place
    return out
