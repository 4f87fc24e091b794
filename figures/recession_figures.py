"""Receding: distance, effective rates and the bound of theorem 3.1 along one path of Adam, and AdaFix's readings."""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import plotly.graph_objects as go

from dynamics import OPTIMIZERS, Trajectory
from dynamics.bounds import CLOSE, corrected_bound, divisor, gate, one_point_convex, printed_bound, recedes, region
from dynamics.words import number
from figures.line_panel import LinePanel, Ruler, reach
from figures.marks import dash
from figures.theme import theme
from scenarios.recession_scenes import OVER_WORDS, START_WORDS, called, edge_words

Array = npt.NDArray[np.float64]
Key = tuple[str, str]

STROKES = {"standard": "solid", "none": "6px,3px", "gradient-init": "2px,3px"}
TOP, FLOOR = 30.0, 1e-10  # of r²: beyond, a path has long left; below, it has long arrived


def distance_figure(
    runs: Mapping[Key, Trajectory], chosen: Key, dark: bool = False, close: float = CLOSE, delta: float = 0.0
) -> go.Figure:
    """r² along the way under every convention; the chosen one in full colour; the edge of the region, and what is
    close."""
    t, edge = theme(dark), region(delta)[1]
    colour = {"root": t.series(OPTIMIZERS["adam"]), "v": t.series(OPTIMIZERS["nesterov"])}
    squares = {key: _in_sight((run.position**2).sum(axis=1)) for key, run in runs.items()}
    steps = max(run.steps for run in runs.values())
    low, high = reach([*squares.values(), [2 * edge]], 10)
    panel = LinePanel(
        t, "r², the squared distance from the optimum", Ruler(0, steps, "step"), Ruler(low, high, log=True), 122, 400
    )
    panel.level(edge, f"<b>region ends: {edge_words(delta)}</b>")
    panel.level(close, f"close: {number(close)}", t.soft)
    for key in [k for k in runs if k != chosen] + [chosen]:
        start, over = key
        name = f"<b>{START_WORDS[start]}</b>, {OVER_WORDS[over]}"
        style = {"width": 2.6 if key == chosen else 1.2, "dash": STROKES[start]}
        panel.line(
            runs[key].step, squares[key], colour[over], name, f"{called(*key)}, step {{x:,}}: r² = {{y}}", **style
        )
    return panel.done()


def _in_sight(square: Array) -> Array:
    """r² until it first passes TOP, and there TOP."""
    gone = np.flatnonzero(~(square <= TOP))
    out = np.maximum(square, FLOOR)
    if len(gone):
        out[gone[0]], out[gone[0] + 1 :] = TOP, np.nan
    return out


def rates_figure(run: Trajectory, dark: bool = False) -> go.Figure:
    """Both effective rates of one run."""
    t = theme(dark)
    rates, colour = run.effective_lr, t.series(run.optimizer)
    panel = LinePanel(
        t, "Effective rates of x and y", Ruler(0, run.steps, "step"), Ruler(*reach([rates], 8), log=True), 80
    )
    for axis, (name, style) in enumerate((("x", "solid"), ("y", "5px,3px"))):
        panel.line(
            run.step,
            rates[:, axis],
            colour,
            f"<b><i>{name}</i></b>",
            f"step {{x:,}}: {{y:4}} along {name}",
            dash=style,
        )
    return panel.done()


def bounds_figure(run: Trajectory, dark: bool = False, delta: float = 0.0) -> go.Figure:
    """What the step divides by against both bounds, where f is δ-one-point convex; steps that lead away are dotted."""
    t = theme(dark)
    x = run.position
    g = run.gradient
    least, inside = divisor(run), one_point_convex(x, g, delta)
    printed, corrected = printed_bound(x, g, delta), corrected_bound(x, g, run.optimizer.hyper.lr, delta)
    low, high = reach([least, printed[inside], corrected[inside]], 6)
    panel = LinePanel(
        t,
        "What divides the step, and the bounds of theorem 3.1",
        Ruler(0, run.steps, "step"),
        Ruler(low, high, log=True),
        104,
    )
    for name, bound, style in (("printed", printed, "2px,3px"), ("corrected", corrected, "6px,3px")):
        panel.line(
            run.step,
            np.where(inside, bound, np.nan),
            t.text,
            f"<b>{name}</b>",
            f"{name}, step {{x:,}}: {{y:4}}",
            width=1.2,
            dash=style,
        )
    colour = t.series(run.optimizer)
    panel.line(
        run.step,
        least,
        colour,
        f"<b>{OVER_WORDS[run.optimizer.hyper.denominator]}</b>",
        "step {x:,}: divided by {y:4}",
    )
    away = np.flatnonzero(recedes(run) & inside[:-1])
    panel.mark(run.step[away], least[away], colour, size=7, hover="step {x:,} leads away")
    panel.traces[-1]["name"] = "recedes"
    if len(away):
        panel.paper("● recedes", 0, 0, "left", "bottom", 12, colour, xshift=8, yshift=6)
    return panel.done()


def gate_figure(run: Trajectory, dark: bool = False) -> go.Figure:
    """AdaFix: the largest gradient against L η; below it the gate is shut and v stays."""
    t, colour = theme(dark), theme(dark).series(run.optimizer)
    readings = gate(run)
    low, high = reach([readings.peak, readings.level], 8)
    panel = LinePanel(
        t, "AdaFix: the largest gradient and its gate L η", Ruler(0, run.steps, "step"), Ruler(low, high, log=True), 88
    )
    for first, last in _spells(~readings.open):
        place = {"x0": first - 0.5, "x1": last + 0.5, "y0": 0, "y1": 1, "yref": "paper", "layer": "below"}
        panel.shapes.append({"type": "rect", "fillcolor": t.hair, "opacity": 0.5, "line": {"width": 0}, **place})
    panel.line(
        run.step,
        readings.peak,
        colour,
        "<b>max |g|</b>",
        "step {x:,}: max |g| = {y}",
        dash=dash(run.optimizer.series.dash),
    )
    panel.line(
        run.step,
        np.where(readings.level > 0, readings.level, np.nan),
        t.text,
        "<b>L η</b>",
        "step {x:,}: L η = {y}",
        width=1.2,
    )
    panel.paper("grey: shut, v stays", 1, 1, "right", "top", 12, t.soft, xshift=-6, yshift=-4)
    return panel.done()


def _spells(holds: npt.NDArray[np.bool_]) -> list[tuple[int, int]]:
    """First and last row of each unbroken stretch where the condition holds."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], holds, [False]]).astype(np.int8)))
    return [(int(a), int(b) - 1) for a, b in edges.reshape(-1, 2)]
