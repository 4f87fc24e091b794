"""The vector field of gradient descent: arrows along −∇f, all equally long; a flat point has none."""

import numpy as np
import plotly.graph_objects as go

from figures.contours import Window
from figures.theme import Theme
from landscapes import Landscape

ROWS = 15
LONG, HEAD = 0.42, 0.13  # of the distance from arrow to arrow; of the head's two strokes
SPREAD = 0.45  # radians between an arrow and each stroke of its head, backwards


def field_arrows(surface: Landscape, window: Window, t: Theme) -> go.Scatter:
    """All of them as one line with gaps."""
    x0, x1, y0, y1 = window
    apart = (y1 - y0) / ROWS
    xs = np.arange(x0 + apart / 2, x1, apart)
    ys = np.arange(y0 + apart / 2, y1, apart)
    x, y = (part.ravel() for part in np.meshgrid(xs, ys))
    way = -np.asarray(surface.gradient(x, y))
    size = np.hypot(*way)
    there = np.isfinite(size) & (size > 0)
    at, along = np.stack([x, y])[:, there], way[:, there] / size[there]
    tail, tip = at - along * apart * LONG / 2, at + along * apart * LONG / 2
    gap = np.full_like(tip, np.nan)
    strokes = [tail, tip, gap]
    for turn in (np.pi - SPREAD, np.pi + SPREAD):
        c, s = np.cos(turn), np.sin(turn)
        strokes += [tip, tip + apart * HEAD * np.stack([c * along[0] - s * along[1], s * along[0] + c * along[1]]), gap]
    points = np.stack(strokes, axis=2).reshape(2, -1)
    line = {"color": t.on_map, "width": 1}
    return go.Scatter(x=points[0], y=points[1], mode="lines", line=line, opacity=0.45, hoverinfo="skip")
